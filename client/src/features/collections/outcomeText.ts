import type { CollectionsView } from './createCollections.ts'
import type { CollectionsMessages } from './messages/en.ts'

type Outcome = NonNullable<CollectionsView['outcome']>

/** One sentence of how it went, or two where something was left out. */
export function outcomeText(
  { added, leftOut, stopped, refusal, name }: Outcome,
  words: CollectionsMessages,
): string {
  if (stopped) return words.stopped(added, name)
  if (added === 0)
    return refusal === null ? (leftOut === 0 ? words.nothing : words.full) : refusalText(refusal, words)
  const rest = leftOut === 0 ? [] : [words.leftOut(leftOut)]
  return [words.added(added, name), ...rest].join(' ')
}

export function refusalText(code: string, words: CollectionsMessages): string {
  switch (code) {
    case 'queue_full':
      return words.full
    case 'not_found':
      return words.gone
    case 'not_in_control':
      return words.notInControl
    case 'kaltura_unavailable':
    case 'unavailable':
    case 'serverDown':
      return words.unavailable
    default:
      return words.refused
  }
}
