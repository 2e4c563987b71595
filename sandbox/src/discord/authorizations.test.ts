import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ACCESS_TOKEN_LIFE_S, CODE_LIFE_MS, createAuthorizations } from './authorizations.ts'

const grant = { userId: '1', clientId: '2', scopes: ['identify'] }
const verifier = 'a-verifier-of-at-least-forty-three-characters'
const challenge = createHash('sha256').update(verifier).digest('base64url')

function setUp() {
  const clock = { nowMs: 1_000_000 }
  return { clock, authorizations: createAuthorizations(() => clock.nowMs) }
}

describe('createAuthorizations', () => {
  it('takes a code once', () => {
    const { authorizations } = setUp()
    const code = authorizations.issueCode(grant, null)
    expect(authorizations.exchange(code, null)?.scopes).toEqual(['identify'])
    expect(authorizations.exchange(code, null)).toBeNull()
  })

  it('lets codes and access tokens expire', () => {
    const { authorizations, clock } = setUp()
    const late = authorizations.issueCode(grant, null)
    const inTime = authorizations.issueCode(grant, null)
    clock.nowMs += CODE_LIFE_MS - 1
    const pair = authorizations.exchange(inTime, null)
    clock.nowMs += 1
    expect(authorizations.exchange(late, null)).toBeNull()
    expect(authorizations.lookup(pair?.accessToken ?? '')?.userId).toBe('1')
    clock.nowMs += ACCESS_TOKEN_LIFE_S * 1000
    expect(authorizations.lookup(pair?.accessToken ?? '')).toBeNull()
  })

  it('wants the verifier that belongs to the challenge', () => {
    const { authorizations } = setUp()
    const issue = () => authorizations.issueCode(grant, challenge)
    expect(authorizations.exchange(issue(), verifier)).not.toBeNull()
    expect(authorizations.exchange(issue(), `${verifier}x`)).toBeNull()
    expect(authorizations.exchange(issue(), null)).toBeNull()
  })

  it('refuses a verifier where no challenge was given', () => {
    const { authorizations } = setUp()
    expect(authorizations.exchange(authorizations.issueCode(grant, null), verifier)).toBeNull()
  })

  it('uses a code up even when its verifier was wrong', () => {
    const { authorizations } = setUp()
    const code = authorizations.issueCode(grant, challenge)
    authorizations.exchange(code, 'wrong')
    expect(authorizations.exchange(code, verifier)).toBeNull()
  })

  it('rotates refresh tokens', () => {
    const { authorizations } = setUp()
    const first = authorizations.exchange(authorizations.issueCode(grant, null), null)
    const second = authorizations.refresh(first?.refreshToken ?? '')
    expect(second?.refreshToken).not.toBe(first?.refreshToken)
    expect(authorizations.refresh(first?.refreshToken ?? '')).toBeNull()
    expect(authorizations.refresh(second?.refreshToken ?? '')).not.toBeNull()
  })

  it('revokes everything the person allowed, and nothing of others', () => {
    const { authorizations } = setUp()
    const issue = (userId: string) =>
      authorizations.exchange(authorizations.issueCode({ ...grant, userId }, null), null)
    const [one, another, someone] = [issue('1'), issue('1'), issue('9')]
    authorizations.revoke(one?.refreshToken ?? '')
    expect(authorizations.lookup(one?.accessToken ?? '')).toBeNull()
    expect(authorizations.lookup(another?.accessToken ?? '')).toBeNull()
    expect(authorizations.refresh(another?.refreshToken ?? '')).toBeNull()
    expect(authorizations.lookup(someone?.accessToken ?? '')).not.toBeNull()
  })
})
