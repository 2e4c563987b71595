import { ProblemSchema, SignedInSchema, TokensSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { decodeJwt } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct

beforeAll(async () => {
  product = await startTestProduct()
})
afterAll(() => product.close())
afterEach(() => product.sandbox.faults.clear())

const post = (path: string, body: unknown) => postJson(`${product.url}/api/v1${path}`, body)
const problemOf = async (response: Response) => {
  const problem = ProblemSchema.parse(await response.json())
  expect(problem.status).toBe(response.status)
  return problem
}
const refresh = (refreshToken: string) => post('/auth/refresh', { refreshToken })

describe('signing in', () => {
  it('gives tokens, the name the server knows, and where the Activity runs', async () => {
    const launch = await product.launch('cleo')
    const response = await post('/auth/discord', launch)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const signedIn = SignedInSchema.parse(await response.json())
    expect(signedIn.user.displayName).toBe('Cleo (projector)')
    expect(signedIn.instance).toEqual({
      id: launch.instanceId,
      guildId: '1200000000000000001',
      channelId: '1300000000000000001',
    })
    expect(decodeJwt(signedIn.accessToken)).toMatchObject({
      aud: 'activity',
      guild: '1200000000000000001',
      instance: launch.instanceId,
    })
    const avatar = await fetch(`${product.url}${signedIn.user.avatarUrl}`)
    expect([avatar.status, avatar.headers.get('content-type')]).toEqual([200, 'image/png'])
  })

  it('works once with a code, and only with its verifier (ASVS 10.1.2, 10.2.1)', async () => {
    const launch = await product.launch('ana')
    const wrong = { ...launch, codeVerifier: 'x'.repeat(43) }
    expect((await problemOf(await post('/auth/discord', wrong))).code).toBe('invalid_code')
    const second = await product.launch('ana')
    expect((await post('/auth/discord', second)).status).toBe(200)
    expect((await problemOf(await post('/auth/discord', second))).code).toBe('invalid_code')
    const made = { ...second, code: 'made-up' }
    expect((await problemOf(await post('/auth/discord', made))).code).toBe('invalid_code')
  })

  it.each(['i-1-gc-2-3', '../../users/@me', 'i-1/../..', '%2e%2e'])(
    'is refused to whoever is not in the Activity %s',
    async instanceId => {
      const launch = await product.launch('ana')
      const problem = await problemOf(await post('/auth/discord', { ...launch, instanceId }))
      expect(problem.code).toBe('not_in_activity')
    },
  )

  it('names the field that does not fit', async () => {
    const launch = await product.launch('ana')
    const problem = await problemOf(await post('/auth/discord', { ...launch, codeVerifier: 'short' }))
    expect(problem).toMatchObject({ code: 'invalid_request', field: 'codeVerifier' })
  })

  it.each([
    ['fails', { kind: 'fail', status: 500 }],
    ['is gone', { kind: 'absent' }],
    ['talks nonsense', { kind: 'garble' }],
    ['is rate limited', { kind: 'fail', status: 429 }],
  ] as const)('says so when Discord %s', async (_name, fault) => {
    const launch = await product.launch('ana')
    product.sandbox.faults.add({ service: 'discord', pathContains: '/activity-instances/', ...fault })
    const response = await post('/auth/discord', launch)
    expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    expect((await problemOf(response)).code).toBe('discord_unavailable')
  })

  it('does not fail for want of a nickname', async () => {
    const launch = await product.launch('cleo')
    product.sandbox.faults.add({ service: 'discord', pathContains: '/guilds/', kind: 'fail', status: 404 })
    const signedIn = SignedInSchema.parse(await (await post('/auth/discord', launch)).json())
    expect(signedIn.user.displayName).toBe('Cleo')
  })
})

describe('refreshing', () => {
  it('gives new tokens each time (ASVS 7.2.2)', async () => {
    const signedIn = await product.signIn('ana')
    const first = TokensSchema.parse(await (await refresh(signedIn.refreshToken)).json())
    const second = TokensSchema.parse(await (await refresh(first.refreshToken)).json())
    expect(new Set([signedIn.refreshToken, first.refreshToken, second.refreshToken]).size).toBe(3)
  })

  it('ends the sign-in when a token is used twice (ASVS 10.4.5)', async () => {
    const signedIn = await product.signIn('ana')
    const tokens = TokensSchema.parse(await (await refresh(signedIn.refreshToken)).json())
    expect((await problemOf(await refresh(signedIn.refreshToken))).code).toBe('unauthenticated')
    expect((await problemOf(await refresh(tokens.refreshToken))).code).toBe('unauthenticated')
  })

  it('lets one of two win that come at once', async () => {
    const signedIn = await product.signIn('ana')
    const answers = await Promise.all([refresh(signedIn.refreshToken), refresh(signedIn.refreshToken)])
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 401])
  })

  it('is for whoever is still in the Activity, as far as Discord says (ASVS 7.4.2)', async () => {
    await product.signIn('ben')
    let { refreshToken } = await product.signIn('ana')
    const leave = { user: 'ana' }
    expect((await postJson(`${product.sandbox.urls.host}/host/voice/leave`, leave)).status).toBe(204)
    // What Discord said last is shared for a moment; until then there are new tokens.
    const patience = { interval: 100, timeout: 20_000 }
    const refused = () =>
      vi.waitFor(async () => {
        const answer = await refresh(refreshToken)
        const told: unknown = await answer.clone().json()
        if (answer.ok) refreshToken = TokensSchema.parse(told).refreshToken
        expect((await problemOf(answer)).code).toBe('not_in_activity')
      }, patience)
    const granted = () =>
      vi.waitFor(async () => {
        refreshToken = TokensSchema.parse(await (await refresh(refreshToken)).json()).refreshToken
      }, patience)
    await refused()
    const trouble = { service: 'discord', pathContains: '/activity-instances/' } as const
    product.sandbox.faults.add({ ...trouble, kind: 'fail', status: 500 })
    await granted()
    product.sandbox.faults.clear()
    await refused()
    await product.launch('ana')
    await granted()
  })

  it('takes nothing else for a refresh token', async () => {
    const signedIn = await product.signIn('ana')
    for (const token of [signedIn.accessToken, signedIn.discordAccessToken, 'x', `${signedIn.refreshToken} `])
      expect((await problemOf(await refresh(token))).code).toBe('unauthenticated')
    const headers = { authorization: `Bearer ${signedIn.refreshToken}` }
    expect((await fetch(`${product.url}/api/v1/videos`, { headers })).status).toBe(401)
  })
})

