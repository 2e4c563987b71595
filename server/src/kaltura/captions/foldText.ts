/** Accents and other signs that are set over letters of any script, points of Hebrew, and what isn't seen at all. */
const SIGNS =
  /[\p{Script=Inherited}\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u00ad\u200b\u200e\u200f\u2060]+/gu

/**
 * As people look for it: without case, accents and width, so that “grosse” finds “Größe”. Vowels of scripts that
 * write them as signs stay.
 */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replaceAll(SIGNS, '').toUpperCase().toLowerCase().replaceAll('ς', 'σ')

/** The words of a question, folded; what stands around them is left out, unless it is all there is. */
export function wordsOf(question: string): readonly string[] {
  const parts = foldText(question).split(/\s+/).filter(Boolean)
  const words = parts.map(part => part.replaceAll(/^\p{P}+|\p{P}+$/gu, '')).filter(Boolean)
  return [...new Set(words.length > 0 ? words : parts)]
}

/** Where in a text its folded words stand: from and up to, in their order, those that touch in one. */
export function placesOf(text: string, words: readonly string[]): [number, number][] {
  const { folded, places } = foldWithPlaces(text)
  const found: [number, number][] = []
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const [from] = places[at] ?? [0, 0]
      const [, to] = places[at + word.length - 1] ?? [0, 0]
      found.push([from, to])
    }
  }
  return joined(found)
}

/** For each unit of the folded text, the character it comes of. */
function foldWithPlaces(text: string) {
  let folded = ''
  const places: [number, number][] = []
  let at = 0
  for (const character of text) {
    const piece = foldText(character)
    const last = places.at(-1)
    const to = at + character.length
    // An accent of its own belongs to the letter before it.
    if (piece === '' && last) last[1] = to
    for (let unit = 0; unit < piece.length; unit++) places.push([at, to])
    folded += piece
    at = to
  }
  return { folded, places }
}

function joined(found: readonly [number, number][]): [number, number][] {
  const all: [number, number][] = []
  for (const [from, to] of found.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else all.push([from, to])
  }
  return all
}
