import { element } from './element.ts'
import { standInSentence } from './topBar.ts'

/** When the address makes no sense: what is wrong with it and how it is meant. */
export function createProblemPage(title: string, sentences: readonly string[]): HTMLElement {
  return element(
    'main',
    { class: 'plain-page' },
    element('h1', {}, title),
    ...sentences.map(sentence => element('p', { class: 'problem' }, sentence)),
    element('p', {}, element('a', { class: 'button', href: '/' }, 'Start without parameters')),
    element('p', { class: 'quiet' }, standInSentence),
  )
}
