/**
 * What shows nothing, or turns the direction of what stands around it: controls, marks and overrides of direction,
 * and so on. The joiners stay, because emoji and several scripts are written with them.
 */
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}]/gu
/** Hebrew, Arabic and their relatives. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** Text from outside as one line that shows what it holds and nothing else. */
export const plainLine = (text: string): string =>
  text.toWellFormed().replaceAll(/\s+/g, ' ').replaceAll(UNSEEN, '').replaceAll(/ +/g, ' ').trim()

/** Keeps what is written from right to left from turning around what comes after it. Two units longer, if at all. */
export const isolated = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text)
