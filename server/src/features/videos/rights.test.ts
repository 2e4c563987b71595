import { KalturaVideoSchema, PlayUrlSchema } from '@kaltura-discord/shared/protocol/http/play.ts'
import { PlaybackGrantSchema, ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../app.ts'
import { loadConfig } from '../../config.ts'
import { createLogger } from '../../platform/logger.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct
let headers: Record<string, string>

beforeAll(async () => {
  product = await startTestProduct()
  headers = { authorization: `Bearer ${(await product.signIn('ana')).accessToken}` }
})
afterAll(() => product.close())

const post = (path: string, more: Record<string, string> = {}, url = product.url) =>
  fetch(`${url}/api/v1${path}`, { method: 'POST', headers: { ...headers, ...more } })

/** The same server once more: another process on the same database. */
async function openAnother(): Promise<{ app: App; url: string }> {
  const loaded = loadConfig(product.environment)
  if (!loaded.ok) throw new Error(loaded.problems.join())
  const app = createApp(loaded.config, { logger: createLogger({ level: 'silent', secrets: [] }) })
  return { app, url: (await app.start()).url }
}

describe('an address that plays', () => {
  it('is enough for a player that sends nothing else, for that video alone', async () => {
    const response = await post('/videos/0_testcard/play')
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const { playUrl, entryId, expiresAt } = PlayUrlSchema.parse(await response.json())
    expect(entryId).toBe('0_testcard')
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now())
    const playlist = await fetch(playUrl)
    expect([playlist.status, (await playlist.text()).slice(0, 7)]).toEqual([200, '#EXTM3U'])
    const other = await fetch(playUrl.replace('/entryId/0_testcard/', '/entryId/0_lecture/'))
    expect(await other.text()).not.toContain('#EXTM3U')
  })

  it('is in no line of the log', async () => {
    const { playUrl } = PlayUrlSchema.parse(await (await post('/videos/0_testcard/play')).json())
    const [, ks = ''] = /\/ks\/([^/]+)\//.exec(playUrl) ?? []
    expect(ks.length).toBeGreaterThan(100)
    expect(product.log.filter(line => line.includes(ks))).toEqual([])
  })
})

describe('what Kaltura says of a video', () => {
  it('comes under its own names', async () => {
    const get = async (id: string) =>
      KalturaVideoSchema.parse(
        await (await fetch(`${product.url}/api/v1/kaltura/video/${id}`, { headers })).json(),
      )
    expect(await get('0_testcard')).toMatchObject({ id: '0_testcard', mediaType: 1, duration: 120 })
    expect(await get('1_live')).toMatchObject({ id: '1_live', mediaType: 201, duration: 0 })
  })
})

describe('a request that is repeated under its key', () => {
  it('is given the same right again, by another process on the same database as well', async () => {
    const key = { 'idempotency-key': 'b7f1f0c2-6d0b-4a5e-9d53-0a9f4d1f7a10' }
    const first = PlaybackGrantSchema.parse(await (await post('/videos/0_lecture/session', key)).json())
    const another = await openAnother()
    try {
      const anew = await post('/videos/0_lecture/session', {}, another.url)
      expect(PlaybackGrantSchema.parse(await anew.json()).ks).not.toBe(first.ks)
      for (const url of [product.url, another.url]) {
        const again = await post('/videos/0_lecture/session', key, url)
        expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
        expect(await again.json()).toEqual(first)
      }
    } finally {
      await another.app.stop()
    }
  })

  it('is refused when it asks for another video, and is its own for another person (ASVS 8.2.2)', async () => {
    const key = { 'idempotency-key': 'mine' }
    expect((await post('/videos/0_testcard/session', key)).status).toBe(200)
    const other = await post('/videos/0_lecture/session', key)
    expect(other.status).toBe(409)
    expect(ProblemSchema.parse(await other.json())).toMatchObject({
      code: 'idempotency_key_reused',
      field: 'Idempotency-Key',
    })
    const { accessToken } = await product.signIn('ben')
    const ofBen = await post('/videos/0_testcard/session', {
      ...key,
      authorization: `Bearer ${accessToken}`,
    })
    expect(ofBen.headers.get('idempotency-replayed')).toBeNull()
    expect(PlaybackGrantSchema.parse(await ofBen.json()).userId).toBe('discord_1400000000000000002')
  })

  it.each(['', 'two words', 'x'.repeat(256), 'ümlaut'])('needs a key that is one: %j', async key => {
    const response = await post('/videos/0_testcard/session', { 'idempotency-key': key })
    expect([response.status, ProblemSchema.parse(await response.json()).field]).toEqual([
      400,
      'Idempotency-Key',
    ])
  })

  it('is tried anew after an answer that said to try again', async () => {
    const key = { 'idempotency-key': 'after-an-outage' }
    product.sandbox.faults.add({ service: 'kaltura', kind: 'fail', status: 500 })
    const first = await post('/videos/0_desert/session', key)
    expect([first.status, first.headers.get('retry-after') !== null]).toEqual([503, true])
    product.sandbox.faults.clear()
    expect((await post('/videos/0_desert/session', key)).headers.get('idempotency-replayed')).toBeNull()
  })
})

describe('limits', () => {
  it('are those of the member, whatever a request says of where it comes from (ASVS 2.4.1, 4.1.3)', async () => {
    const { accessToken } = await product.signIn('cleo')
    const left = async (more: Record<string, string>) => {
      const response = await fetch(`${product.url}/api/v1/videos/0_testcard`, {
        headers: { authorization: `Bearer ${accessToken}`, ...more },
      })
      expect(response.headers.get('ratelimit-policy')).toMatch(
        /^"user";q=120;w=60, "session";q=120;w=60, "instance";q=2400;w=60$/,
      )
      return Number(/^"user";r=(\d+);t=\d+,/.exec(response.headers.get('ratelimit') ?? '')?.[1])
    }
    const before = await left({})
    expect(await left({ 'x-forwarded-for': '203.0.113.9' })).toBe(before - 1)
    expect(await left({ forwarded: 'for=203.0.113.9', 'cf-connecting-ip': '203.0.113.9' })).toBe(before - 2)
  })

  it('end in a clear refusal', async () => {
    const { accessToken } = await product.signIn('dan')
    const get = () =>
      fetch(`${product.url}/api/v1/videos/0_testcard`, {
        headers: { authorization: `Bearer ${accessToken}` },
      })
    for (let n = 0; n < 120; n++) expect((await get()).status).toBe(200)
    const refused = await get()
    expect(refused.headers.get('ratelimit')).toMatch(/^"user";r=0;t=\d+$/)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(ProblemSchema.parse(await refused.json())).toMatchObject({ status: 429, code: 'rate_limited' })
  })
})
