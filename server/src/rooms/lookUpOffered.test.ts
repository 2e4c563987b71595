import type { Offer, VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fail, type Result, succeed } from '../platform/result.ts'
import { lookUpOffered } from './lookUpOffered.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const film = (entryId: string): VideoSummary => ({
  entryId,
  name: entryId,
  kind: 'vod',
  durationS: 60,
  dvrWindowS: null,
})
const offerOf = (count: number): Offer => ({
  items: Array.from({ length: count }, (_, index) => ({
    id: `item ${index}`,
    video: film(`0_${index}`),
    by: '1',
    byName: 'Ana',
  })),
  video: null,
  positionS: 0,
  keptAtMs: 0,
  fromRoomId: 'before',
})

it('QU11 waits for a library that doesn’t answer, and not for ever', async () => {
  const found = lookUpOffered(offerOf(3), async entryId =>
    entryId === '0_1' ? new Promise<Result<VideoSummary>>(() => {}) : succeed(film(entryId)),
  )
  await vi.advanceTimersByTimeAsync(10_000)
  expect([...((await found).lookedUp?.keys() ?? [])]).toEqual(['0_0', '0_2'])
})

it('QU11 asks a library that is away no further', async () => {
  let asked = 0
  const { lookedUp } = await lookUpOffered(offerOf(200), async () => {
    asked++
    return fail('kaltura_unavailable', 'Away.')
  })
  expect(lookedUp?.size).toBe(0)
  expect(asked).toBeLessThan(20)
})
