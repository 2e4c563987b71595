import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCatalogue } from '../../kaltura/catalogue.ts'
import { createKalturaClient } from '../../kaltura/client.ts'
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
  const known = request.url?.endsWith('/list')
  response.end(JSON.stringify(known ? { objects: [ENTRY], totalCount: 1 } : UNKNOWN))
})

beforeAll(async () => {
  const origin = await listen(kaltura, { host: '127.0.0.1', port: 0 })
  const apiEndpoint = `${origin}/api_v3`
  const clock = { nowMs: () => time.nowMs }
  const logger = createLogger({ level: 'silent', secrets: [] })
  const http = createOutboundHttp({ allowedOrigins: [origin], logger })
  const client = createKalturaClient({ http, endpoint: apiEndpoint, partnerId: 1, logger })
  const adminSecret = new Secret('s')
  const config = { partnerId: 1, adminSecret, apiEndpoint, playerUrl: null, uiConfId: null }
  videos = createVideoService({ catalogue: createCatalogue(client, () => ''), config, clock })
})
afterAll(() => {
  kaltura.closeAllConnections()
  kaltura.close()
})

describe('thumbnails, which anybody may ask for', () => {
  it('make us ask Kaltura for unknown entries only so often, and never keep known ones away', async () => {
    expect((await videos.list({ limit: 10 })).ok).toBe(true)
    asked = 0
    const codes: string[] = []
    for (let n = 0; n < 250; n++) {
      const source = await videos.thumbnailSource(`0_none${n}`)
      if (!source.ok) codes.push(source.error.code)
    }
    expect(codes.filter(code => code === 'video_not_found')).toHaveLength(200)
    expect(codes.filter(code => code === 'rate_limited')).toHaveLength(50)
    expect(asked).toBe(200)
    expect(await videos.thumbnailSource(ENTRY.id)).toEqual({ ok: true, value: ENTRY.thumbnailUrl })
    time.nowMs += 1_000
    expect(await videos.thumbnailSource('0_none')).toMatchObject({ error: { code: 'video_not_found' } })
  })
})
