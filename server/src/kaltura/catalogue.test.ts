import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import { listen } from '../transport/listen.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'
import { createKalturaClient } from './client.ts'

const KS = 'djJ8canary-session-of-the-administrator'
const PAGE = { size: 10, index: 1 }
const ENTRY = { id: '0_abcd1234', name: 'A', status: 2, type: '1', duration: 10 }

let answer: { status: number; body: string }
let catalogue: Catalogue
const lines: string[] = []
const kaltura = createServer((_request, response) => response.writeHead(answer.status).end(answer.body))

beforeAll(async () => {
  const origin = await listen(kaltura, { host: '127.0.0.1', port: 0 })
  const destination = { write: (line: string) => void lines.push(line) }
  const logger = createLogger({ level: 'debug', secrets: [], destination })
  const http = createOutboundHttp({ allowedOrigins: [origin], logger })
  const client = createKalturaClient({ http, endpoint: `${origin}/api_v3`, partnerId: 1, logger })
  catalogue = createCatalogue(client, () => KS)
})
afterAll(() => {
  kaltura.closeAllConnections()
  kaltura.close()
})
beforeEach(() => {
  lines.length = 0
})

const says = (body: unknown, status = 200) => {
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) }
}
const refuses = (code: string) =>
  says({ objectType: 'KalturaAPIException', code, message: `Invalid KS "${KS}", canary`, args: { KS } })

describe('what Kaltura answers', () => {
  it('is read without the entries that are unlike all others', async () => {
    says({ objects: [ENTRY, { ...ENTRY, id: '../../' }, null, { id: 7 }], totalCount: 4 })
    const page = await catalogue.list(PAGE)
    expect(page.ok && page.value.entries.map(entry => [entry.id, entry.status])).toEqual([
      ['0_abcd1234', '2'],
    ])
    says({ objects: [{ object: ENTRY }, { object: 'nonsense' }, {}], totalCount: 3 })
    const found = await catalogue.search('a', PAGE)
    expect(found.ok && found.value.entries.map(entry => entry.id)).toEqual(['0_abcd1234'])
  })

  it.each([
    ['INVALID_KS', 'kaltura_unavailable'],
    ['SERVICE_FORBIDDEN', 'kaltura_unavailable'],
    ['ENTRY_ID_NOT_FOUND', 'video_not_found'],
    ['INVALID_ENTRY_ID', 'video_not_found'],
  ])('as %s is passed on by its code alone: its message may hold the session', async (refusal, code) => {
    refuses(refusal)
    const entry = await catalogue.get('0_abcd1234')
    expect(entry).toMatchObject({ ok: false, error: { code } })
    expect(lines.map(line => JSON.parse(line))).toEqual([expect.objectContaining({ code: refusal })])
    expect(JSON.stringify(entry) + lines.join('')).not.toMatch(/canary|djJ8/)
  })

  it.each([
    ['a page of something else', '<html>maintenance, canary</html>', 200],
    ['half an answer', '{"objects":[{"id":"canary', 200],
    ['another shape', { objects: 'canary', totalCount: 'many' }, 200],
    ['nothing', '', 200],
    ['another status', { objects: [], totalCount: 0 }, 302],
  ])('is not believed when it is %s', async (_name, body, status) => {
    says(body, status)
    const page = await catalogue.list(PAGE)
    expect(page).toMatchObject({ ok: false, error: { code: 'kaltura_unavailable', retryAfterS: 5 } })
    expect(lines.join('')).not.toContain('canary')
  })
})
