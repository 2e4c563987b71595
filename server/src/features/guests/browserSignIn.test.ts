import { describe, expect, it } from 'vitest'
import { fail, succeed } from '../../platform/result.ts'
import { Secret } from '../../platform/secret.ts'
import { createTokenVault } from '../../platform/tokenVault.ts'
import { createBrowserSignIn } from './browserSignIn.ts'
import { BROWSER_SIGN_IN_MS, PERSON_MS } from './guestLimits.ts'

const TOKEN = 't'.repeat(43)
const ANA = { id: '1400000000000000001', username: 'ana', global_name: 'Ana', avatar: 'abc' }
const DISCORD_TOKEN = 'canary-discord-token'

function setUp(publicUrl = 'https://watch.example.org') {
  const clock = { ms: 1_800_000_000_000 }
  const exchanged: unknown[][] = []
  const signIn = createBrowserSignIn({
    discord: {
      exchangeCode: async (...sent) => {
        exchanged.push(sent)
        return sent[0] === 'bad' ? fail('invalid_code', 'No.') : succeed(DISCORD_TOKEN)
      },
      currentUser: async () => succeed(ANA),
    },
    vault: createTokenVault({ current: new Secret('k'.repeat(32)), previous: [], purpose: 'test' }),
    clock: { nowMs: () => clock.ms },
    clientId: '1100000000000000001',
    authorizeUrl: 'https://discord.com/oauth2/authorize',
    publicUrl,
  })
  const begin = () => {
    const { url, cookie } = signIn.begin(TOKEN)
    return { url: new URL(url), cookie, sent: cookie.split(';')[0] ?? '' }
  }
  const finish = (cookie: string, query: Record<string, unknown>) =>
    signIn.finish({ headers: { cookie }, query: query as Record<string, string> })
  const personOf = (cookie: string) => signIn.personOf({ headers: { cookie } })
  return { clock, exchanged, signIn, begin, finish, personOf }
}

const stateOf = (url: URL) => url.searchParams.get('state') ?? ''
const sentOf = (cookies: readonly string[]) => cookies.map(cookie => cookie.split(';')[0]).join('; ')

describe('signing in with Discord in a browser', () => {
  it('asks for who somebody is and for nothing else, and bound to this browser', () => {
    const { url, cookie } = setUp().begin()
    expect(url.origin + url.pathname).toBe('https://discord.com/oauth2/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'identify',
      redirect_uri: 'https://watch.example.org/api/v1/auth/discord/browser',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(cookie).toMatch(/^__Host-kd_sign_in=.*; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/)
    expect(cookie).not.toContain(TOKEN)
    expect(url.href).not.toContain(TOKEN)
  })

  it('ends on the page of the link, with somebody the browser can go in as', async () => {
    const { begin, finish, personOf, exchanged } = setUp()
    const { url, sent } = begin()
    const { location, cookies } = await finish(sent, { code: 'good', state: stateOf(url) })
    expect(location).toBe(`/join/${TOKEN}?discord=done`)
    expect(personOf(sentOf(cookies))).toEqual({
      userId: ANA.id,
      displayName: 'Ana',
      avatarUrl: `/api/v1/avatars/${ANA.id}/abc`,
    })
    expect(exchanged).toHaveLength(1)
    expect(exchanged[0]?.[2]).toBe('https://watch.example.org/api/v1/auth/discord/browser')
  })

  it('takes nothing that this browser has not begun (ASVS 10.2.1)', async () => {
    const { begin, finish, exchanged } = setUp()
    const [mine, other] = [begin(), begin()]
    for (const [cookie, query] of [
      ['', { code: 'good', state: stateOf(mine.url) }],
      [other.sent, { code: 'good', state: stateOf(mine.url) }],
      [`${mine.sent}x`, { code: 'good', state: stateOf(mine.url) }],
      [`${mine.sent}; ${other.sent}`, { code: 'good', state: stateOf(mine.url) }],
      [mine.sent, { code: 'good' }],
      [mine.sent, { code: 'good', state: ['a', 'b'] }],
      [mine.sent, { code: 'good', state: '' }],
    ] as const) {
      const { location, cookies } = await finish(cookie, query)
      expect(location).toBe('/join/?discord=failed')
      expect(cookies).toEqual([expect.stringContaining('kd_sign_in=; Path=/; Max-Age=0')])
    }
    expect(exchanged).toEqual([])
  })

  it('goes back to the link where Discord or the person says no', async () => {
    const { begin, finish } = setUp()
    const refused = begin()
    const query = { error: 'access_denied', state: stateOf(refused.url) }
    expect((await finish(refused.sent, query)).location).toBe(`/join/${TOKEN}?discord=refused`)
    const failed = begin()
    const bad = { code: 'bad', state: stateOf(failed.url) }
    expect((await finish(failed.sent, bad)).location).toBe(`/join/${TOKEN}?discord=failed`)
  })

  it('costs Discord nothing that nobody has begun, and so much of the rest at once', async () => {
    const { begin, finish, exchanged } = setUp()
    for (let time = 0; time < 200; time++) await finish('', { code: 'good', state: 'made-up' })
    const begun = Array.from({ length: 101 }, begin)
    const locations = []
    for (const { url, sent } of begun)
      locations.push((await finish(sent, { code: 'good', state: stateOf(url) })).location)
    expect(exchanged).toHaveLength(100)
    expect(locations[99]).toBe(`/join/${TOKEN}?discord=done`)
    expect(locations[100]).toBe(`/join/${TOKEN}?discord=failed`)
  })

  it('takes neither a beginning nor a person that is too old', async () => {
    const { begin, finish, personOf, clock } = setUp()
    const { url, sent } = begin()
    clock.ms += BROWSER_SIGN_IN_MS
    expect((await finish(sent, { code: 'good', state: stateOf(url) })).location).toContain('/join/?')
    const again = begin()
    const { cookies } = await finish(again.sent, { code: 'good', state: stateOf(again.url) })
    clock.ms += PERSON_MS
    expect(personOf(sentOf(cookies))).toBeNull()
  })

  it('gives no token of Discord’s to the browser (ASVS 10.1.2)', async () => {
    const { begin, finish } = setUp()
    const { url, sent } = begin()
    const finished = await finish(sent, { code: 'good', state: stateOf(url) })
    expect(JSON.stringify(finished)).not.toContain(DISCORD_TOKEN)
    expect(Buffer.from(JSON.stringify(finished)).toString('base64url')).not.toContain(DISCORD_TOKEN)
  })

  it('takes what says who somebody is for nothing else', async () => {
    const { begin, personOf } = setUp()
    expect(personOf(begin().sent.replace('kd_sign_in', 'kd_person'))).toBeNull()
  })
})
