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
