import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApiClient } from './apiClient.ts'

interface Asked {
  readonly path: string
  readonly token: string | null
  readonly body: unknown
}

/** The network: each request is answered by the first handler that wants it. */
function network(answer: (request: Asked) => Response | Promise<Response>) {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const token = new Headers(init.headers).get('authorization')
    const request = { path: url, token, body: init.body ? JSON.parse(String(init.body)) : null }
    asked.push(request)
    init.signal?.throwIfAborted()
    return Promise.race([answer(request), whenAborted(init.signal)])
  })
  return asked
}

function whenAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers })

const problem = (code: string, status: number, headers = {}): Response =>
  json({ type: 'about:blank', title: code, status, detail: 'No.', code, requestId: 'req_1' }, status, headers)

const NOW = Date.parse('2026-11-21T12:00:00Z')
const tokens = (name: string, minutes = 15) => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  expiresAt: new Date(NOW + minutes * 60_000).toISOString(),
})
const signedIn = (name: string, minutes?: number) => ({
  ...tokens(name, minutes),
  discordAccessToken: 'discord',
  user: { id: '1', displayName: 'Ana', avatarUrl: null },
  instance: { id: 'i-1', guildId: '2', channelId: '3' },
})
const page = { videos: [], total: 0, nextCursor: null }
const request = { code: 'code', codeVerifier: 'v'.repeat(43), instanceId: 'i-1' }
const all = { text: '', cursor: null }

const client = () => createApiClient({ baseUrl: '/api/v1', now: () => NOW })

describe('api client', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('signs in and carries the token from then on', async () => {
    const asked = network(({ path }) => json(path.endsWith('/auth/discord') ? signedIn('1') : page))
    const api = client()
    await api.signIn(request)
    await api.videos({ text: 'a&b', cursor: 'c 1' })
    expect(asked[0]).toMatchObject({ path: '/api/v1/auth/discord', token: null, body: request })
    expect(asked[1]).toMatchObject({
      path: '/api/v1/videos/search?q=a%26b&cursor=c+1',
      token: 'Bearer access-1',
    })
  })

  it('renews a token before it ends, once for all who ask', async () => {
    const asked = network(({ path }) => {
      if (path.endsWith('/auth/discord')) return json(signedIn('1', 0.2))
      return json(path.endsWith('/auth/refresh') ? tokens('2') : page)
    })
    const api = client()
    await api.signIn(request)
    await Promise.all([api.videos(all), api.videos(all), api.accessToken(false)])
    expect(asked.filter(({ path }) => path.endsWith('/auth/refresh'))).toHaveLength(1)
    expect(asked.filter(({ token }) => token === 'Bearer access-2')).toHaveLength(2)
  })

  it('renews a refused token and asks again, but only once', async () => {
    const asked = network(({ path }) => {
      if (path.endsWith('/auth/discord')) return json(signedIn('1'))
      return path.endsWith('/auth/refresh') ? json(tokens('2')) : problem('token_expired', 401)
    })
    const api = client()
    await api.signIn(request)
    const answer = await api.videos(all)
    expect(answer).toMatchObject({ ok: false, error: { code: 'token_expired' } })
    expect(asked.map(({ path }) => path.replace('/api/v1', ''))).toEqual([
      '/auth/discord',
      '/videos',
      '/auth/refresh',
      '/videos',
    ])
  })

  it('reads a problem, with when to come back', async () => {
    network(() => problem('discord_unavailable', 503, { 'retry-after': '7' }))
    const answer = await client().signIn(request)
    expect(answer).toEqual({
      ok: false,
      error: { code: 'discord_unavailable', requestId: 'req_1', retryAfterS: 7 },
    })
  })

  it.each([
    ['somebody else’s error page', () => new Response('<h1>502</h1>', { status: 502 })],
    ['an error that isn’t ours', () => json({ message: 'no' }, 500)],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('calls %s the server being down', async (_, answer) => {
    network(answer)
    expect(await client().signIn(request)).toMatchObject({ ok: false, error: { code: 'serverDown' } })
  })

  it('doesn’t take an answer of another shape for an answer', async () => {
    network(() => json({ accessToken: 1 }))
    expect(await client().signIn(request)).toMatchObject({ ok: false, error: { code: 'internal' } })
  })

  it('gives up on a server that says nothing', async () => {
    network(() => new Promise<Response>(() => undefined))
    const answer = client().signIn(request)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'serverDown' } })
  })

  it('tells a request that was called off from one that failed', async () => {
    network(({ path }) =>
      path.endsWith('/auth/discord') ? json(signedIn('1')) : new Promise(() => undefined),
    )
    const api = client()
    await api.signIn(request)
    const asking = new AbortController()
    const answer = api.videos({ ...all, signal: asking.signal })
    await vi.advanceTimersByTimeAsync(0)
    asking.abort()
    expect(await answer).toMatchObject({ ok: false, error: { code: 'aborted' } })
  })

  it('sends nothing before anybody has signed in', async () => {
    const asked = network(() => json(page))
    expect(await client().videos(all)).toMatchObject({ ok: false, error: { code: 'unauthenticated' } })
    expect(asked).toEqual([])
  })
})
