import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { createLogger } from '../../platform/logger.ts'
import { createOutboundHttp } from '../../platform/outboundHttp.ts'
import { createRoomClock } from '../../platform/roomClock.ts'
import { Secret } from '../../platform/secret.ts'
import { createTokenVault } from '../../platform/tokenVault.ts'
import { listen } from '../../transport/listen.ts'
import { createPlaylistSource, MAX_PLAYLIST_BYTES, MAX_REDIRECTS } from './playlistSource.ts'
import { createReach } from './reach.ts'
import { createStreamRefs, MAX_REF_LENGTH } from './streamRefs.ts'
import { createStreams } from './streams.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  return listen(server, { host: '127.0.0.1', port: 0 })
}

const MEDIA = '#EXTM3U\n#EXTINF:4,\nseg.ts\n'

/** Kaltura with a CDN, and somebody inside who is to hear nothing. */
async function setUp(answer: RequestListener, page: 'activity' | 'browser' = 'activity') {
  const heard: string[] = []
  const inside = await serve((request, response) => {
    heard.push(request.url ?? '')
    response.end(MEDIA)
  })
  const kaltura = await serve(answer)
  const cdn = await serve((_request, response) => response.end(MEDIA))
  const log: string[] = []
  const logger = createLogger({
    level: 'debug',
    secrets: [],
    destination: { write: line => void log.push(line) },
  })
  const clock = createRoomClock()
  // What else we may ask is for others: `inside` is one of those, as Discord is.
  const http = createOutboundHttp({ allowedOrigins: [kaltura, cdn, inside], logger })
  const urlMappings = [
    { prefix: '/cdn', target: new URL(cdn).host },
    { prefix: '/kaltura', target: new URL(kaltura).host },
    { prefix: '/', target: new URL(inside).host },
  ]
  const reach = createReach({ urlMappings, apiEndpoint: `${kaltura}/api_v3` })
  const vault = createTokenVault({ current: new Secret('x'.repeat(32)), previous: [], purpose: 'hls' })
  const refs = createStreamRefs(vault, clock)
  const source = createPlaylistSource({ http, reach, clock, logger })
  const streams = createStreams({ refs, reach, source, clock, logger })
  const untilS = Math.ceil(clock.nowMs() / 1000) + 60
  const ask = async (path = '/a.m3u8') => {
    const address = streams.start({ manifestUrl: `${kaltura}${path}`, page, untilS })
    const ref = streams.open(address.split('/').at(-2) ?? '')
    return ref.ok ? streams.playlist(ref.value) : ref
  }
  return { kaltura, cdn, inside, heard, log, streams, untilS, ask }
}

const codeOf = async (asked: ReturnType<Awaited<ReturnType<typeof setUp>>['ask']>) => {
  const answer = await asked
  return answer.ok ? answer.value.text : answer.error.code
}

it('follows Kaltura to its CDN, and reads what is relative from where it ends', async () => {
  let cdn = ''
  const test = await setUp((request, response) =>
    request.url === '/a.m3u8'
      ? response.writeHead(302, { location: '/next' }).end()
      : response.writeHead(302, { location: `${cdn}/deep/live.m3u8` }).end(),
  )
  cdn = test.cdn
  expect(await codeOf(test.ask())).toBe('#EXTM3U\n#EXTINF:4,\n/cdn/deep/seg.ts\n')
})

it('writes for a page in a browser of its own what that can reach: us for playlists, Kaltura for parts', async () => {
  const { ask, kaltura } = await setUp((request, response) => {
    response.end(request.url === '/a.m3u8' ? '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n' : MEDIA)
  }, 'browser')
  expect(await codeOf(ask())).toMatch(/\n\/api\/v1\/hls\/[\w.-]+\/a\.m3u8\n$/)
  expect(await codeOf(ask('/v.m3u8'))).toBe(`#EXTM3U\n#EXTINF:4,\n${kaltura}/seg.ts\n`)
})

