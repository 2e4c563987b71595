import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'

/** What the bot says whatever the command. Names of options and values have been escaped. */
export const commonEn = {
  errors: {
    invalid_request: 'That request did not fit. Run the command again and choose from what it offers.',
    invalid_code: 'Discord did not accept this sign-in. Open the Activity again to start over.',
    unauthenticated: 'This server of ours is not signed in where it has to be. Tell whoever runs the app.',
    token_expired: 'That took too long and has expired. Run the command again.',
    not_in_activity: 'You are not in the Activity. Join its voice channel, open it there, and try again.',
    forbidden: 'Your roles in this server do not allow this. Ask one of its admins.',
    not_a_member: 'You are not in the Activity any more. Open it again, then try again.',
    not_in_control:
      'Somebody else controls that Activity. Ask them for the remote, or suggest the video there.',
    vote_running: 'A vote is under way in that Activity. Try again once it is over.',
    too_late: 'It is too late for that. Look at how it is now.',
    not_found: 'That is not there any more. Run the command again to see what is.',
    meeting_not_found:
      'There is no such meeting in this server. See those that there are with /kaltura-list.',
    meeting_ended: 'This meeting is over. See those that there are with /kaltura-list.',
    meeting_not_open: 'This meeting has not begun yet. See with /kaltura-list when it does.',
    waiting_for_host: 'The host has not opened this meeting yet. Try again in a minute.',
    meeting_type_unavailable:
      'Meetings of this type are not set up at Kaltura. Choose another type, or ask whoever runs this bot.',
    too_many_meetings: 'This server has too many meetings at once. End or call off one first.',
    link_spent: 'This link has been used, or is too old. Ask for another one.',
    too_many_links: 'Too many links hold here already. Take one back first.',
    link_used: 'Everybody this link lets in has come already. Ask for another one.',
    link_expired: 'This link has run out. Ask for another one.',
    link_revoked: 'This link was taken back. Ask for another one.',
    guests_off: 'This server lets in no guests in a browser. Its admins can change that.',
    room_empty: 'Nobody from Discord is watching there now. Try again later.',
    name_taken: 'Somebody here has that name. Take another one.',
    video_not_found: 'That video is not in the library any more. Choose another one.',
    method_not_allowed: 'That cannot be done with this. Run the command again.',
    video_not_ready: 'Kaltura is still preparing that video. Try again in a few minutes.',
    captions_unreadable: 'The captions of that video are damaged. Whoever made it can upload them again.',
    nothing_to_play: 'Nothing is on at the moment. Choose a video with /kaltura-watch first.',
    comments_off: 'Comments stand at recordings, in servers alone. Watch one in a server’s channel.',
    comments_full: 'This video has as many comments as a server keeps. Remove one first.',
    queue_full: 'The queue of that Activity is full. Try again once some of it has been on.',
    room_full: 'That Activity is full. Try again once somebody has left.',
    conflict: 'Somebody else changed this at the same moment. Run the command again.',
    idempotency_key_reused: 'That has been done already. Run the command again if it is needed once more.',
    precondition_failed:
      'Somebody else has changed this meanwhile. Look at it again, then repeat your change.',
    payload_too_large: 'That was too much at once. Shorten it and try again.',
    unsupported_media_type: 'That kind of content is not taken. Try plain text.',
    rate_limited: 'That was too much at once. Wait a minute, then try again.',
    protocol_unsupported: 'This is older than the app. Restart Discord and try again.',
    internal: 'Something went wrong on our side. Try again, and tell whoever runs the app if it stays.',
    kaltura_unavailable: 'Kaltura does not answer at the moment. Try again in a few minutes.',
    discord_unavailable: 'Discord does not answer us at the moment. Try again in a few minutes.',
    unavailable: 'This does not work at the moment. Try again in a few minutes.',
  } satisfies Record<ErrorCode, string>,
  onlyInServers: 'This works only in servers. Run it in a channel of a server that has added this app.',
  notInstalled: 'This server has not added the app. Ask one of its admins to add it, then try again.',
  botMissing: 'The bot of this app is not in this server. Ask one of its admins to add the app once more.',
  notInServer: 'Only members of this server can do this. Join the server, then try again.',
  unknownCommand: 'This command has gone. Restart Discord to see those that there are.',
  unknownAction: 'This belongs to an older version of the app. Run the command again.',
  unknownOption: (option: string) =>
    `This command does not take “${option}” any more. Restart Discord and run the command again.`,
  optionMissing: (option: string) => `“${option}” is missing. Run the command again and fill it in.`,
  tooLong: (option: string, max: number, length: number) =>
    `“${option}” takes at most ${max} characters, and this has ${length}. Shorten it.`,
  tooShort: (option: string, min: number) =>
    `“${option}” takes at least ${min} characters. Write a little more.`,
  outOfRange: (option: string, min: number, max: number) =>
    `“${option}” takes whole numbers from ${min} to ${max}. Choose one of those.`,
  notAChoice: (option: string, choices: string) =>
    `“${option}” takes one of these: ${choices}. Choose one of those.`,
  wrongKind: (option: string) => `“${option}” does not take that. Run the command again and choose anew.`,
  timedOut: 'This took too long. Try again in a moment.',
  wentWrong: 'Something went wrong on our side. Try again, and tell whoever runs the app if it stays.',
  launchRefused: 'Discord did not let us open the Activity here. Join a voice channel, then try again there.',
}
