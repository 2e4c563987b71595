import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** What was searched for is escaped already. */
export const en = {
  found: (query: string, total: number | null, format: Format) =>
    total === null
      ? `Videos for “${query}”`
      : `${format.number(total)} ${format.plural(total, { one: 'video', other: 'videos' })} for “${query}”`,
  newest: 'The newest videos',
  page: (page: number, pages: number | null, format: Format) =>
    pages === null ? `Page ${format.number(page)}` : `Page ${format.number(page)} of ${format.number(pages)}`,
  asOf: (ago: string) => `Kaltura does not answer at the moment. This is what it said ${ago}.`,
  nothing: (query: string) =>
    `Nothing in the library matches “${query}”. Try fewer or other words, or choose from the newest videos with /kaltura-watch.`,
  empty: 'The library has no videos yet. They appear here once somebody adds them in Kaltura.',
  noMore: 'There is nothing to show on this page. Go back to the one before.',
  live: 'Live',
  watch: 'Watch together',
  browser: 'Open in browser',
  previous: 'Previous',
  next: 'Next',
  outdated: 'These results are from an older version of the app. Run /kaltura-video-search again.',
}

export type SearchTexts = typeof en
