import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { MomentMessages } from './en.ts'

export function de(f: Format): MomentMessages {
  const moments = (count: number) => f.plural(count, { one: '1 Stelle', other: `${f.number(count)} Stellen` })
  return {
    search: 'Gesprochenes finden',
    clear: 'Suche leeren',
    language: 'Sprache der Untertitel',
    forAll: 'Ein Druck bringt alle dorthin.',
    forYou: 'Du schaust für dich: Ein Druck bringt nur dich dorthin.',
    chapters: 'Kapitel',
    results: 'Stellen',
    searching: 'Suche läuft',
    found: count => `${moments(count)} gefunden`,
    nothingFound: query => `Niemand sagt „${query}“`,
    nothingFoundText:
      'Versuch es mit weniger oder anderen Wörtern oder mit Untertiteln in einer anderen Sprache.',
    more: 'Weitere Stellen',
    loadingMore: 'Weitere werden geladen',
    noCaptions: 'Dieses Video hat keine Untertitel, also lässt sich Gesprochenes nicht suchen.',
    noMoments: 'Hier gibt es nichts zu finden',
    noMomentsText: 'Dieses Video hat weder Kapitel noch Untertitel.',
    live: 'Dieses Video ist live',
    liveText: 'Was gesagt wird, lässt sich suchen, sobald es eine Aufzeichnung mit Untertiteln gibt.',
    unreadable: 'Die Untertitel dieses Videos sind beschädigt und lassen sich nicht durchsuchen.',
    failed: 'Kaltura antwortet nicht. Versuch es gleich noch einmal.',
    tooFast: 'Das war viel auf einmal. Warte kurz und versuch es dann noch einmal.',
    tryAgain: 'Noch einmal versuchen',
    loading: 'Kapitel und Untertitel werden geladen',
  }
}
