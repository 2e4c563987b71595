import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything the page for joining says, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  return {
    product: 'Kaltura for Discord',
    types: { webinar: 'Webinar', meeting: 'Meeting', classroom: 'Classroom' },
    toDiscord: 'Go to Discord',
    backToDiscord: 'Back to Discord',
    back: 'Back',
    tryAgain: 'Try again',
    opening: {
      title: 'Opening your link',
      slow: 'This takes longer than usual. It goes on by itself.',
    },
    noLink: {
      spent: {
        title: 'This link no longer opens anything',
        text: 'A link works once and for one minute, so that nobody can go in under your name. For another one, press Join under the meeting’s message in Discord, or type /kaltura-join there.',
      },
      shared: {
        title: 'You need a link of your own',
        text: 'This address names a meeting, but everybody goes in by a link of their own. Press Join under the meeting’s message in Discord, or type /kaltura-join there.',
      },
      forbidden: {
        title: 'You can’t join this meeting',
        text: 'It is for members of its server whose role lets them join meetings. Ask one of the server’s admins.',
      },
      used: {
        title: 'This link has been used',
        text: 'It lets in a certain number of people, and they have come. Ask who gave it to you for another one.',
      },
      expired: {
        title: 'This link has run out',
        text: 'Links hold for an hour, a day or a week. Ask who gave it to you for another one.',
      },
      revoked: {
        title: 'This link was taken back',
        text: 'Whoever gave it to you, or somebody who runs that server, has closed it. Ask them for another one.',
      },
      guestsOff: {
        title: 'This server lets in no guests',
        text: 'Its admins have switched that off. You can still watch together inside Discord.',
      },
      signInLost: {
        title: 'Signing in didn’t work out',
        text: 'It was begun in another browser, or too long ago. Open your link once more and start over.',
      },
    },
    ready: {
      invites: (name: string) => `${name} invites you`,
      yours: 'This is your meeting',
      you: (name: string) => `You go in as ${name}`,
      host: 'Host',
      planned: (iso: string) => `Planned for ${f.moment(iso)}`,
      join: 'Join',
      joining: 'Going in',
      open: 'Open the meeting',
      mayWait: (name: string) => `If ${name} hasn’t opened it yet, you wait and go in by yourself.`,
    },
    devices: {
      title: 'Camera and microphone',
      why: 'See and hear yourself before the others do. You can go in without, too.',
      check: 'Check camera and microphone',
      again: 'Check again',
      asking: 'Your browser asks for your permission',
      askingHint: 'Its question usually stands at the top of the window.',
      camera: 'Camera',
      microphone: 'Microphone',
      unnamed: (number: number) => `Device ${f.number(number)}`,
      preview: 'Your camera’s picture',
      level: 'Say something',
      heard: 'We hear you',
      states: {
        camera: {
          on: 'Your camera works.',
          refused:
            'Your browser doesn’t let this page use the camera. Allow it beside the address, then check again.',
          none: 'No camera found. Plug one in and check again, or go in without.',
          inUse: 'Another program holds the camera. Close it and check again.',
          failed: 'The camera can’t be started. Check again, or go in without.',
        },
        microphone: {
          on: 'Your microphone works.',
          refused:
            'Your browser doesn’t let this page use the microphone. Allow it beside the address, then check again.',
          none: 'No microphone found. Plug one in and check again, or go in to listen.',
          inUse: 'Another program holds the microphone. Close it and check again.',
          failed: 'The microphone can’t be started. Check again, or go in to listen.',
        },
      },
      unsupported: 'This browser can’t check them here. You can go in all the same.',
      roomAsks: 'The room asks you again which ones to use.',
    },
    waiting: {
      title: (name: string) => `${name} hasn’t opened it yet`,
      text: 'You go in by yourself. You can leave this page open and do something else.',
      stop: 'Stop waiting',
      unheard: 'We can’t reach the server just now. We keep asking.',
    },
    notOpen: {
      title: (iso: string) => `It begins ${f.moment(iso)}`,
      titleUnknown: 'It hasn’t begun yet',
      text: 'You go in by yourself. You can leave this page open and do something else.',
      hostText: 'As the host you can open it 15 minutes before. You go in by yourself.',
    },
    inside: {
      leave: 'Leave',
      room: (title: string) => `Room: ${title}`,
      closed: 'This meeting is closed to new people. You can stay until you leave.',
    },
    left: {
      title: 'You left',
      again: 'Join again',
    },
    over: {
      title: 'This meeting is over',
      text: 'Nobody can join it any more. If it was recorded, the recording appears in Discord.',
    },
    away: {
      server: {
        title: 'Kaltura for Discord isn’t answering',
        text: 'Nothing is wrong on your side. We keep trying.',
      },
      kaltura: {
        title: 'Kaltura isn’t answering',
        text: 'Your place is kept. We keep trying.',
      },
      retryIn: (seconds: number) =>
        `Next try in ${f.plural(seconds, { one: '1 second', other: `${f.number(seconds)} seconds` })}`,
      retryingNow: 'Trying now',
    },
    trouble: {
      title: 'Something went wrong on our side',
      text: 'It wasn’t anything you did. Try again; if it stays, tell the people who run this.',
      reference: (id: string) => `Reference ${id}`,
    },
  }
}

export type JoinMessages = ReturnType<typeof en>
