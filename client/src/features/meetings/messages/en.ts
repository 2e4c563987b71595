import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything the meetings panel says, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  return {
    title: 'Meetings',
    close: 'Close',
    types: { webinar: 'Webinar', meeting: 'Meeting', classroom: 'Classroom' },
    live: 'Live',
    liveSince: (time: string) => `since ${time}`,
    notOpened: (host: string) => `${host} hasn’t opened it yet`,
    planned: (iso: string) => `Planned for ${f.moment(iso)}`,
    ended: (time: string) => `Ended ${time}`,
    host: (name: string) => `Host: ${name}`,
    joined: (names: readonly string[], more: number) => {
      const rest = more > 0 ? [f.plural(more, { one: '1 more', other: `${f.number(more)} more` })] : []
      return `${f.list([...names, ...rest])} joined`
    },
    nobodyYet: 'Nobody has joined yet',
    join: 'Join',
    joining: 'Getting your link',
    opensInBrowser: 'Opens in your browser',
    opensHere: 'Opens here',
    opened: 'Your browser opens it. The link is yours alone: it works once, within a minute.',
    notOpenedByDiscord: 'Discord didn’t open the link. It is yours alone, and works once within a minute.',
    openAnyway: 'Open it here',
    end: 'End',
    callOff: 'Call off',
    endTitle: (title: string) => `End “${title}” for everyone?`,
    endText: 'It is closed to new people. Whoever is in the room can stay until they leave.',
    endAction: 'End meeting for everyone',
    callOffTitle: (title: string) => `Call off “${title}”?`,
    callOffText: 'It disappears from the server’s events, and its announcement says so.',
    callOffAction: 'Call it off',
    keep: 'Keep it',
    ending: 'Ending',
    watchBroadcast: 'Watch the broadcast together',
    watchRecording: 'Watch recording together',
    start: 'Start a meeting',
    startTitle: 'Start a meeting',
    startText: 'It begins now and is announced in this server.',
    titleField: 'Title',
    typeField: 'Type',
    startAction: 'Start now',
    starting: 'Starting',
    loading: 'Loading meetings',
    empty: 'No meetings right now',
    emptyText: 'Start one here, or plan one in any channel with /kaltura-start.',
    failed: 'The meetings couldn’t be loaded',
    failedText: 'Try again in a moment.',
    stale: 'This list may be out of date: the server isn’t answering.',
    tryAgain: 'Try again',
    back: 'Back to the Activity',
    refused: {
      meeting_ended: 'This meeting is over. Nobody can join it any more.',
      meeting_not_found: 'This meeting is no longer there.',
      meeting_not_open: 'It isn’t open yet. Try again closer to its time.',
      meeting_type_unavailable:
        'This server’s Kaltura account has no room for that type. Choose another one.',
      too_many_meetings: 'This server has as many meetings as it can. End one first.',
      forbidden: 'Your roles in this server don’t allow this. Ask one of its admins.',
      kaltura_unavailable: 'Kaltura isn’t answering. Nothing was changed; try again in a moment.',
      rate_limited: 'That was a lot at once. Wait a moment, then try again.',
      invalid_request: 'That title doesn’t work. Try another one, up to 100 characters.',
      other: 'That didn’t work. Try again.',
    },
  }
}

export type MeetingMessages = ReturnType<typeof en>
