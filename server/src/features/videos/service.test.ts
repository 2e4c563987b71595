import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKalturaClient } from '../../kaltura/client.ts'
import { createKalturaCatalogue } from '../../kaltura/kalturaCatalogue.ts'
import { createKalturaSessions } from '../../kaltura/kalturaSessions.ts'
import { createSecretSessions } from '../../kaltura/secretSessions.ts'
import { createLogger } from '../../platform/logger.ts'
import { createOutboundHttp } from '../../platform/outboundHttp.ts'
import { Secret } from '../../platform/secret.ts'
import { listen } from '../../transport/listen.ts'
import { createVideoService, type VideoService } from './service.ts'

const UNKNOWN = { objectType: 'KalturaAPIException', code: 'ENTRY_ID_NOT_FOUND', message: '' }
const ENTRY = { id: '0_known', name: 'A', status: 2, type: 1, thumbnailUrl: 'https://cdn.example.com/a' }

let asked = 0
let videos: VideoService
const time = { nowMs: 1_000 }
const kaltura = createServer((request, response) => {
  asked += 1
  const known = /\/(?:list|searchEntry)$/.test(request.url ?? '')
  response.end(JSON.stringify(known ? { objects: [ENTRY], totalCount: 1 } : UNKNOWN))
})

beforeAll(async () => {
  const origin = await listen(kaltura, { host: '127.0.0.1', port: 0 })
  const endpoint = `${origin}/api_v3`
  const partnerId = 1
  const clock = { nowMs: () => time.nowMs }
  const logger = createLogger({ level: 'silent', secrets: [] })
  const http = createOutboundHttp({ allowedOrigins: [origin], logger })
  const client = createKalturaClient({ http, endpoint, partnerId, logger })
  const source = createSecretSessions({ partnerId, adminSecret: new Secret('s'), endpoint, clock })
  const catalogue = createKalturaCatalogue(client, createKalturaSessions(source, clock))
  videos = createVideoService({ catalogue, clock })
})
afterAll(() => {
  kaltura.closeAllConnections()
  kaltura.close()
})

describe('a page', () => {
  it('is found by nothing that merely looks like what asked for it', async () => {
    expect((await videos.list({ limit: 5 })).ok).toBe(true)
    expect((await videos.search('b c', { limit: 5 })).ok).toBe(true)
    for (const cursor of ['first', '', 'null'])
      expect(await videos.list({ limit: 5, cursor })).toMatchObject({ error: { code: 'invalid_request' } })
    expect(await videos.search('c', { limit: 5, cursor: 'first b' })).toMatchObject({
      error: { code: 'invalid_request' },
    })
    asked = 0
    expect((await videos.list({ limit: 5 })).ok).toBe(true)
    expect((await videos.search('b c', { limit: 5 })).ok).toBe(true)
    expect(asked).toBe(0)
  })
})

describe('thumbnails, which anybody may ask for', () => {
  it('make us ask Kaltura for unknown entries only so often, and never keep known ones away (ASVS 2.4.1)', async () => {
    expect((await videos.list({ limit: 10 })).ok).toBe(true)
    asked = 0
    const codes: string[] = []
    for (let n = 0; n < 250; n++) {
      const source = await videos.thumbnailSource(`0_none${n}`, 320)
      if (!source.ok) codes.push(source.error.code)
    }
    expect(codes.filter(code => code === 'video_not_found')).toHaveLength(200)
    expect(codes.filter(code => code === 'rate_limited')).toHaveLength(50)
    expect(asked).toBe(200)
    expect(await videos.thumbnailSource(ENTRY.id, 320)).toEqual({
      ok: true,
      value: `${ENTRY.thumbnailUrl}/width/320`,
    })
    time.nowMs += 1_000
    expect(await videos.thumbnailSource('0_none', 320)).toMatchObject({ error: { code: 'video_not_found' } })
  })
})
