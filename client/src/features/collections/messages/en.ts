import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything that playlists and categories say, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  const videos = (count: number) => f.plural(count, { one: '1 video', other: `${f.number(count)} videos` })
  return {
    kinds: { playlist: 'Playlists', category: 'Categories' },
    count: videos,
    loading: 'Loading',
    more: 'Show more',
    none: 'No playlists and no categories yet',
    noneText: 'What somebody puts together in this Kaltura account appears here.',
    nothingFound: (query: string) => `No playlist and no category is called “${query}”`,
    failed: 'The playlists couldn’t be loaded',
    failedText: 'Kaltura isn’t answering. Try again in a moment.',
    tryAgain: 'Try again',
    back: 'All playlists and categories',
    playAll: 'Play all',
    addAll: 'Add all to the queue',
    empty: 'Nothing in here can be watched yet',
    added: (count: number, name: string) => `${videos(count)} of “${name}” added to the queue.`,
    leftOut: (count: number | null) =>
      count === null
        ? 'The queue is full now; the rest was left out.'
        : `${f.plural(count, { one: '1 was', other: `${f.number(count)} were` })} left out: the queue is full, or they are gone.`,
    stopped: (count: number, name: string) =>
      count === 0 ? 'Cancelled: nothing was added.' : `Cancelled: ${videos(count)} of “${name}” were added.`,
    nothing: 'There is nothing in it that could be watched, so nothing was added.',
    full: 'The queue is full. Take something out first.',
    gone: 'It isn’t in this server’s library any more, so nothing was added.',
    unavailable: 'Kaltura isn’t answering. Try again in a moment.',
    notInControl: 'Whoever controls the queue has to add these.',
    refused: 'That didn’t work. Try again in a moment.',
  }
}

export type CollectionsMessages = ReturnType<typeof en>
