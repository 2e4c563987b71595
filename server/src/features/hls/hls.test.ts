import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { PlaybackGrantSchema, ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRoomClock } from '../../platform/roomClock.ts'
import { postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import { PLAYLIST_REQUESTS } from './hlsRouter.ts'

let product: TestProduct
let headers: Record<string, string>
const later = { ms: 0 }

beforeAll(async () => {
  const clock = createRoomClock()
  product = await startTestProduct({}, { clock: { nowMs: () => clock.nowMs() + later.ms } })
  headers = { authorization: `Bearer ${(await product.signIn('ana')).accessToken}` }
  const { urlMappings } = product.sandbox.application
  // As for a server at its usual port.
  const ours = { prefix: '/', target: new URL(product.url).host }
  urlMappings.change([...urlMappings.current().filter(({ prefix }) => prefix !== '/'), ours])
})
afterAll(() => product.close())

interface Answered {
  readonly status: number | undefined
  readonly type: string | undefined
  readonly cacheControl: string | undefined
  readonly body: Buffer
}

/** As Ana's Activity asks: under its own origin, through Discord's proxy. */
function askProxy(path: string, more: Record<string, string> = {}): Promise<Answered> {
  const { port } = new URL(product.sandbox.urls.proxy)
  const host = `ana.discordsays.localhost:${port}`
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers: { host, ...more } }, response => {
      const { 'content-type': type, 'cache-control': cacheControl } = response.headers
      buffer(response).then(
        body => resolve({ status: response.statusCode, type, cacheControl, body }),
        reject,
      )
    })
    sent.on('error', reject).end()
  })
}

async function grant(entryId: string) {
  const answer = await postJson(`${product.url}/api/v1/videos/${entryId}/session`, {}, headers)
  return PlaybackGrantSchema.parse(await answer.json())
}

const addressesIn = (text: string) => [
  ...text.split('\n').filter(line => line !== '' && !line.startsWith('#')),
  ...[...text.matchAll(/URI="([^"]*)"/g)].map(([, address = '']) => address),
]

/** Fetches all that a playlist leads to, and what that leads to. */
async function walk(path: string, seen: string[] = []): Promise<string[]> {
  const { status, type, body } = await askProxy(path)
  expect([path, status]).toEqual([path, 200])
  seen.push(path)
  if (type !== 'application/vnd.apple.mpegurl') return seen
  for (const address of addressesIn(body.toString())) {
    // Below the page's own origin, so that no other host is ever asked.
    expect(address).toMatch(/^\/(?!\/)/)
    if (!seen.includes(address)) await walk(address, seen)
  }
  return seen
}

describe('a stream for players that fetch it by themselves', () => {
  it('comes whole from below the own origin of the Activity, part by part (HS1)', async () => {
    const { hlsUrl } = await grant('0_testcard')
    const seen = await walk(hlsUrl)
    expect(seen.filter(path => path.startsWith('/api/v1/hls/'))).toHaveLength(3)
    expect(seen.filter(path => path.startsWith('/kaltura-cdn/')).length).toBeGreaterThan(10)
    const sorts = new Set(seen.map(path => path.replace(/^(\/[\w-]+).*\.(\w+)$/, '$1 $2')))
    expect([...sorts]).toEqual(['/api m3u8', '/kaltura-cdn m4s', '/kaltura-cdn mp4'])
  })

  it('comes live with its dates, and is kept no longer than Kaltura has it kept', async () => {
    const master = await askProxy((await grant('1_live')).hlsUrl)
    expect(master.cacheControl).toBe('no-store')
    const [variant = ''] = addressesIn(master.body.toString())
    const { body, cacheControl, type } = await askProxy(variant)
    expect([cacheControl, type]).toEqual(['private, max-age=1', 'application/vnd.apple.mpegurl'])
    const text = body.toString()
    expect(text).toMatch(/#EXT-X-PROGRAM-DATE-TIME:\d{4}-\d\d-\d\dT/)
    expect(text).not.toContain('127.0.0.1')
    for (const address of addressesIn(text).slice(-3)) expect((await askProxy(address)).status).toBe(200)
  })

  it('comes compressed to whoever takes that', async () => {
    const [variant = ''] = addressesIn((await askProxy((await grant('0_lecture')).hlsUrl)).body.toString())
    const plain = await askProxy(variant)
    const small = await askProxy(variant, { 'accept-encoding': 'gzip, deflate, br' })
    expect(gunzipSync(small.body).toString()).toBe(plain.body.toString())
    expect(small.body.length).toBeLessThan(plain.body.length / 4)
  })

  it('asks Kaltura once for those who ask at the same time', async () => {
    const [variant = ''] = addressesIn((await askProxy((await grant('0_alps')).hlsUrl)).body.toString())
    const playlists = () =>
      product.sandbox.traffic.entries().filter(({ url }) => url.includes('index.m3u8')).length
    const before = playlists()
    await Promise.all(Array.from({ length: 25 }, () => askProxy(variant)))
    expect(playlists() - before).toBe(1)
  })

  it('ends with the session, and is refused in one sentence that names no address', async () => {
    const { hlsUrl, expiry } = await grant('0_testcard')
    const [variant = ''] = addressesIn((await askProxy(hlsUrl)).body.toString())
    later.ms = expiry * 1000 - Date.now()
    for (const path of [hlsUrl, variant]) {
      const { status, body } = await askProxy(path)
      expect(status).toBe(404)
      expect(ProblemSchema.parse(JSON.parse(body.toString())).detail).toBe(
        'There is no such playlist any more. Load the video again.',
      )
    }
    later.ms = 0
  })

  it('opens to nothing that was made up or changed (HS3, ASVS 1.3.6)', async () => {
    const { hlsUrl, ks } = await grant('0_testcard')
    const [, ref = ''] = /hls\/([^/]+)/.exec(hlsUrl) ?? []
    const others = [
      'x',
      'a'.repeat(10_000),
      `${ref}a`,
      ref.slice(0, -1),
      ref.replace(/.$/, each => (each === 'A' ? 'B' : 'A')),
      encodeURIComponent(`${product.sandbox.urls.cdn}/x.m3u8`),
      encodeURIComponent(
        JSON.stringify({ url: product.sandbox.urls.cdn, page: 'activity', untilS: 9e9, stream: 'x' }),
      ),
    ]
    for (const each of others)
      expect([each, (await askProxy(`/api/v1/hls/${each}/a.m3u8`)).status]).toEqual([each, 404])
    expect((await fetch(`${product.url}${hlsUrl}`, { method: 'POST' })).status).toBe(405)
    expect(hlsUrl).not.toContain(ks)
  })

  it('is counted by video, so that nobody asks on and on (ASVS 15.2.2)', async () => {
    const { hlsUrl } = await grant('0_night')
    const [variant = ''] = addressesIn((await askProxy(hlsUrl)).body.toString())
    const asked = Array.from({ length: PLAYLIST_REQUESTS.points }, () => askProxy(variant))
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429])
    expect((await askProxy((await grant('0_night')).hlsUrl)).status).toBe(200)
  })

  it('leaves nothing of the session in the log (ASVS 16.2.5)', async () => {
    const { hlsUrl, ks } = await grant('0_testcard')
    await walk(hlsUrl)
    const log = product.log.join('\n')
    expect(log).toContain('"playlist"')
    for (const secret of [ks, /hls\/([^/]+)/.exec(hlsUrl)?.[1] ?? '']) expect(log).not.toContain(secret)
  })
})
