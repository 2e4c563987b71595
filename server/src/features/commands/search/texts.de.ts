import type { SearchTexts } from './texts.en.ts'

export const de: SearchTexts = {
  found: (query, total, format) =>
    total === null
      ? `Videos zu „${query}“`
      : `${format.number(total)} ${format.plural(total, { one: 'Video', other: 'Videos' })} zu „${query}“`,
  newest: 'Die neuesten Videos',
  page: (page, pages, format) =>
    pages === null
      ? `Seite ${format.number(page)}`
      : `Seite ${format.number(page)} von ${format.number(pages)}`,
  asOf: ago => `Kaltura antwortet gerade nicht. Das hier ist der Stand von ${ago}.`,
  nothing: query =>
    `Nichts in der Bibliothek passt zu „${query}“. Versuch es mit weniger oder anderen Wörtern, oder wähle mit /kaltura-schauen aus den neuesten Videos.`,
  empty:
    'In der Bibliothek gibt es noch keine Videos. Sie erscheinen hier, sobald jemand sie in Kaltura anlegt.',
  noMore: 'Auf dieser Seite gibt es nichts zu zeigen. Geh zur vorigen zurück.',
  live: 'Live',
  watch: 'Zusammen schauen',
  browser: 'Im Browser öffnen',
  previous: 'Zurück',
  next: 'Weiter',
  outdated:
    'Diese Ergebnisse stammen aus einer älteren Version der App. Führe /kaltura-videosuche noch einmal aus.',
}
