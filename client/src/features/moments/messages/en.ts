import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything that finding a moment says, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  const moments = (count: number) => f.plural(count, { one: '1 moment', other: `${f.number(count)} moments` })
  return {
    search: 'Find what is said',
    clear: 'Clear search',
    language: 'Language of the captions',
    forAll: 'A press takes everyone there.',
    forYou: 'You watch on your own: a press takes only you there.',
    chapters: 'Chapters',
    results: 'Moments',
    searching: 'Searching',
    found: (count: number) => `${moments(count)} found`,
    nothingFound: (query: string) => `Nobody says “${query}”`,
    nothingFoundText: 'Try fewer or other words, or captions in another language.',
    more: 'More moments',
    loadingMore: 'Loading more',
    noCaptions: 'This video has no captions, so what is said can’t be searched.',
    noMoments: 'Nothing to find here',
    noMomentsText: 'This video has neither chapters nor captions.',
    live: 'This video is live',
    liveText: 'What is said in it can be searched once there is a recording with captions.',
    unreadable: 'The captions of this video are damaged, so they can’t be searched.',
    failed: 'Kaltura isn’t answering. Try again in a moment.',
    tooFast: 'That was a lot at once. Wait a moment, then try again.',
    tryAgain: 'Try again',
    loading: 'Loading chapters and captions',
  }
}

export type MomentMessages = ReturnType<typeof en>
