import { describe, expect, it } from 'vitest'
import { rewriteSetCookie } from './cookies.ts'

const rules = { applicationHost: '11.discordsays.com' }
const flags = 'SameSite=None; Secure; Partitioned'

describe('rewriteSetCookie', () => {
  it.each([
    [`s=1; Path=/; HttpOnly; ${flags}`, `s=1; Path=/; HttpOnly; ${flags}`],
    [`s=1; Domain=11.discordsays.com; ${flags}`, `s=1; ${flags}`],
    [`s=1; domain=.11.DISCORDSAYS.com; ${flags}`, `s=1; ${flags}`],
    ['s=1; samesite=none; secure; partitioned', 's=1; samesite=none; secure; partitioned'],
  ])('keeps %s', (cookie, kept) => {
    expect(rewriteSetCookie(cookie, rules)).toBe(kept)
  })

  it.each([
    's=1',
    's=1; SameSite=None; Secure',
    's=1; SameSite=None; Partitioned',
    's=1; SameSite=Lax; Secure; Partitioned',
    `s=1; Domain=discordsays.com; ${flags}`,
    `s=1; Domain=22.discordsays.com; ${flags}`,
    flags,
  ])('drops %s', cookie => {
    expect(rewriteSetCookie(cookie, rules)).toBeNull()
  })
})
