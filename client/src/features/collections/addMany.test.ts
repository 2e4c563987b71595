import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import type { Video, VideoPage } from '@kaltura-discord/shared/protocol/http.ts'
import { MAX_ADDED } from '@kaltura-discord/shared/room/limits.ts'
import { describe, expect, it } from 'vitest'
import { addMany, type Progress } from './addMany.ts'

const video = (index: number): Video => ({
  id: `0_${index}`,
  name: '',
  description: '',
  tags: [],
  kind: 'vod',
  durationS: 1,
  dvrWindowS: null,
  thumbnailUrl: '',
  createdAt: '2026-01-01T00:00:00Z',
  plays: 0,
})

const fine: CommandAck = { ok: true, seq: 1 }
const refused = (code: 'video_not_found' | 'queue_full', field?: string): CommandAck => ({
  ok: false,
  error: { code, message: '', field },
})

interface Rig {
  readonly count: number
  readonly room?: number
  readonly skip?: number
  readonly knowsTotal?: boolean
  readonly answer?: (entryIds: readonly string[], call: number) => CommandAck
  readonly afterPart?: (call: number, cancel: () => void) => void
}

/** A collection of so many, in pages of 100. */
async function run({ count, room = 200, skip = 0, knowsTotal = true, answer, afterPart }: Rig) {
  const parts: (readonly string[])[] = []
  const progress: Progress[] = []
  const cancelling = new AbortController()
  const page = async (cursor: string | null): Promise<{ ok: true; value: VideoPage }> => {
    const from = Number(cursor ?? 0)
    const videos = Array.from({ length: Math.min(100, count - from) }, (_, index) => video(from + index))
    const nextCursor = from + 100 < count ? String(from + 100) : null
    return { ok: true, value: { videos, total: knowsTotal ? count : null, nextCursor } }
  }
  const added = await addMany({
    page,
    async add(entryIds) {
      parts.push(entryIds)
      afterPart?.(parts.length, () => cancelling.abort())
      return answer?.(entryIds, parts.length) ?? fine
    },
    room,
    skip,
    signal: cancelling.signal,
    onProgress: each => void progress.push(each),
  })
  return { added, parts, progress }
}

describe('all of a playlist', () => {
  it('is added in parts, in its order, and says how far it is', async () => {
    const { added, parts, progress } = await run({ count: 120 })
    expect(added).toEqual({ added: 120, leftOut: 0, stopped: false, refusal: null })
    expect(parts.map(each => each.length)).toEqual([MAX_ADDED, MAX_ADDED, 20])
    expect(parts.flat().at(-1)).toBe('0_119')
    expect(progress.at(-1)).toEqual({ done: 100, total: 120 })
  })

  it('is added as far as there is room, and says what is left out', async () => {
    expect((await run({ count: 500, room: 30 })).added).toMatchObject({ added: 30, leftOut: 470 })
    expect((await run({ count: 500, knowsTotal: false })).added).toMatchObject({ added: 200, leftOut: null })
    expect((await run({ count: 3, room: 0 })).added).toMatchObject({ added: 0, leftOut: 3 })
    expect((await run({ count: 0 })).added).toMatchObject({ added: 0, leftOut: 0, refusal: null })
  })

  it('is added without the first where that is on already', async () => {
    const { added, parts } = await run({ count: 4, skip: 1 })
    expect([added.added, parts]).toEqual([3, [['0_1', '0_2', '0_3']]])
  })

  it('goes without one that has just left the library, and not on for ever', async () => {
    const { added, parts } = await run({
      count: 4,
      answer: entryIds =>
        entryIds.includes('0_1') ? refused('video_not_found', 'command.entryIds.1') : fine,
    })
    expect(added).toMatchObject({ added: 3, leftOut: 1 })
    expect(parts.at(-1)).toEqual(['0_0', '0_2', '0_3'])
    const never = await run({ count: 40, answer: () => refused('video_not_found', 'command.entryIds.0') })
    expect(never.added).toMatchObject({ added: 0, refusal: 'video_not_found' })
    expect(never.parts.length).toBeLessThan(10)
  })

  it('ends where somebody else has filled the queue meanwhile', async () => {
    const { added } = await run({
      count: 80,
      answer: (_, call) => (call === 1 ? fine : refused('queue_full')),
    })
    expect(added).toEqual({ added: 50, leftOut: 30, stopped: false, refusal: 'queue_full' })
  })

  it('can be stopped: what is in by then stays', async () => {
    const { added, parts } = await run({ count: 120, afterPart: (call, cancel) => call === 1 && cancel() })
    expect(added).toMatchObject({ added: 50, leftOut: 70, stopped: true })
    expect(parts).toHaveLength(1)
  })
})
