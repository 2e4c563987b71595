const ELLIPSIS = '…'
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** At most so many UTF-16 units, with an ellipsis where something was cut off; nothing is cut in two. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const room = maxLength - ELLIPSIS.length
  let end = 0
  for (const { segment, index } of graphemes.segment(text)) {
    if (index + segment.length > room) break
    end = index + segment.length
  }
  // One character may be a letter with hundreds of accents: of that, what fits.
  const kept = end > 0 ? text.slice(0, end) : text.slice(0, room).replace(/[\ud800-\udbff]$/, '')
  return kept + ELLIPSIS
}
