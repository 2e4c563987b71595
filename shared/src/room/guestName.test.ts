import { describe, expect, it } from 'vitest'
import { guestNameOf, passesFor } from './guestName.ts'

describe('the name of a guest', () => {
  it.each([
    ['Nora', 'Nora'],
    ['  Nora   Berg ', 'Nora Berg'],
    ['Ｎｏｒａ', 'Nora'],
    ['No\u200Bra\u202E', 'Nora'],
    ['No\nra', 'No ra'],
    ['محمد', 'محمد'],
    ['🦊', '🦊'],
    [`a${'\u0301'.repeat(40)}`, 'á\u0301\u0301'],
  ])('%j is kept as %j', (given, kept) => {
    expect(guestNameOf(given)).toBe(kept)
  })

  it.each(['', '   ', '\u200B\u200D', '\u202E', '\u3164', '\u2800', 'x'.repeat(33)])('%j is none', given => {
    expect(guestNameOf(given)).toBeNull()
  })

  it.each([
    ['ana', true],
    ['ANA', true],
    ['Anа', true],
    ['Ána', true],
    ['A n a.', true],
    ['Anna', false],
    ['Ben', false],
  ])('%j beside Ana: passes for her %j', (name, expected) => {
    expect(passesFor(name, ['Ana', 'Cleo'])).toBe(expected)
  })

  it('is told from others even where it has no letter', () => {
    expect(passesFor('🦊', ['🐻'])).toBe(false)
    expect(passesFor('🦊', ['🦊'])).toBe(true)
    expect(passesFor('IIan', ['Ilan'])).toBe(true)
  })
})
