import type { Video, VideoPage } from '@kaltura-discord/shared/protocol/http.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kalturaAway, videoNotFound } from '../../kaltura/kalturaFailure.ts'
import { type Result, succeed } from '../../platform/result.ts'
import { createVideoChoices, type VideoChoices } from './videoChoices.ts'

const video = (id: string, name: string, durationS: number | null = 750): Video => ({
  id,
  name,
  description: '',
  tags: [],
  kind: durationS === null ? 'live' : 'vod',
  durationS,
  dvrWindowS: null,
  thumbnailUrl: `/api/v1/videos/${id}/thumbnail`,
  createdAt: '2026-01-01T00:00:00.000Z',
  plays: 0,
})
const ALPS = video('0_alps', 'The Alps')
const SEA = video('0_sea', 'The sea', 3723)
const NEWS = video('0_news', 'News', null)
const SHELF = [ALPS, SEA, NEWS]

const ANA = { userId: '1400000000000000001' }
const BEN = { userId: '1400000000000000002' }

/** A library behind which Kaltura may be slow or away. */
let library: { asked: string[]; waitMs: number; isAway: boolean }
let choose: VideoChoices

async function answer<T>(what: string, value: () => Result<T>): Promise<Result<T>> {
  library.asked.push(what)
  if (library.waitMs > 0) await new Promise(resolve => setTimeout(resolve, library.waitMs))
  return library.isAway ? kalturaAway() : value()
}
const pageOf = (videos: Video[]): Result<VideoPage> =>
  succeed({ videos, total: videos.length, nextCursor: null })

beforeEach(() => {
  vi.useFakeTimers()
  library = { asked: [], waitMs: 0, isAway: false }
  choose = createVideoChoices({
    clock: { nowMs: () => Date.now() },
    videos: {
      list: () => answer('', () => pageOf(SHELF)),
      search: text => answer(text, () => pageOf(SHELF.filter(({ name }) => name.includes(text)))),
      get: id =>
        answer(`id ${id}`, () => {
          const found = SHELF.find(each => each.id === id)
          return found ? succeed(found) : videoNotFound()
        }),
    },
  })
})
afterEach(() => {
  vi.useRealTimers()
})

/** What is proposed, and how long that took, ms. */
async function ask(text: string, asker = ANA) {
  const startedMs = Date.now()
  const asking = choose(text, asker).then(choices => ({ choices, tookMs: Date.now() - startedMs }))
  await vi.advanceTimersByTimeAsync(250)
  return asking
}
const namesFor = async (text: string, asker = ANA) => (await ask(text, asker)).choices.map(({ name }) => name)
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('proposals', () => {
  it('are the newest videos for nothing, each with its length and standing for its id', async () => {
    expect((await ask('')).choices).toEqual([
      { name: 'The Alps · 12:30', value: '0_alps' },
      { name: 'The sea · 1:02:03', value: '0_sea' },
      { name: 'News · Live', value: '0_news' },
    ])
  })

  it('are what Kaltura finds for a text', async () => {
    expect(await namesFor('  The   sea ')).toEqual(['The sea · 1:02:03'])
    expect(library.asked).toEqual(['The sea'])
  })

  it.each(['0_sea', ' `0_sea` ', '<https://kaltura.example.com/embed?entry_id=0_sea&x=1>', '/media/t/0_sea'])(
    'are the video that was pasted: %s',
    async pasted => {
      expect(await namesFor(pasted)).toEqual(['The sea · 1:02:03'])
    },
  )

  it('are none for a text or an id that nothing has', async () => {
    expect(await namesFor('0_nothere')).toEqual([])
    expect(await namesFor('x'.repeat(5_000))).toEqual([])
    expect(await namesFor('\ud800')).toEqual([])
  })
})

describe('whoever types', () => {
  it('has an answer in time from what is known, while the look-up goes on', async () => {
    await namesFor('')
    library.waitMs = 10_000
    const first = await ask('sea')
    expect(first).toEqual({ choices: [{ name: 'The sea · 1:02:03', value: '0_sea' }], tookMs: 200 })
    expect(await ask('THE nothing')).toEqual({ choices: [], tookMs: 200 })
    await later(10_000)
    expect(await ask('sea')).toMatchObject({ choices: first.choices, tookMs: 0 })
  })

  it('waits for nothing that is only a little old', async () => {
    await namesFor('sea')
    library.waitMs = 100
    await later(60_000)
    expect((await ask('sea')).tookMs).toBe(0)
    expect(library.asked).toEqual(['sea', 'sea'])
    await later(400_000)
    expect((await ask('sea')).tookMs).toBe(100)
  })

  it('goes on with what is known while Kaltura is away, for an hour', async () => {
    await namesFor('')
    library.isAway = true
    await later(50 * 60_000)
    expect(await namesFor('')).toHaveLength(3)
    expect(await namesFor('alps')).toEqual(['The Alps · 12:30'])
    await later(20 * 60_000)
    expect(await namesFor('')).toEqual([])
    expect(await namesFor('alps')).toEqual([])
  })

  it('asks Kaltura once for a text, with others who type the same', async () => {
    library.waitMs = 10_000
    await Promise.all([ask('sea'), ask('sea', BEN), ask('sea')])
    expect(library.asked).toEqual(['sea'])
  })

  it('can make us ask only so often, and keeps nobody else from it (ASVS 2.4.1)', async () => {
    await namesFor('')
    library.asked.length = 0
    for (let n = 0; n < 40; n++) await choose(`The ${n}`, ANA)
    expect(library.asked).toHaveLength(9)
    expect(await namesFor('Alps')).toEqual(['The Alps · 12:30'])
    expect(library.asked).toHaveLength(9)
    expect(await namesFor('Alps', BEN)).toEqual(['The Alps · 12:30'])
    expect(library.asked).toHaveLength(10)
    await later(1_000)
    await namesFor('sea')
    expect(library.asked).toHaveLength(11)
  })

  it('is one of many: no more than twenty look-ups run at a time', async () => {
    library.waitMs = 10_000
    await Promise.all(Array.from({ length: 40 }, (_, n) => ask(`text ${n}`, { userId: String(n) })))
    expect(library.asked).toHaveLength(20)
  })
})
