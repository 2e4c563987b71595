import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything said of one video that people look at, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  return {
    watch: 'Watch together',
    watching: 'Putting it on',
    close: 'Close',
    plays: (count: number) =>
      f.plural(count, { one: 'Played once', other: `Played ${f.number(count)} times` }),
    noDescription: 'No description.',
    tags: 'Tags',
    replaces: (name: string) => `This replaces “${name}” for everyone.`,
    playNext: 'Play next',
    adding: 'Adding',
  }
}

export type VideoMessages = ReturnType<typeof en>
