import { element, setText } from './element.ts'

/** More than the tallest list has room for. */
const maxResults = 8

export interface ResultRow {
  readonly name: (what: string) => void
  readonly tell: (outcome: string, phase?: string) => void
}

/** What was tried and what came of it, the newest first. */
export function createTrialResults() {
  const list = element(
    'ol',
    { class: 'trial-results', 'aria-live': 'polite', 'aria-label': 'What happened' },
    element(
      'li',
      { class: 'trial-empty' },
      'Play a video, then disturb somebody: what it takes to heal is timed here.',
    ),
  )
  return {
    element: list,
    add: (label: string): ResultRow => {
      const what = element('span', { class: 'trial-what', title: label }, label)
      const outcome = element('span', { class: 'trial-outcome' })
      const row = element('li', { class: 'trial-result' }, what, outcome)
      list.querySelector('.trial-empty')?.remove()
      list.prepend(row)
      for (const old of [...list.children].slice(maxResults)) old.remove()
      return {
        name: text => setText(what, text),
        tell: (text, phase) => {
          setText(outcome, text)
          outcome.title = text
          if (phase !== undefined) row.dataset['phase'] = phase
        },
      }
    },
  }
}

export type TrialResults = ReturnType<typeof createTrialResults>
