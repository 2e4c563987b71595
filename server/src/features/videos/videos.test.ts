import {
  type PlaybackSession,
  PlaybackSessionSchema,
  ProblemSchema,
  type Video,
  VideoPageSchema,
  VideoSchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct
let headers: Record<string, string>

beforeAll(async () => {
  product = await startTestProduct()
  headers = { authorization: `Bearer ${(await product.signIn('ana')).accessToken}` }
})
afterAll(() => product.close())
afterEach(() => product.sandbox.faults.clear())

const get = (path: string) => fetch(`${product.url}/api/v1${path}`, { headers })
const page = async (path: string) => VideoPageSchema.parse(await (await get(path)).json())
const codeOf = async (response: Response) => ProblemSchema.parse(await response.json()).code

describe('the library', () => {
  it('comes in pages that join without a gap', async () => {
    const whole = await page('/videos?limit=100')
    const videos: Video[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const part = await page(`/videos?limit=3${cursor && `&cursor=${cursor}`}`)
      videos.push(...part.videos)
      cursor = part.nextCursor
    }
    expect(videos.map(video => video.id)).toEqual(whole.videos.map(video => video.id))
    expect(whole.total).toBe(whole.videos.length)
    expect(whole.videos.map(video => video.kind)).toContain('live')
  })

  it('is searched by words', async () => {
    const found = await page(`/videos/search?q=${encodeURIComponent('test card')}`)
    expect(found.videos.map(video => video.id)).toContain('0_testcard')
    expect((await page('/videos/search?q=zzzzqqqq')).videos).toEqual([])
    expect(await codeOf(await get('/videos/search'))).toBe('invalid_request')
    expect(await codeOf(await get('/videos?limit=0'))).toBe('invalid_request')
  })

  it.each(['/videos?cursor=bogus', '/videos?cursor=p0', "/videos/search?q=a&cursor='", '/videos?cursor='])(
    'takes no cursor that it did not give out: %s',
    async path => {
      const problem = ProblemSchema.parse(await (await get(path)).json())
      expect(problem).toMatchObject({ status: 400, code: 'invalid_request', field: 'cursor' })
    },
  )

  it('knows each video of a page without asking for it again', async () => {
    const { videos } = await page('/videos?limit=7')
    const asked = product.sandbox.traffic.entries().length
    for (const { id } of videos) expect((await get(`/videos/${id}`)).status).toBe(200)
    expect(product.sandbox.traffic.entries()).toHaveLength(asked)
  })

  it('shows one video, recorded or live', async () => {
    const recorded = VideoSchema.parse(await (await get('/videos/0_testcard')).json())
    expect(recorded).toMatchObject({ kind: 'vod', dvrWindowS: null })
    expect(recorded.durationS).toBeGreaterThan(0)
    const live = VideoSchema.parse(await (await get('/videos/1_live')).json())
    expect(live).toMatchObject({ kind: 'live', durationS: null })
    expect(live.dvrWindowS).toBeGreaterThanOrEqual(60)
  })

  it.each(['0_nothere1', 'nonsense', '0_testcard%2f..', "0_a'--"])('has no %s', async id => {
    expect(await codeOf(await get(`/videos/${id}`))).toBe('video_not_found')
    expect(await codeOf(await postJson(`${product.url}/api/v1/videos/${id}/session`, {}, headers))).toBe(
      'video_not_found',
    )
    expect((await fetch(`${product.url}/api/v1/videos/${id}/thumbnail`)).status).toBe(404)
  })

  it('brings thumbnails from our own origin, in a few widths', async () => {
    const response = await fetch(`${product.url}/api/v1/videos/0_testcard/thumbnail?width=200`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+/)
    const asked = product.sandbox.traffic.entries().map(entry => entry.url)
    expect(asked.filter(url => url.includes('/width/320'))).toHaveLength(1)
    await fetch(`${product.url}/api/v1/videos/0_testcard/thumbnail?width=201`)
    expect(product.sandbox.traffic.entries()).toHaveLength(asked.length)
  })

  it('is for those who have signed in', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer x', 'Basic eA==']) {
      const response = await fetch(`${product.url}/api/v1/videos`, { headers: { authorization } })
      expect([authorization, response.status]).toEqual([authorization, 401])
    }
  })
})

describe('the right to play', () => {
  const sessionFor = async (id: string): Promise<PlaybackSession> =>
    PlaybackSessionSchema.parse(
      await (await postJson(`${product.url}/api/v1/videos/${id}/session`, {}, headers)).json(),
    )

  it('is for one video and one person, and outlives the video a little', async () => {
    const session = await sessionFor('0_lecture')
    expect(session).toMatchObject({
      entryId: '0_lecture',
      partnerId: '1234567',
      userId: 'discord_1400000000000000001',
    })
    expect(session.privileges).toBe('sview:0_lecture')
    const { durationS } = VideoSchema.parse(await (await get('/videos/0_lecture')).json())
    const lastsS = session.expiry - Date.now() / 1000
    expect(lastsS).toBeGreaterThan(durationS ?? 0)
    expect(lastsS).toBeLessThan((durationS ?? 0) + 16 * 60)
  })

  it('is accepted by Kaltura for that video, and for no other', async () => {
    const { ks } = await sessionFor('0_testcard')
    const kaltura = product.environment['KALTURA_API_ENDPOINT']
    const play = async (entryId: string) => {
      const url = `${kaltura}/service/baseentry/action/getPlaybackContext`
      const contextDataParams = { objectType: 'KalturaContextDataParams', flavorTags: 'all' }
      return (await postJson(url, { ks, entryId, contextDataParams, format: 1 })).text()
    }
    expect(await play('0_testcard')).toContain('"sources"')
    expect(await play('0_lecture')).not.toContain('a.m3u8')
  })
})

describe('while Kaltura is away', () => {
  it('the library says so, and what was seen before stays', async () => {
    await get('/videos/0_testcard')
    product.sandbox.faults.add({ service: 'kaltura', kind: 'fail', status: 500 })
    const response = await get('/videos/search?q=never-asked-before')
    expect(response.headers.get('retry-after')).not.toBeNull()
    expect(await codeOf(response)).toBe('kaltura_unavailable')
    expect((await get('/videos/0_testcard')).status).toBe(200)
  })
})
