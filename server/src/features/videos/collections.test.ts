import {
  AccessSchema,
  type CollectionPage,
  CollectionPageSchema,
} from '@kaltura-discord/shared/protocol/http/collections.ts'
import { ProblemSchema, VideoPageSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct
let headers: Record<string, string>
let ofBen: Record<string, string>

const signedIn = async (who: 'ana' | 'ben') => ({
  authorization: `Bearer ${(await product.signIn(who)).accessToken}`,
})

beforeAll(async () => {
  product = await startTestProduct()
  headers = await signedIn('ana')
  ofBen = await signedIn('ben')
})
afterAll(() => product.close())

const get = (path: string) => fetch(`${product.url}/api/v1/collections${path}`, { headers })
const list = async (query = ''): Promise<CollectionPage> =>
  CollectionPageSchema.parse(await (await get(query)).json())
const videosOf = async (path: string) => {
  const { videos, nextCursor } = VideoPageSchema.parse(await (await get(`/${path}`)).json())
  return { ids: videos.map(({ id }) => id), nextCursor }
}
const problem = async (response: Response) => ProblemSchema.parse(await response.json())

describe('playlists and categories', () => {
  it('are listed together, with how much is in them', async () => {
    const { collections, nextCursor } = await list()
    expect(collections.map(({ kind, id, count }) => [kind, id, count])).toEqual([
      ['playlist', '0_shorts', null],
      ['playlist', '0_spring', 0],
      ['playlist', '0_winter', 3],
      ['category', '310001', expect.any(Number)],
      ['category', '310003', 4],
      ['category', '310002', 2],
    ])
    expect(nextCursor).toBeNull()
  })

  it('are paged side by side, and searched by their names', async () => {
    const first = await list('?limit=2')
    expect(first.collections.map(({ id }) => id)).toEqual(['0_shorts', '0_spring', '310001', '310003'])
    const second = await list(`?limit=2&cursor=${first.nextCursor}`)
    expect(second.collections.map(({ id }) => id)).toEqual(['0_winter', '310002'])
    expect(second.nextCursor).toBeNull()
    expect((await list('?q=talks')).collections.map(({ name }) => name)).toEqual(['Talks'])
    const other = await problem(await get(`?limit=2&q=talks&cursor=${first.nextCursor}`))
    expect([other.code, other.field]).toEqual(['invalid_request', 'cursor'])
  })

  it('give what can be watched of them, in their order, page by page', async () => {
    const first = await videosOf('playlist/0_winter/videos?limit=2')
    expect(first.ids).toEqual(['0_public', '0_harbour'])
    const second = await videosOf(`playlist/0_winter/videos?limit=2&cursor=${first.nextCursor}`)
    expect(second).toEqual({ ids: ['0_alps'], nextCursor: null })
    expect(await videosOf('category/310002/videos')).toEqual({
      ids: ['0_lecture', '0_science'],
      nextCursor: null,
    })
    expect((await videosOf('playlist/0_spring/videos')).ids).toEqual([])
  })

  it.each(['playlist/0_none', 'playlist/junk', 'category/1', 'category/0_winter', 'playlist/310002'])(
    'are not there, and said not to be: %s',
    async path => {
      const response = await get(`/${path}/videos`)
      expect([response.status, (await problem(response)).code]).toEqual([404, 'not_found'])
    },
  )
})

describe('who may watch what', () => {
  const ask = async (entryIds: readonly string[], as: Record<string, string>) =>
    AccessSchema.parse(await (await postJson(`${product.url}/api/v1/videos/access`, { entryIds }, as)).json())
      .refused

  it('is what Kaltura tells each member, and what nobody knows is not refused', async () => {
    const { library } = product.sandbox
    const lecture = library.findLiving('0_lecture')
    if (lecture) library.add({ ...lecture, refusedTo: ['discord_1400000000000000002'] })
    const entryIds = ['0_testcard', '0_lecture', '1_live']
    expect(await ask(entryIds, headers)).toEqual([])
    expect(await ask(entryIds, ofBen)).toEqual(['0_lecture'])
  })

  it('is asked once for a member and a video', async () => {
    const asked = () =>
      product.sandbox.traffic.entries().filter(({ url }) => url.includes('multirequest')).length
    await ask(['0_forest', '0_night'], headers)
    const before = asked()
    expect(await ask(['0_night', '0_forest', '0_night'], headers)).toEqual([])
    expect(asked()).toBe(before)
    await ask(['0_night'], ofBen)
    expect(asked()).toBe(before + 1)
  })
})

describe('while Kaltura is away', () => {
  it('both say so', async () => {
    product.sandbox.faults.add({ service: 'kaltura', kind: 'fail', status: 500 })
    const away = [
      await get('?q=another'),
      await postJson(`${product.url}/api/v1/videos/access`, { entryIds: ['0_alps'] }, headers),
    ]
    for (const response of away)
      expect([response.status, (await problem(response)).code]).toEqual([503, 'kaltura_unavailable'])
  })
})
