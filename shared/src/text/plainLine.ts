import { showsSomething } from './showsSomething.ts'

const SPACES = /[\p{Z}\s]+/gu
/** Controls, and what changes how its neighbours are read: marks of direction, tags, half characters. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu
/** Two joiners that Persian and Hindi are written with, and with the selectors also what emoji are made of. */
const NEEDED: ReadonlySet<string> = new Set(['\u200C', '\u200D', '\uFE0E', '\uFE0F'])
/** Marks that are piled on one letter, also over joiners, until they cover what stands around it; no script needs so many. */
const PILED_MARKS = /((?:[\u200C\u200D]*\p{M}){4})(?:[\u200C\u200D]*\p{M})+/gu
/** Emoji have two of those in a row at most; more are seen as nothing, and are counted. */
const RUNS = /((?:\u200C|\u200D|\uFE0E|\uFE0F){2})(?:\u200C|\u200D|\uFE0E|\uFE0F)+/gu

/**
 * What somebody has typed as one plain line: well-formed, without anything that is invisible, turns the direction of
 * what stands around it, or climbs over it. Null where nothing is left to be seen.
 */
export function plainLineOf(typed: string): string | null {
  const line = typed
    .replaceAll(SPACES, ' ')
    .replaceAll(UNSEEN, each => (NEEDED.has(each) ? each : ''))
    .normalize('NFC')
    .replaceAll(RUNS, '$1')
    .replaceAll(PILED_MARKS, '$1')
    .replaceAll(SPACES, ' ')
    .trim()
  return showsSomething(line) ? line : null
}

/** Characters as people count them, near enough: an emoji that is put together counts for its parts. */
export const lengthOf = (text: string): number => [...text].length
