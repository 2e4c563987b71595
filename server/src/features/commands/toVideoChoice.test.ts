import { describe, expect, it } from 'vitest'
import { toVideoChoice } from './toVideoChoice.ts'

const nameOf = (name: string) => toVideoChoice({ id: '0_a', name, durationS: 61 }).name

describe('the name of a proposal', () => {
  it.each([
    ['is cut', 'a'.repeat(5_000), `${'a'.repeat(90)}… · 1:01`],
    ['is cut between characters', '👩‍👩‍👧‍👦'.repeat(500), `${'👩‍👩‍👧‍👦'.repeat(8)}… · 1:01`],
    ['keeps its direction to itself', 'سماء', '\u2068سماء\u2069 · 1:01'],
    ['turns nothing around', 'a\u202Egpj.exe', 'agpj.exe · 1:01'],
    ['is one line', ' a\r\n\tb\0\u200B ', 'a b · 1:01'],
    ['is the id where nothing can be seen', '\u200B\u2068\n', '0_a · 1:01'],
    ['is as it was given otherwise', '**a** <@1> `b` & naïve', '**a** <@1> `b` & naïve · 1:01'],
  ])('%s', (_name, name, expected) => {
    expect(nameOf(name)).toBe(expected)
    expect(nameOf(name).length).toBeLessThanOrEqual(100)
  })

  it('never is longer than Discord takes, whatever one character is made of', () => {
    for (const name of [`a${'\u0301'.repeat(500)}`, 'ش'.repeat(500), '🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(80), `${'a '.repeat(99)}`])
      expect(nameOf(name).length).toBeLessThanOrEqual(100)
  })
})
