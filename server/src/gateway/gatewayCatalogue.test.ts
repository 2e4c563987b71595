import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Config, loadConfig } from '../config.ts'
import { createLogger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import { listen } from '../transport/listen.ts'
import { createGatewayCatalogue, type GatewayCatalogue } from './gatewayCatalogue.ts'

/* What another deployment never does, and somebody at its address might. */

const TOKENS = { token: 'a-token', refreshToken: 'r', expiresAt: '2100-01-01T00:00:00.000Z' }
const SESSION = {
  entryId: '0_testcard',
  ks: 'ks',
  partnerId: '1234567',
  userId: 'discord_1400000000000000001',
  expiry: 1,
  privileges: 'sview:0_testcard',
}
const REQUEST = { entryId: '0_testcard', userId: '1400000000000000001', lastsS: 60 }

const base = loadConfig({
  DISCORD_CLIENT_ID: '1100000000000000001',
  DISCORD_CLIENT_SECRET: 'client-secret',
  DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
  DISCORD_BOT_TOKEN: 'bot-token',
  KALTURA_PARTNER_ID: '1234567',
  JWT_SECRET: 'x'.repeat(32),
  API_GATEWAY_URL: 'http://127.0.0.1/api',
  API_GATEWAY_TOKEN: 'kds_service_credential',
  ACTIVITY_URL_MAPPINGS: '[{"prefix":"/kaltura","target":"www.kaltura.com"}]',
})

let server: Server
let config: Config
let library: GatewayCatalogue
let paths: string[] = []
let lines: string[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void

const json =
  (value: unknown, status = 200) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))

beforeAll(async () => {
  server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`)
    if (request.url === '/api/auth/token') json(TOKENS)(request, response)
    else answer(request, response)
  })
  const origin = await listen(server, { host: '127.0.0.1', port: 0 })
  if (!base.ok || !base.config.gateway) throw new Error('This configuration is meant to hold.')
  config = { ...base.config, gateway: { ...base.config.gateway, url: `${origin}/api` } }
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  paths = []
  lines = []
  const logger = createLogger({
    level: 'info',
    secrets: [],
    destination: { write: line => lines.push(line) },
  })
  const { gateway } = config
  if (!gateway) throw new Error('This configuration is meant to hold.')
  const http = createOutboundHttp({ allowedOrigins: [new URL(gateway.url).origin], logger })
  library = createGatewayCatalogue({ http, gateway, config, clock: { nowMs: Date.now }, logger })
})

const codeOf = async (asked: Promise<{ ok: true } | { ok: false; error: { code: string } }>) => {
  const result = await asked
  return result.ok ? 'ok' : result.error.code
}

describe('somebody else at the address of the other deployment', () => {
  it.each<[string, () => typeof answer]>([
    ['nonsense', () => (_request, response) => void response.end('<html>')],
    ['another shape', () => json({ videos: [{ id: '../../admin' }], total: -1, nextCursor: 7 })],
    ['an error of its own', () => json({ error: 'canary' }, 500)],
    ['a no that is no problem document', () => json({ error: 'canary' }, 404)],
    ['a code that is not about this', () => json(problem('payload_too_large', 413), 413)],
    ['a redirect', () => (_request, response) => void response.writeHead(302, { location: '/x' }).end()],
    ['more than fits', () => (_request, response) => void response.end('x'.repeat(5 * 1024 * 1024))],
  ])('who answers with %s is away', async (_what, answering) => {
    answer = answering()
    expect(await codeOf(library.list({ limit: 10 }))).toBe('kaltura_unavailable')
    expect(await codeOf(library.get('0_testcard'))).toBe('kaltura_unavailable')
    expect(await codeOf(library.session(REQUEST))).toBe('kaltura_unavailable')
    expect(lines.join('')).not.toContain('canary')
  })

  it('who does not answer at all is away, and asked no more often than a deadline has room for', async () => {
    answer = () => {}
    expect(await codeOf(library.list({ limit: 10 }))).toBe('kaltura_unavailable')
    expect(paths).toEqual(['POST /api/auth/token', 'GET /api/videos?limit=10'])
  })

  it.each([
    ['another video', { entryId: '0_other' }],
    ['another member', { userId: 'discord_1400000000000000002' }],
    ['another account', { partnerId: '7654321' }],
  ])('who gives a session for %s is not believed (ASVS 2.2.1)', async (_what, wrong) => {
    answer = json({ ...SESSION, ...wrong })
    expect(await codeOf(library.session(REQUEST))).toBe('unavailable')
    expect(lines.join('')).toContain('gateway.session.unfit')
    answer = json(SESSION)
    expect(await codeOf(library.session(REQUEST))).toBe('ok')
  })

  it('who keeps refusing a new token is asked once more and not for ever', async () => {
    answer = json(problem('unauthenticated', 401), 401)
    expect(await codeOf(library.list({ limit: 10 }))).toBe('unavailable')
    expect(paths).toEqual([
      'POST /api/auth/token',
      'GET /api/videos?limit=10',
      // There is no such thing there, so it signs in anew.
      'POST /api/auth/refresh',
      'POST /api/auth/token',
      'GET /api/videos?limit=10',
    ])
  })
})

describe('what is asked', () => {
  it('carries ids that are ids, and texts that are texts', async () => {
    answer = json(problem('video_not_found', 404), 404)
    for (const id of ['../admin', '0_a/../..', '0_a?x=1', '', '0_a#', '%2e%2e', '0_a\n'])
      expect([id, await codeOf(library.get(id))]).toEqual([id, 'video_not_found'])
    expect(paths).toEqual([])
    await library.search('a&limit=100#?/%', { limit: 5, cursor: 'c&q=x' })
    expect(paths.at(-1)).toBe('GET /api/videos/search?q=a%26limit%3D100%23%3F%2F%25&limit=5&cursor=c%26q%3Dx')
  })

  it('knows its own pictures', () => {
    const own = `${config.gateway?.url}/videos/0_a/thumbnail`
    expect(library.isOwnPicture(own)).toBe(true)
    expect(library.sizedPicture(own, 320)).toBe(`${own}?width=320`)
    expect(library.isOwnPicture('https://cfvod.kaltura.com/p/1/thumbnail')).toBe(false)
  })
})

function problem(code: string, status: number) {
  return { type: `urn:x:${code}`, title: code, status, detail: 'No.', code, requestId: 'r' }
}
