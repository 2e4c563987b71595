import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lengthOf, plainLineOf } from './plainLine.ts'

describe('a plain line', () => {
  it.each([
    ['  two\n\n words\t', 'two words'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['👩\u200D👩\u200D👧 ❤\uFE0F', '👩\u200D👩\u200D👧 ❤\uFE0F'],
    ['<b>bold</b>', '<b>bold</b>'],
    ['evil \u202Egpj.exe', 'evil gpj.exe'],
    ['\u2067right\u2069 \u200Fand\u061C left\u200E', 'right and left'],
    ['a\u0000b\u0007c\u009Fd\uFEFFe', 'abcd e'],
    ['half \uD800 of one', 'half of one'],
    ['e\u0301te\u0301', 'été'],
    [`Z${'\u0335'.repeat(40)}algo`, `Z${'\u0335'.repeat(4)}algo`],
    [`Z${'\u0335\u0335\u200D'.repeat(20)}algo`, `Z\u0335\u0335\u200D\u0335\u0335\u200Dalgo`],
    ['e\u200B\u0301t', 'ét'],
    ['क्\u200Dष', 'क्\u200Dष'],
    [`a${'\u200D'.repeat(200)}b`, 'a\u200D\u200Db'],
    ['❤\uFE0F\u200D🔥', '❤\uFE0F\u200D🔥'],
  ])('of %j is %j', (typed, line) => {
    expect(plainLineOf(typed)).toBe(line)
  })

  it.each(['', '   ', '\n', '\u202E', '\u200D\uFE0F', '\u3164', '\u2800', '\uD800'])(
    'of %j is none',
    typed => {
      expect(plainLineOf(typed)).toBeNull()
    },
  )

  it('is well-formed, is one line, and stays as it is when it is made again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), typed => {
        const line = plainLineOf(typed)
        if (line === null) return
        expect(line.isWellFormed()).toBe(true)
        expect(line).not.toMatch(/[\p{Cc}\n\u2028\u2029\u202A-\u202E\u2066-\u2069]/u)
        expect(plainLineOf(line)).toBe(line)
      }),
      { numRuns: 200 },
    )
  })

  it('is counted by characters, not by halves of them', () => {
    expect(lengthOf('a🍿b')).toBe(3)
  })
})
