import { describe, expect, it } from 'vitest'
import { MAX_QUEUE } from './limits.ts'
import { offerOf } from './offerOf.ts'
import { type Offer, openRoom, type QueueItem, type VideoSummary } from './roomState.ts'
import { ANA, BEN, FILM, filmCalled, gathered, LIVE, type Stage, watching } from './testing/stage.ts'

const RESTORE = { type: 'queue.restore' } as const
const DECLINE = { type: 'queue.declineOffer' } as const
const KEPT_AT_MS = 1_789_900_000_000

const kept = (entryId: string): QueueItem => ({
  id: `kept ${entryId}`,
  video: filmCalled(entryId),
  by: BEN,
  byName: 'Ben',
})

const OFFER: Offer = {
  items: [kept('0_a'), kept('0_b')],
  video: FILM,
  positionS: 75,
  keptAtMs: KEPT_AT_MS,
  fromRoomId: 'before',
}

const offered = (offer: Partial<Offer> = {}): Stage =>
  gathered(2, { ...openRoom('room', 'instance'), offer: { ...OFFER, ...offer } })

const queued = ({ room }: Stage): string[] => room.queue.items.map(({ video }) => video.entryId)
const leave = (stage: Stage, memberId: string) =>
  stage.accept(null, { type: 'room.leave', memberId, reason: 'left' })

/** What the room keeps once everybody has gone. */
function left(stage: Stage): Offer | null {
  for (const { id } of stage.room.members) leave(stage, id)
  return offerOf(stage.room, stage.nowMs)
}

describe('what an empty room keeps', () => {
  it('QU10 is what waits, and what was on, at its place', () => {
    const stage = watching(2)
    stage.accept(ANA, { type: 'queue.add', entryIds: ['0_a', '0_b'], where: 'last' })
    stage.pass(30_000)
    const offer = left(stage)
    expect(offer).toMatchObject({ video: FILM, keptAtMs: stage.nowMs, fromRoomId: 'room' })
    expect(offer?.positionS).toBeCloseTo(30, 1)
    expect(offer?.items.map(({ video }) => video.entryId)).toEqual(['0_a', '0_b'])
  })

  it('QU10 is nothing where nothing waits and all was over, or live', () => {
    expect(left(gathered(2))).toBeNull()
    expect(left(watching(2, LIVE))).toBeNull()
    const stage = watching(1)
    stage.accept(ANA, { type: 'playback.pause' })
    stage.accept(ANA, { type: 'playback.seek', positionS: 120 })
    expect(left(stage)).toBeNull()
  })
})

describe('whoever takes the offer', () => {
  it('QU11 finds what was on where it stood, and the rest behind it, as others had added it', () => {
    const stage = offered()
    stage.accept(ANA, RESTORE)
    expect(stage.room.video).toEqual(FILM)
    expect(stage.room.playback).toEqual({ mode: 'paused', positionS: 75, rate: 1, by: ANA })
    expect(stage.room.queue.items).toEqual(OFFER.items)
  })

  it('QU11 leaves out what has left the library, and is told how much', () => {
    const stage = offered()
    const lookedUp = new Map<string, VideoSummary | null>([
      [FILM.entryId, null],
      ['0_a', null],
    ])
    const events = stage.accept(ANA, RESTORE, { lookedUp })
    expect(events[0]).toMatchObject({ type: 'offer.restored', leftOut: 2 })
    // Nothing stood in the middle any more: the first that waits goes on.
    expect([stage.room.video?.entryId, queued(stage)]).toEqual(['0_b', []])
  })

  it('QU11 finds it under its new name, and no further than it is long by now', () => {
    const stage = offered({ items: [kept('0_a')] })
    const lookedUp = new Map([
      [FILM.entryId, { ...FILM, name: 'Film, cut', durationS: 60 }],
      ['0_a', { ...filmCalled('0_a'), name: 'Another name' }],
    ])
    stage.accept(ANA, RESTORE, { lookedUp })
    expect(stage.room).toMatchObject({ video: { name: 'Film, cut' }, playback: { positionS: 60 } })
    expect(stage.room.queue.items[0]?.video.name).toBe('Another name')
  })

  it('QU11 has it wait behind what waits here, where something is on here', () => {
    const stage = offered()
    stage.accept(ANA, { type: 'video.watch', entryId: '0_new' }, { video: filmCalled('0_new') })
    stage.accept(ANA, { type: 'queue.add', entryIds: ['0_x'], where: 'last' })
    stage.accept(BEN, RESTORE)
    expect(stage.room.video?.entryId).toBe('0_new')
    expect(queued(stage)).toEqual(['0_x', FILM.entryId, '0_a', '0_b'])
  })

  it('QU11 gets as much of it as there is room for, and is told of the rest', () => {
    const items = Array.from({ length: MAX_QUEUE }, (_, index) => kept(`0_${index}`))
    const stage = offered({ items })
    stage.accept(ANA, { type: 'queue.add', entryIds: ['0_first', '0_x', '0_y'], where: 'last' })
    const [restored] = stage.accept(ANA, RESTORE)
    expect(queued(stage)).toHaveLength(MAX_QUEUE)
    // The film is the first of what waits.
    expect(restored).toMatchObject({ leftOut: 3 })
  })
})

describe('UD1 taking back that it was put back', () => {
  const undo = (stage: Stage) =>
    stage.accept(BEN, { type: 'room.undo', actId: stage.room.undo?.id ?? 'none' })

  it('offers all of it again, and nothing of it is on or waits', () => {
    const stage = offered()
    stage.accept(ANA, RESTORE)
    undo(stage)
    expect(stage.room).toMatchObject({ video: null, playback: { mode: 'idle' }, queue: { items: [] } })
    expect(stage.room.offer).toEqual({ ...OFFER, fromRoomId: 'room' })
    stage.accept(BEN, RESTORE)
    expect([stage.room.video, queued(stage)]).toEqual([FILM, ['0_a', '0_b']])
  })

  it('leaves what is on here, and what waited here', () => {
    const stage = offered()
    stage.accept(ANA, { type: 'video.watch', entryId: '0_new' }, { video: filmCalled('0_new') })
    stage.accept(ANA, { type: 'queue.add', entryIds: ['0_x'], where: 'last' })
    stage.accept(ANA, RESTORE)
    undo(stage)
    expect([stage.room.video?.entryId, queued(stage)]).toEqual(['0_new', ['0_x']])
    expect(stage.room.offer).toMatchObject({ items: OFFER.items })
  })

  it('works no more once something else is on', () => {
    const stage = offered()
    stage.accept(ANA, RESTORE)
    stage.accept(BEN, { type: 'video.watch', entryId: '0_new' }, { video: filmCalled('0_new') })
    expect(stage.room.undo).toMatchObject({ kind: 'putOn' })
  })
})

describe('an offer', () => {
  it.each([RESTORE, DECLINE])('QU12 is decided once, by the first who says so: $type', first => {
    const stage = offered()
    stage.accept(ANA, first)
    expect(stage.room.offer).toBeNull()
    const { room } = stage
    expect([...stage.accept(BEN, RESTORE), ...stage.accept(BEN, DECLINE)]).toEqual([])
    expect(stage.room).toBe(room)
  })

  it('QU12 that is declined changes nothing else', () => {
    const stage = offered()
    const { video, playback, queue } = stage.room
    expect(stage.accept(ANA, DECLINE)).toEqual([{ type: 'offer.declined', fromRoomId: 'before', by: ANA }])
    expect(stage.room).toMatchObject({ video, playback, queue })
  })
})