describe('those who make up whom they are counted as', () => {
  it('are counted together (ASVS 2.4.1)', async () => {
    const tight = await startTestProduct({}, { sandbox: product.sandbox, limitFactor: 0.001 })
    try {
      const codes: string[] = []
      for (let n = 0; n < 8; n++) {
        const body = { refreshToken: `made-up-${n}` }
        codes.push((await problemOf(await postJson(`${tight.url}/api/v1/auth/refresh`, body))).code)
      }
      expect(codes.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'unauthenticated'))
      expect(codes.slice(6)).toEqual(['rate_limited', 'rate_limited'])
    } finally {
      await tight.close()
    }
  })
})

it('leaves no secret in the log (ASVS 16.2.5)', async () => {
  const launch = await product.launch('ana')
  const signedIn = SignedInSchema.parse(await (await post('/auth/discord', launch)).json())
  await refresh(signedIn.refreshToken)
  await refresh(signedIn.refreshToken)
  const { accessToken, refreshToken, discordAccessToken } = signedIn
  await post(`/auth/refresh?token=${refreshToken}`, { refreshToken, accessToken })
  const log = product.log.join('')
  expect(log).toContain('auth.signedIn')
  for (const name of ['DISCORD_CLIENT_SECRET', 'DISCORD_BOT_TOKEN', 'KALTURA_ADMIN_SECRET', 'JWT_SECRET'])
    expect(log).not.toContain(product.environment[name])
  for (const canary of [launch.code, launch.codeVerifier, accessToken, refreshToken, discordAccessToken])
    expect(log).not.toContain(canary)
  expect(log).not.toMatch(/eyJ|djJ8|Bearer /)
})
