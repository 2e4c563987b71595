import { seed } from '@kaltura-discord/shared/room/testing/seed.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Secret } from './secret.ts'
import { createTokenVault } from './tokenVault.ts'

const secret = (name: string) => new Secret(name.repeat(32))
const vault = createTokenVault({ current: secret('a'), previous: [], purpose: 'test' })
const parameters = { seed: seed(), numRuns: 300 }

describe('what is sealed (ASVS 11.3.1, 11.3.2, 11.3.3, 11.3.4)', () => {
  it('opens as it was, and looks different each time', () => {
    const check = (text: string, place: string) => {
      const sealed = vault.seal(text, place)
      expect(vault.open(sealed, place)).toBe(text)
      expect(vault.seal(text, place)).not.toBe(sealed)
    }
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), check), parameters)
  })

  it('says nothing of what is in it', () => {
    expect(vault.seal('canary-canary-canary', 'here')).not.toMatch(/canary|Y2FuYXJ5/)
  })

  it('opens nowhere else', () => {
    const sealed = vault.seal('{"ks":"djJ8"}', 'idempotency_keys/1/answer')
    for (const place of ['idempotency_keys/2/answer', 'idempotency_keys/1/other', '', 'idempotency_keys/1'])
      expect(vault.open(sealed, place)).toBeNull()
  })

  it('does not open when one bit is another', () => {
    const sealed = vault.seal('x'.repeat(40), 'here')
    const dot = sealed.indexOf('.')
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(vault.open(`${sealed.slice(0, dot)}.${flipped.toString('base64url')}`, 'here')).toBeNull()
    }
  })

  it('does not open when it is cut, longer, or not ours at all', () => {
    const sealed = vault.seal('text', 'here')
    for (let length = 0; length < sealed.length; length++)
      expect(vault.open(sealed.slice(0, length), 'here')).toBeNull()
    for (const wrong of [
      `${sealed}A`,
      `${sealed}.x`,
      `${sealed}=`,
      ` ${sealed}`,
      'junk',
      '..',
      sealed.slice(12),
    ])
      expect(vault.open(wrong, 'here')).toBeNull()
  })
})

describe('keys', () => {
  it('open what they sealed before they were replaced, until they are gone', () => {
    const sealed = vault.seal('text', 'here')
    const rotated = createTokenVault({ current: secret('b'), previous: [secret('a')], purpose: 'test' })
    const later = createTokenVault({ current: secret('c'), previous: [secret('b')], purpose: 'test' })
    expect(rotated.open(sealed, 'here')).toBe('text')
    expect(later.open(rotated.seal('new', 'here'), 'here')).toBe('new')
    expect(later.open(sealed, 'here')).toBeNull()
  })

  it('are others for another purpose', () => {
    const other = createTokenVault({ current: secret('a'), previous: [], purpose: 'other' })
    expect(other.open(vault.seal('text', 'here'), 'here')).toBeNull()
  })
})
