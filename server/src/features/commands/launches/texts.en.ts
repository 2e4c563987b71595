/** Names of videos have been escaped; channels are Discord's own mentions of them. */
export const launchesEn = {
  joinVoice: {
    command:
      'Join a voice channel first: press its name in the list of channels. Then run the command again.',
    button:
      'Join a voice channel first: press its name in the list of channels. Then press “Watch together” again.',
  },
  yourVideo: 'Your video',
  invitation: (channel: string) => `The Activity opens in ${channel}, where you are. Press the button.`,
  openActivity: 'Open the Activity',
  mayNotInvite: (channel: string) =>
    `The app cannot open the Activity in ${channel} from here, because it lacks the permission “Create Invite” there. Ask an admin of this server for it, or do the same in the chat of ${channel}.`,
  cannotInvite: (channel: string) =>
    `Discord does not open the Activity in ${channel} from here. Do the same in its chat, or join another voice channel first.`,
  hidden:
    'The app cannot see which voice channel you are in, because it lacks the permission “View Channel” or “Connect” there. Ask an admin of this server for both, or join another voice channel.',
  alreadyHere: 'You are in the Activity already. Choose a video there, or with /kaltura-watch.',
  putOn: {
    invitationTo: (video: string, channel: string, minutes: number) =>
      `${video} goes on when you open the Activity in ${channel}, where you are. Press the button within ${minutes} minutes.`,
    isThere: (video: string) => `${video} is on in your Activity now.`,
    isSoonThere: (video: string) =>
      `${video} goes on in your Activity as soon as Kaltura answers. You are told here if it cannot.`,
    waitsForYou: (video: string) => `${video} goes on as soon as the Activity has opened for you.`,
  },
  queued: {
    invitationTo: (video: string, channel: string, minutes: number) =>
      `${video} goes into the queue when you open the Activity in ${channel}, where you are. Press the button within ${minutes} minutes.`,
    isThere: (video: string) => `${video} has been added to the queue of your Activity.`,
    isSoonThere: (video: string) =>
      `${video} goes into the queue of your Activity as soon as Kaltura answers. You are told here if it cannot.`,
    waitsForYou: (video: string) =>
      `${video} goes into the queue as soon as the Activity has opened for you.`,
  },
  couldNotPutOn: (reason: string) => `Your video could not be put on. ${reason}`,
}
