import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything the door of a room says to guests, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  return {
    invites: (name: string) => `${name} invites you to watch together`,
    place: (server: string, channel: string | null) => (channel === null ? server : `${server} · ${channel}`),
    watching: (count: number) =>
      count === 0
        ? 'Nobody is watching just now.'
        : f.plural(count, { one: '1 person is watching.', other: `${f.number(count)} people are watching.` }),
    discord: 'Continue with Discord',
    discordWhy: 'We ask Discord for your name and picture, and for nothing else.',
    enterAs: (name: string) => `Go in as ${name}`,
    name: 'Or just give a name',
    nameWhy: 'The others see it with the word “guest” beside it.',
    enter: 'Go in as a guest',
    stopWaiting: 'Stop waiting',
    waits: {
      empty: {
        title: 'Nobody from Discord is there yet',
        text: 'You go in by yourself as soon as somebody is. You can leave this page open.',
      },
      full: {
        title: 'The room is full',
        text: 'You go in by yourself as soon as somebody leaves. You can leave this page open.',
      },
    },
    problems: {
      nameTaken: 'Somebody in there has that name, or one that looks like it. Take another one.',
      badName: 'Give a name of 1 to 32 characters that shows something.',
      refused: 'Discord told us you said no. You can change your mind at any time.',
      signInFailed: 'Discord couldn’t tell us who you are. Continue with Discord once more.',
      away: 'We can’t reach the server just now. Try again in a moment.',
      storage: 'Your browser forbids this page to keep anything. Allow it, then open the link again.',
    },
  }
}

export type GuestDoorMessages = ReturnType<typeof en>
