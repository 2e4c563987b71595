import { describe, expect, it } from 'vitest'
import { shorten } from './shorten.ts'

const FAMILY = '👩‍👩‍👧‍👦'

describe('a text that is too long', () => {
  it.each([
    ['is cut', 'abcdef', 4, 'abc…'],
    ['is left as it is where it fits', 'abcd', 4, 'abcd'],
    [
      'is cut between what people take for characters',
      FAMILY.repeat(3),
      2 * FAMILY.length + 5,
      `${FAMILY}${FAMILY}…`,
    ],
    ['keeps of one endless character what fits', `a${'\u0301'.repeat(99)}`, 4, 'a\u0301\u0301…'],
    ['never keeps half of a pair', `${'🏳️‍🌈'}`, 2, '…'],
  ])('%s', (_name, text, maxLength, expected) => {
    expect(shorten(text, maxLength)).toBe(expected)
    expect(shorten(text, maxLength).isWellFormed()).toBe(true)
  })
})
