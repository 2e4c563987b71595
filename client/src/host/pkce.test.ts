import { describe, expect, it } from 'vitest'
import { challengeOf, createPkcePair } from './pkce.ts'

describe('createPkcePair', () => {
  it('makes a verifier of the allowed form and its challenge', async () => {
    const { verifier, challenge } = await createPkcePair()
    expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/)
    expect(challenge).toBe(await challengeOf(verifier))
  })

  it('agrees with the example of RFC 7636, appendix B', async () => {
    const challenge = await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')
    expect(challenge).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  })

  it('never makes the same twice', async () => {
    const pairs = await Promise.all(Array.from({ length: 50 }, createPkcePair))
    expect(new Set(pairs.map(pair => pair.verifier)).size).toBe(50)
  })
})
