import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createApplicationSettings } from './application/settings.ts'
import { createAuthorizations } from './authorizations.ts'
import { answerConsent } from './consentPage.ts'
import { APPLICATION } from './identities.ts'
import { createWorld } from './world.ts'

const BACK = 'https://example.org/back'
const VERIFIER = 'v'.repeat(43)

function setUp() {
  const now = () => 1_800_000_000_000
  const world = createWorld({ now })
  const settings = createApplicationSettings()
  settings.change({ redirect_uris: [BACK] })
  const authorizations = createAuthorizations(now)
  const query = {
    client_id: APPLICATION.id,
    response_type: 'code',
    redirect_uri: BACK,
    scope: 'identify',
    state: 's&t',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const ask = (method: string, changed: Readonly<Record<string, string>> = {}, body = '') => {
    const url = new URL('http://127.0.0.1:3335/oauth2/authorize')
    url.search = new URLSearchParams({ ...query, ...changed }).toString()
    return answerConsent(
      { method, url, headers: {}, body: Buffer.from(body) },
      { world, authorizations, settings },
    )
  }
  return { authorizations, ask }
}

describe('the consent page', () => {
  it('goes back with a code that only this redirect and this verifier are worth anything with', () => {
    const { ask, authorizations } = setUp()
    const sent = () => new URL(ask('POST', {}, 'user=ana')?.headers?.['location'] ?? '')
    expect(sent().origin + sent().pathname).toBe(BACK)
    expect(sent().searchParams.get('state')).toBe('s&t')
    const code = () => sent().searchParams.get('code') ?? ''
    expect(authorizations.exchange(code(), VERIFIER, BACK)?.scopes).toEqual(['identify'])
    expect(authorizations.exchange(code(), VERIFIER, `${BACK}/`)).toBeNull()
    expect(authorizations.exchange(code(), VERIFIER, null)).toBeNull()
    expect(authorizations.exchange(code(), `${VERIFIER}x`, BACK)).toBeNull()
  })

  it('goes back without one when the person says no', () => {
    const location = new URL(setUp().ask('POST', {}, 'user=')?.headers?.['location'] ?? '')
    expect(location.searchParams.get('error')).toBe('access_denied')
    expect(location.searchParams.get('code')).toBeNull()
  })

  it.each([
    [{ redirect_uri: `${BACK}/elsewhere` }, 'Invalid OAuth2 redirect_uri'],
    [{ scope: 'everything' }, 'invalid_scope'],
    [{ scope: '' }, 'invalid_scope'],
    [{ client_id: '1' }, 'Unknown Application'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge_method: 'plain' }, 'S256'],
    [{ code_challenge: 'short' }, 'SHA-256'],
  ])('sends nobody anywhere with %o', (changed, words) => {
    for (const method of ['GET', 'POST'])
      expect(setUp().ask(method, changed, 'user=ana')).toMatchObject({
        status: 400,
        body: expect.stringContaining(words),
      })
  })
})
