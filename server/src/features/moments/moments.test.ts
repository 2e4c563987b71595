import {
  type CaptionHits,
  CaptionHitsSchema,
  type Moments,
  MomentsSchema,
} from '@kaltura-discord/shared/protocol/http/moments.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APP_TOKEN_ENVIRONMENT } from '../../../../sandbox/src/startSandbox.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct
let headers: Record<string, string>

beforeAll(async () => {
  // With the role that the set-up gives, which may do less than an administrator.
  product = await startTestProduct({ ...APP_TOKEN_ENVIRONMENT, KALTURA_ADMIN_SECRET: '' })
  headers = { authorization: `Bearer ${(await product.signIn('ana')).accessToken}` }
})
afterAll(() => product.close())

const get = (path: string) => fetch(`${product.url}/api/v1/videos/${path}`, { headers })
const moments = async (id: string): Promise<Moments> =>
  MomentsSchema.parse(await (await get(`${id}/moments`)).json())
const search = async (id: string, query: string): Promise<CaptionHits> =>
  CaptionHitsSchema.parse(await (await get(`${id}/captions/search?${query}`)).json())
const problem = async (path: string) => ProblemSchema.parse(await (await get(path)).json())
const downloads = () =>
  product.sandbox.traffic.entries().filter(({ url }) => url.includes('captionasset/action/serve')).length

describe('moments of a video', () => {
  it('are its chapters by time and no slides, its captions with the default first, and a picture of stills', async () => {
    const { chapters, captions, slices } = await moments('0_lecture')
    expect(chapters).toHaveLength(12)
    expect(chapters.slice(0, 2)).toEqual([
      { startS: 0, title: 'One clock' },
      { startS: 60, title: 'What a stream is' },
    ])
    expect(captions.map(({ language, label }) => [language, label])).toEqual([
      ['en', 'English'],
      ['de', 'Deutsch'],
    ])
    expect(slices).toEqual({ count: 100, width: 164, url: '/api/v1/videos/0_lecture/slices' })
    expect((await moments('0_alps')).chapters[1]).toEqual({ startS: 12.5, title: 'Blaue Stunde' })
  })

  it('are none of a video without any, and of one that is live', async () => {
    expect(await moments('0_harbour')).toMatchObject({ chapters: [], captions: [], slices: { count: 100 } })
    expect(await moments('1_live')).toEqual({ chapters: [], captions: [], slices: null })
    expect((await problem('0_nothere/moments')).code).toBe('video_not_found')
  })

  it('have their stills on our own origin, for pages that can’t sign in', async () => {
    const response = await fetch(`${product.url}/api/v1/videos/0_testcard/slices`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50_000)
    for (const id of ['1_live', '0_nothere'])
      expect((await fetch(`${product.url}/api/v1/videos/${id}/slices`)).status).toBe(404)
  })
})

describe('a search in captions', () => {
  it('finds what is said, without case and accents, in SubRip and in TTML', async () => {
    expect(await search('0_lecture', 'q=FOLLOWS&language=en')).toEqual({
      hits: [
        {
          startS: 18,
          language: 'en',
          text: 'and every player follows.',
          found: [[17, 24]],
          before: 'One clock. The server says when,',
          after: 'Your own watch may be wrong all day long.',
        },
      ],
      total: 1,
      nextCursor: null,
      unreadable: [],
    })
    const { hits } = await search('0_lecture', 'q=verzogerung+messen&language=de')
    expect(hits.map(({ startS, text }) => [startS, text])).toEqual([[120, 'Verzögerung messen: oft fragen']])
  })

  it('goes over all languages in the order of time, unless it is told one', async () => {
    const { hits } = await search('0_lecture', 'q=server')
    expect(hits.map(({ startS, language }) => [startS, language])).toEqual([
      [0, 'en'],
      [0, 'de'],
    ])
    expect(await problem('0_lecture/captions/search?q=a&language=fr')).toMatchObject({
      code: 'not_found',
      field: 'language',
    })
  })

  it('comes in pages that join, and takes no cursor of another search', async () => {
    const whole = await search('0_testcard', 'q=dot&language=en&limit=100')
    const starts: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: CaptionHits = await search(
        '0_testcard',
        `q=dot&language=en&limit=7${cursor && `&cursor=${cursor}`}`,
      )
      starts.push(...page.hits.map(({ startS }) => startS))
      cursor = page.nextCursor
    }
    expect([starts, starts.length]).toEqual([whole.hits.map(({ startS }) => startS), whole.total])
    const { nextCursor } = await search('0_testcard', 'q=dot&language=en&limit=7')
    for (const path of [`q=white&language=en&cursor=${nextCursor}`, 'q=dot&cursor=7.1', 'q=dot&cursor='])
      expect(await problem(`0_testcard/captions/search?${path}`)).toMatchObject({
        status: 400,
        field: 'cursor',
      })
  })

  it('finds nothing where nothing is said, and says so of a file that nobody can read', async () => {
    expect(await search('0_lecture', 'q=zzzz')).toMatchObject({ hits: [], total: 0 })
    expect(await search('0_harbour', 'q=a')).toMatchObject({ hits: [], total: 0, unreadable: [] })
    expect(await search('1_live', 'q=a')).toMatchObject({ hits: [], total: 0 })
    expect(await problem('0_science/captions/search?q=tides')).toMatchObject({
      status: 409,
      code: 'captions_unreadable',
    })
    expect(await problem('0_lecture/captions/search?q=')).toMatchObject({ status: 400, field: 'q' })
  })

  it('asks Kaltura once for each file, read or not', async () => {
    await search('0_testcard', 'q=dot')
    await problem('0_science/captions/search?q=tides')
    const before = downloads()
    await search('0_testcard', 'q=octave')
    await problem('0_science/captions/search?q=sea')
    expect(downloads()).toBe(before)
  })
})
