import {
  type PlaybackSession,
  PlaybackSessionSchema,
  ProblemSchema,
  type VideoPage,
  VideoPageSchema,
  VideoSchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createRoomClock } from '../../platform/roomClock.ts'
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
/** Questions about entries that Kaltura has been asked so far. */
const entryCalls = () =>
  product.sandbox.traffic.entries().filter(({ url }) => /baseentry|esearch/.test(url)).length
/** All pages from a first one on. */
async function walk(path: string, first: VideoPage, act: () => void = () => {}): Promise<string[]> {
  const ids = first.videos.map(({ id }) => id)
  act()
  let { nextCursor } = first
  while (nextCursor !== null) {
    const next: VideoPage = await page(`${path}&cursor=${nextCursor}`)
    expect(next.total).toBe(first.total)
    ids.push(...next.videos.map(({ id }) => id))
    nextCursor = next.nextCursor
  }
  return ids
}
const codeOf = async (response: Response) => ProblemSchema.parse(await response.json()).code

describe('the library', () => {
  it('is brought by one question to Kaltura', async () => {
    const before = entryCalls()
    await page('/videos?limit=99')
    expect(entryCalls() - before).toBe(1)
  })

  it('comes in pages that join without a gap', async () => {
    const whole = await page('/videos?limit=100')
    const ids = await walk('/videos?limit=3', await page('/videos?limit=3'))
    expect(ids).toEqual(whole.videos.map(({ id }) => id))
    expect(whole.total).toBe(whole.videos.length)
    expect(whole.videos.map(({ kind }) => kind)).toContain('live')
  })

  it('comes whole though it changes between the pages', async () => {
    const { library } = product.sandbox
    const added = (id: string, createdDaysAgo: number) =>
      library.add({ id, createdDaysAgo, name: id, description: '', tags: '', durationS: 10 })
    added('0_goes', 30)
    const whole = await page('/videos?limit=98')
    const first = await page('/videos?limit=4')
    const ids = await walk('/videos?limit=4', first, () => {
      added('0_newer', 0.01)
      added('0_older', 1_000)
      library.remove('0_goes')
      library.remove(first.videos[1]?.id ?? '')
    })
    const expected = whole.videos.map(({ id }) => id).filter(id => id !== '0_goes')
    expect(ids).toEqual([...expected, '0_older'])
  })

  it('comes whole though many were made in the same second', async () => {
    const twins = Array.from({ length: 7 }, (_, index) => `0_twin${index}`)
    for (const id of twins)
      product.sandbox.library.add({
        id,
        createdDaysAgo: 5,
        name: id,
        description: '',
        tags: '',
        durationS: 10,
      })
    const ids = await walk('/videos?limit=2', await page('/videos?limit=2'))
    expect(ids.filter(id => id.includes('twin')).toSorted()).toEqual(twins)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is searched in pages that join', async () => {
    const whole = await page('/videos/search?q=twin&limit=100')
    const ids = await walk('/videos/search?q=twin&limit=3', await page('/videos/search?q=twin&limit=3'))
    expect(ids).toEqual(whole.videos.map(({ id }) => id))
    expect(whole.total).toBe(7)
  })

  it('takes no cursor of another list', async () => {
    const { nextCursor: ofList } = await page('/videos?limit=2')
    const { nextCursor: ofSearch } = await page('/videos/search?q=twin&limit=3')
    for (const path of [
      `/videos/search?q=twin&cursor=${ofList}`,
      `/videos/search?q=other&cursor=${ofSearch}`,
      `/videos?cursor=${ofSearch}`,
      `/videos?cursor=${ofList?.replace(/^./, 'A')}`,
    ])
      expect(ProblemSchema.parse(await (await get(path)).json())).toMatchObject({
        status: 400,
        code: 'invalid_request',
        field: 'cursor',
      })
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
    const asked = entryCalls()
    for (const { id } of videos) expect((await get(`/videos/${id}`)).status).toBe(200)
    expect(entryCalls()).toBe(asked)
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

  it('is accepted by Kaltura for that video, and for no other (ASVS 8.2.2)', async () => {
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

describe.each([
  { kind: 'slow', delayMs: 10_000 },
  { kind: 'garble' },
  { kind: 'absent' },
  { kind: 'fail', status: 500 },
] as const)('while Kaltura is $kind', fault => {
  let troubled: TestProduct
  const clock = { aheadMs: 0 }

  beforeAll(async () => {
    const roomClock = createRoomClock()
    troubled = await startTestProduct({}, { clock: { nowMs: () => roomClock.nowMs() + clock.aheadMs } })
    clock.aheadMs = 0
  })
  afterAll(() => troubled.close())

  it('what was seen before stays and says how old it is; all else is refused with a time to come back', async () => {
    const bearer = { authorization: `Bearer ${(await troubled.signIn('ana')).accessToken}` }
    const ask = (path: string) => fetch(`${troubled.url}/api/v1${path}`, { headers: bearer })
    const listed = VideoPageSchema.parse(await (await ask('/videos')).json())
    expect(listed.asOf).toBeUndefined()
    troubled.sandbox.faults.add({ service: 'kaltura', ...fault })
    const away = await ask('/videos/search?q=never-asked-before')
    expect(await codeOf(away)).toBe('kaltura_unavailable')
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await codeOf(await ask('/videos/0_nothere1'))).toBe('kaltura_unavailable')
    const fresh = VideoSchema.parse(await (await ask('/videos/0_testcard')).json())
    expect(fresh.asOf).toBeUndefined()
    clock.aheadMs = 14 * 60_000
    const older = VideoSchema.parse(await (await ask('/videos/0_testcard')).json())
    expect(Date.parse(older.asOf ?? '')).toBeLessThanOrEqual(Date.now())
    const page = VideoPageSchema.parse(await (await ask('/videos')).json())
    expect(page.asOf).toBeDefined()
    expect(page.videos).toEqual(listed.videos)
  })
})
