import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import { Secret } from '../platform/secret.ts'
import { listen } from '../transport/listen.ts'
import { createAppTokenSessions } from './appTokenSessions.ts'
import type { Catalogue } from './catalogue.ts'
import { createKalturaClient } from './client.ts'
import { createKalturaCatalogue } from './kalturaCatalogue.ts'
import { createKalturaSessions } from './kalturaSessions.ts'
import { createSecretSessions } from './secretSessions.ts'

const KS = 'djJ8canary-session-of-the-administrator'
const PAGE = { limit: 10 }
const ENTRY = { id: '0_abcd1234', name: 'A', status: 2, type: '1', duration: 10 }

interface Said {
  readonly status: number
  readonly body: string
}
/** What is said to one question after the other; the last one is said again. */
let answers: Said[]
const asked: string[] = []
let catalogue: Catalogue
let overAppTokens: Catalogue
const lines: string[] = []
const kaltura = createServer((request, response) => {
  asked.push(request.url ?? '')
  const { status, body } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500, body: '' }
  response.writeHead(status).end(body)
})

beforeAll(async () => {
  const origin = await listen(kaltura, { host: '127.0.0.1', port: 0 })
  const destination = { write: (line: string) => void lines.push(line) }
  const logger = createLogger({ level: 'info', secrets: [], destination })
  const http = createOutboundHttp({ allowedOrigins: [origin], logger })
  const endpoint = `${origin}/api_v3`
  const partnerId = 1
  const clock = { nowMs: () => 1_000_000_000_000 }
  const client = createKalturaClient({ http, endpoint, partnerId, logger })
  const adminSecret = new Secret('s')
  const bySecret = createSecretSessions({ partnerId, adminSecret, endpoint, clock })
  catalogue = createKalturaCatalogue(client, createKalturaSessions(bySecret, clock))
  const token = { id: '1_a', token: new Secret('t') }
  const byAppTokens = createAppTokenSessions({
    client,
    partnerId,
    appTokens: { playback: token, admin: token },
    clock,
    logger,
  })
  overAppTokens = createKalturaCatalogue(client, createKalturaSessions(byAppTokens, clock))
})
afterAll(() => {
  kaltura.closeAllConnections()
  kaltura.close()
})
beforeEach(() => {
  lines.length = 0
  asked.length = 0
})

/** No date is that far off. */
const UNDATED = { ...ENTRY, id: '0_undated', createdAt: 1e20 }

const answerOf = (body: unknown, status = 200): Said => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const says = (body: unknown, status = 200) => {
  answers = [answerOf(body, status)]
}
const refusal = (code: string) => ({
  objectType: 'KalturaAPIException',
  code,
  message: `Invalid KS "${KS}", canary`,
  args: { KS },
})

describe('what Kaltura answers', () => {
  it('is read without the entries that are unlike all others', async () => {
    says({ objects: [ENTRY, { ...ENTRY, id: '../../' }, null, { id: 7 }, UNDATED], totalCount: 5 })
    const page = await catalogue.list(PAGE)
    expect(page.ok && page.value.videos.map(({ id, isReady }) => [id, isReady])).toEqual([
      ['0_abcd1234', true],
    ])
    says({ objects: [{ object: ENTRY }, { object: 'nonsense' }, {}], totalCount: 3 })
    const found = await catalogue.search('a', PAGE)
    expect(found.ok && found.value.videos.map(({ id }) => id)).toEqual(['0_abcd1234'])
  })

  it.each([
    ['a picture', { type: 1, mediaType: 2 }, false],
    ['a recording of sound', { type: '1', mediaType: 5 }, false],
    ['a document', { type: 10 }, false],
    ['a playlist', { type: 5 }, false],
    ['a video', { type: 1, mediaType: '1' }, true],
    ['a live stream', { type: 7, mediaType: 201 }, true],
    ['a live channel', { type: '8' }, true],
  ])('is in the library or not when it is asked for by its id: %s', async (_name, more, isThere) => {
    says({ ...ENTRY, ...more })
    const video = await catalogue.get(ENTRY.id)
    expect(video).toMatchObject(isThere ? { ok: true } : { error: { code: 'video_not_found' } })
  })

  it.each([
    ['SERVICE_FORBIDDEN', 'kaltura_unavailable'],
    ['ENTRY_ID_NOT_FOUND', 'video_not_found'],
    ['INVALID_ENTRY_ID', 'video_not_found'],
  ])('as %s is passed on by its code alone: its message may hold the session', async (said, code) => {
    says(refusal(said))
    const entry = await catalogue.get('0_abcd1234')
    expect(entry).toMatchObject({ ok: false, error: { code } })
    expect(lines.map(line => JSON.parse(line))).toEqual([expect.objectContaining({ code: said })])
    expect(JSON.stringify(entry) + lines.join('')).not.toMatch(/canary|djJ8/)
  })

  it.each([
    ['a page of something else', '<html>maintenance, canary</html>', 200],
    ['half an answer', '{"objects":[{"id":"canary', 200],
    ['another shape', { objects: 'canary', totalCount: 'many' }, 200],
    ['nothing', '', 200],
    ['another status', { objects: [], totalCount: 0 }, 302],
  ])('is not believed when it is %s (ASVS 2.2.1)', async (_name, body, status) => {
    says(body, status)
    const page = await catalogue.list(PAGE)
    expect(page).toMatchObject({ ok: false, error: { code: 'kaltura_unavailable', retryAfterS: 5 } })
    expect(lines.join('')).not.toContain('canary')
  })
})

describe('a session that Kaltura no longer takes', () => {
  it('is renewed, and the question asked once more', async () => {
    answers = [refusal('INVALID_KS'), ENTRY].map(each => answerOf(each))
    expect(await catalogue.get('0_abcd1234')).toMatchObject({ ok: true, value: { id: '0_abcd1234' } })
    expect(asked).toHaveLength(2)
  })

  it('is renewed once only', async () => {
    says(refusal('INVALID_KS'))
    expect(await catalogue.get('0_abcd1234')).toMatchObject({
      ok: false,
      error: { code: 'kaltura_unavailable', retryAfterS: 5 },
    })
    expect(asked).toHaveLength(2)
  })

  it('is renewed from the ground when it is the one that app tokens start with', async () => {
    const info = { sessionType: 2, partnerId: 1, userId: 'kaltura-discord', expiry: 1_000_003_600 }
    answers = [{ ks: 'a' }, refusal('INVALID_KS'), { ks: 'b' }, { ...info, ks: 'c' }, ENTRY].map(each =>
      answerOf(each),
    )
    expect(await overAppTokens.get('0_abcd1234')).toMatchObject({ ok: true, value: { id: '0_abcd1234' } })
    expect(asked.map(url => url.split('/').at(-1))).toEqual([
      'startWidgetSession',
      'startSession',
      'startWidgetSession',
      'startSession',
      'get',
    ])
  })
})
