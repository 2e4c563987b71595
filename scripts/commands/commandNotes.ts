import type { CommandMetadata } from '../../server/src/features/commands/metadata.ts'

/** What the page about commands says beyond their definitions. */
export interface CommandNotes {
  readonly answers: readonly string[]
  /** What can go wrong, and what is said then. */
  readonly troubles: readonly string[]
}

const NO_VOICE_CHANNEL = 'In no voice channel: you are asked to join one, then to do it again.'
const HIDDEN_CHANNEL =
  'The app lacks “View Channel” or “Connect” in your voice channel, so that it can’t see it: the answer names both.'
const NO_INVITATIONS =
  'The app lacks “Create Invite” in your voice channel: the answer names the permission and the channel. In the chat of that channel it works without.'

/** By name of the command. */
export const COMMAND_NOTES: Readonly<Partial<Record<CommandMetadata['name'], CommandNotes>>> = {
  launch: {
    answers: [
      'In the chat of the voice channel you are in, the Activity opens.',
      'Anywhere else, you get a button that opens it in your voice channel.',
      'When you are in the Activity already, you are told so.',
    ],
    troubles: [NO_VOICE_CHANNEL, HIDDEN_CHANNEL, NO_INVITATIONS],
  },
  'kaltura-watch': {
    answers: [
      'In the chat of the voice channel you are in, the Activity opens with the video on.',
      'Anywhere else, you get a button that opens it in your voice channel; the video goes on when you press it within three minutes.',
      'When you are in the Activity already, the video goes on there for all.',
      'With `when` as next or last, it goes into the queue of the Activity instead; where nothing is on and nothing waits, it goes on at once.',
      'Where the text is no video but matches several, you choose one of them.',
    ],
    troubles: [
      NO_VOICE_CHANNEL,
      HIDDEN_CHANNEL,
      NO_INVITATIONS,
      'The video is gone, or is still being prepared: you are told so, and to choose another one.',
      'Kaltura does not answer: proposals come from what is known, for up to an hour.',
    ],
  },
  'kaltura-video-search': {
    answers: [
      'The best matches with name, length, date and picture, each with “Watch together”, which does what `/kaltura-watch` does, and “Open in browser”, which opens Kaltura’s own page.',
      'Up to five have a picture and buttons each. From six on they have a line each and their pictures stand together, because a message of Discord’s has 40 parts at most.',
      '“Next” and “Previous” turn pages, up to the tenth. They are left out for words of more than about 70 characters, which no button can carry.',
      '“Open in browser” is there where `KALTURA_UICONF_ID` is set. The page carries no session, so that it plays what the account lets everybody see.',
      'Pictures are there where `PUBLIC_URL` is set: Discord fetches them from this server.',
    ],
    troubles: [
      'Nothing found: you are told what else to try.',
      'Kaltura does not answer: an older answer is shown and says how old it is; without one you are told to try again in a few minutes.',
    ],
  },
  'kaltura-start': {
    answers: [
      'Without `at` it begins at once: the answer names what was made and where it is announced, with “Join”, “Share” and “End”.',
      'With `at` you see first how it was read, in your own time by Discord, and by which time zone: “Schedule” makes it, “Change the time” and the list of time zones read it again. The zone is remembered.',
      'Times are taken as people write them, in English and German (`tomorrow 15:00`, `next monday 9`, `morgen um 15 Uhr`, `in 20 minutes`, `15:00`), with a zone (`15:00 CET`, `15:00 Europe/Berlin`), and as ISO 8601 (`2026-12-01T15:00+01:00`). What is less than a minute ahead begins now.',
    ],
    troubles: [
      'A time that has passed, or that is none: you are told what would be taken.',
      'A kind of room that the account has no template for, too many meetings at once, Kaltura away: you are told so, and nothing was made.',
      '“Schedule” after a quarter of an hour, or twice: nothing more happens, and you are told so.',
    ],
  },
  'kaltura-join': {
    answers: [
      'A link of your own, behind a button: it opens in your browser, works once and for one minute. “New link” makes another one.',
      '“Join” on any message does the same. Where the host has not opened the meeting yet, the page waits with you.',
    ],
    troubles: [
      'No such meeting, or several of that title: those that there are are proposed while you type.',
      'It is over, or has not begun: you are told so, and when it begins.',
    ],
  },
  'kaltura-list': {
    answers: [
      'What is live, what is planned, and what has ended within a day with a recording, five on each page. “Join”, “End” for those who may, and “Watch recording together” are beside each.',
    ],
    troubles: ['There is none: you are told how to start one.'],
  },
  'kaltura-end': {
    answers: [
      'It asks first. Then the meeting is closed to new joiners and links into it are worth nothing; Kaltura keeps whoever is inside until they leave.',
      'A meeting that is only planned is called off. “End” on any message does the same.',
    ],
    troubles: [
      'It is not yours, and you are neither moderator nor admin: you are told who may.',
      'Somebody was first: you are told who and when.',
    ],
  },
  'kaltura-config-view': {
    answers: ['The keys of a section, what differs from the defaults, and who changed it last and when.'],
    troubles: ['Not an admin: you are told so.'],
  },
  'kaltura-config-update': {
    answers: [
      'What was and what is, with “Undo”. Without a value, a form with the present one to edit.',
      'It takes effect for everybody in the server at once.',
    ],
    troubles: [
      'An unknown key: the nearest one is named.',
      'A value that does not fit: what would fit is named, and nothing changes.',
      'Somebody else changed it meanwhile: yours counts, and the answer says what it was. “Undo” takes nothing back that somebody has changed since.',
    ],
  },
  'kaltura-config-reset': {
    answers: [
      'What would change, with a button that does it; with `confirm` it is done at once.',
      'Afterwards, how many keys went back to the default.',
    ],
    troubles: ['Somebody changed the configuration since it was shown: nothing is reset, and you are told.'],
  },
}
