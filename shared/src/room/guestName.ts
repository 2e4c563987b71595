import { showsSomething } from '../text/showsSomething.ts'

/** Longest name that a guest may give, in characters as people count them. */
export const MAX_GUEST_NAME = 32

/** Of a name, UTF-16 units, so that a number finds room behind it in a member's 100: more than a guest's ever has. */
const MAX_SHOWN = 90

/** What is seen as nothing, or changes how its neighbours are seen: controls, joiners, marks of direction. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu
const SPACES = /[\p{Z}\s]+/gu
/** Marks that are piled on one letter until they cover what stands around it. */
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu

/** A guest's name as it is kept and shown; null for what is none. */
export function guestNameOf(given: string): string | null {
  const name = given
    .normalize('NFKC')
    .replaceAll(SPACES, ' ')
    .replaceAll(UNSEEN, '')
    .replaceAll(PILED_MARKS, '$1')
    .trim()
  const length = [...name].length
  return length >= 1 && length <= MAX_GUEST_NAME && showsSomething(name) ? name : null
}

/** Letters of other scripts that look like Latin ones, as far as names are faked with them. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  ё: 'e',
  һ: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  '0': 'o',
  '1': 'l',
  '|': 'l',
}

/** What is left of a name for the eye: two names with the same skeleton pass for each other. */
function skeletonOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '').replaceAll(UNSEEN, '')
  const letters = [...plain].map(letter => LOOK_ALIKES[letter] ?? letter).join('')
  // A capital I and a small l look the same; both have become letters that are told apart above.
  return letters.replaceAll(/[\p{Z}\p{P}\p{S}\s]/gu, '').replaceAll('i', 'l')
}

/** The name itself, or the first number after it with which it doesn't pass for one of these. */
export function nameApart(name: string, others: readonly string[]): string {
  let shown = name
  for (let number = 2; passesFor(shown, others); number++) shown = `${name.slice(0, MAX_SHOWN)} ${number}`
  return shown
}

/** Whether somebody by that name would pass for one of these. */
export function passesFor(name: string, others: readonly string[]): boolean {
  const skeleton = skeletonOf(name)
  return others.some(other =>
    skeleton === ''
      ? other.trim().toLowerCase() === name.trim().toLowerCase()
      : skeletonOf(other) === skeleton,
  )
}
