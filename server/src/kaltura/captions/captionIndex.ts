import type { CaptionHit } from '@kaltura-discord/shared/protocol/http/moments.ts'
import type { Cue } from './cue.ts'
import { foldText, placesOf } from './foldText.ts'

/** What is said in one video in one language, ready to be searched. */
export interface CaptionIndex {
  readonly cues: readonly Cue[]
  /** The same as people look for it. */
  readonly folded: readonly string[]
}

/** A moment that has been found, by its cue; two where a sentence goes on in the next one. */
export interface Find {
  readonly startS: number
  readonly first: number
  readonly last: number
}

/** A sentence that goes on does so within that, s. */
const GOES_ON_WITHIN_S = 10

export const indexCaptions = (cues: readonly Cue[]): CaptionIndex => ({
  cues,
  folded: cues.map(({ text }) => foldText(text)),
})

/** Moments at which all of the words are said, by time. */
export function findIn({ cues, folded }: CaptionIndex, words: readonly string[]): Find[] {
  // A question of signs alone has no words, and isn't answered with everything.
  const hasAll = (text: string) => words.length > 0 && words.every(word => text.includes(word))
  const alone = folded.map(hasAll)
  return cues.flatMap(({ startS }, index) => {
    if (alone[index]) return { startS, first: index, last: index }
    const next = cues[index + 1]
    if (!next || alone[index + 1] || next.startS - startS > GOES_ON_WITHIN_S) return []
    return hasAll(`${folded[index]} ${folded[index + 1]}`) ? { startS, first: index, last: index + 1 } : []
  })
}

/** A find as it is shown. */
export function toHit(
  { cues }: CaptionIndex,
  { startS, first, last }: Find,
  words: readonly string[],
): Omit<CaptionHit, 'language'> {
  const text = cues
    .slice(first, last + 1)
    .map(cue => cue.text)
    .join(' ')
  const before = cues[first - 1]?.text ?? null
  const after = cues[last + 1]?.text ?? null
  return { startS, text, found: placesOf(text, words), before, after }
}