it('seals for each viewer what is theirs, though they ask at the same time', async () => {
  const { ask } = await setUp((_request, response) => {
    response.end('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n')
  })
  const [one, other] = await Promise.all([codeOf(ask()), codeOf(ask())])
  expect(one).toMatch(/\/api\/v1\/hls\//)
  expect(other).not.toBe(one)
})

it('is led to no host but those that the Activity reaches, though others may be asked for other things', async () => {
  for (const where of ['', '//', 'http://[', 'file:///etc/passwd', 'http://user@', 'http://127.0.0.2/']) {
    let to = where
    const test = await setUp((_request, response) => response.writeHead(302, { location: to }).end())
    if (where === '' || where === '//') to = where === '' ? test.inside : test.inside.replace('http:', '')
    if (where === 'http://user@') to = test.kaltura.replace('http://', where)
    expect([to, await codeOf(test.ask())]).toEqual([to, 'kaltura_unavailable'])
    expect(test.heard).toEqual([])
  }
  const circle = await setUp((_request, response) => response.writeHead(302, { location: '/a.m3u8' }).end())
  expect(await codeOf(circle.ask())).toBe('kaltura_unavailable')
  expect(circle.log.filter(line => line.includes('outbound.called'))).toHaveLength(MAX_REDIRECTS + 1)
})

it('gives out nothing but playlists, and none that is too large (HS3, ASVS 15.2.2)', async () => {
  const bodies = ['a film', '<html></html>', '{}', `#EXTM3U\n${'#'.repeat(MAX_PLAYLIST_BYTES)}`]
  for (const body of bodies) {
    const { ask } = await setUp((_request, response) => response.end(body))
    expect([body.slice(0, 20), await codeOf(ask())]).toEqual([body.slice(0, 20), 'kaltura_unavailable'])
  }
})

it('says where a mapping is missing to whoever reads the log, and to nobody else', async () => {
  const { ask, log } = await setUp((_request, response) =>
    response.end('#EXTM3U\nhttps://elsewhere.example/s.ts?secret=1\n'),
  )
  expect(await codeOf(ask())).toBe('kaltura_unavailable')
  expect(log.join('')).toContain('"host":"elsewhere.example"')
  expect(log.join('')).not.toContain('secret')
})

it.each([
  { status: 403, code: 'not_found' },
  { status: 404, code: 'not_found' },
  { status: 410, code: 'not_found' },
  { status: 429, code: 'kaltura_unavailable' },
  { status: 503, code: 'kaltura_unavailable' },
])('tells what is gone from what is away: $status', async ({ status, code }) => {
  const { ask } = await setUp((_request, response) => response.writeHead(status).end(MEDIA))
  expect(await codeOf(ask())).toBe(code)
})

it.each([
  [undefined, null],
  ['no-cache', null],
  ['private, max-age=0', null],
  ['public, max-age=2', 2],
  ['max-age=8640000', 59],
  ['no-store, max-age=9', null],
])('is kept as Kaltura has it kept (%s), and not beyond the session', async (cacheControl, kept) => {
  const { ask } = await setUp((_request, response) => {
    if (cacheControl) response.setHeader('cache-control', cacheControl)
    response.end(MEDIA)
  })
  const answer = await ask()
  const maxAgeS = answer.ok ? answer.value.maxAgeS : undefined
  if (kept === 59) expect([58, 59, 60]).toContain(maxAgeS)
  else expect(maxAgeS).toBe(kept)
})

it('refers to no address that would be too long to be asked for', async () => {
  const long = `/v.m3u8?${'x'.repeat(MAX_REF_LENGTH)}`
  const { ask } = await setUp((_request, response) => {
    response.end(`#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${long}\n#EXT-X-STREAM-INF:BANDWIDTH=2\n/v.m3u8\n`)
  })
  const text = await codeOf(ask())
  expect(text).toMatch(/^#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=2\n\/api\//)
})
