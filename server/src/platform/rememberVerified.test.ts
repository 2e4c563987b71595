import { describe, expect, it } from 'vitest'
import { ACCESS_TOKEN_S, type AccessTokens, createAccessTokens } from './accessTokens.ts'
import { createKeyRing } from './keyRing.ts'
import { rememberVerified } from './rememberVerified.ts'
import { Secret } from './secret.ts'

const NOW_MS = 1_800_000_000_000
const ANA = {
  surface: 'api',
  userId: '1400000000000000001',
  guildId: null,
  instanceId: null,
  serviceId: 'service',
  signInId: 'sign-in',
  scopes: ['videos:read'],
  kalturaRole: 'viewer',
  displayName: 'Ana',
  avatarUrl: null,
} as const

function remembering() {
  const clock = { ms: NOW_MS, nowMs: () => clock.ms }
  const keys = createKeyRing({ current: new Secret('k'.repeat(32)), previous: [] })
  const real = createAccessTokens({ keys, clock, newId: () => 'id' })
  let checks = 0
  const counted: AccessTokens = {
    ...real,
    verify(token, surfaces) {
      checks += 1
      return real.verify(token, surfaces)
    },
  }
  return { clock, real, tokens: rememberVerified(counted, clock), checks: () => checks }
}

describe('tokens that are remembered', () => {
  it('are checked once', async () => {
    const { tokens, real, checks } = remembering()
    const { token } = await tokens.issue(ANA)
    const first = await tokens.verify(token, ['api'])
    expect(first).toEqual(await real.verify(token, ['api']))
    expect(await tokens.verify(token, ['api', 'activity'])).toEqual(first)
    expect(checks()).toBe(1)
  })

  it('open no other surface for it (ASVS 9.2.3)', async () => {
    const { tokens } = remembering()
    const { token } = await tokens.issue(ANA)
    expect(await tokens.verify(token, ['api'])).toMatchObject({ ok: true })
    expect(await tokens.verify(token, ['activity'])).toMatchObject({ ok: false })
    expect(await tokens.verify(token, ['stream', 'join'])).toMatchObject({ ok: false })
  })

  it('expire when they say (ASVS 9.2.1)', async () => {
    const { tokens, clock } = remembering()
    const { token } = await tokens.issue(ANA)
    expect(await tokens.verify(token, ['api'])).toMatchObject({ ok: true })
    clock.ms += (ACCESS_TOKEN_S + 60) * 1000
    expect(await tokens.verify(token, ['api'])).toMatchObject({ ok: false, error: { code: 'token_expired' } })
  })

  it('are told from others by their last character', async () => {
    const { tokens } = remembering()
    const { token } = await tokens.issue(ANA)
    await tokens.verify(token, ['api'])
    const other = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
    for (const forged of [other, `${token}x`, token.toUpperCase()])
      expect(await tokens.verify(forged, ['api'])).toMatchObject({ ok: false })
  })
})
