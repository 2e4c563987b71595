import { describe, expect, it } from 'vitest'
import type { RoomCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { MAX_ADDED, MAX_QUEUE, UNDO_MS } from './limits.ts'
import { mayUndo } from './mayControl.ts'
import type { Queue, UndoKind } from './roomState.ts'
import {
  ANA,
  BEN,
  everybodyReady,
  FILM,
  filmCalled,
  gathered,
  LEAD_MS,
  LIVE,
  playbackIn,
  type Stage,
  watching,
} from './testing/stage.ts'

const seekTo = (positionS: number): RoomCommand => ({ type: 'playback.seek', positionS })
const undo = (stage: Stage, who = BEN): readonly RoomEvent[] =>
  stage.accept(who, { type: 'room.undo', actId: stage.room.undo?.id ?? 'none' })
const ids = ({ items }: Queue): readonly string[] => items.map(({ id }) => id)

/** A film at 30 s, and four that wait. */
function queued(): Stage {
  const stage = watching(2, FILM, 30)
  stage.accept(ANA, { type: 'queue.add', entryIds: ['0_a', '0_b', '0_c', '0_d'], where: 'last' })
  return stage
}

const itemAt = ({ room }: Stage, index: number): string => room.queue.items[index]?.id ?? ''

describe('UD1 what was done is taken back', () => {
  it('a jump: everybody is back where they were', () => {
    const stage = watching(2, FILM, 30)
    stage.pass(5000)
    stage.accept(ANA, seekTo(100))
    everybodyReady(stage, 100)
    stage.pass(3000)
    undo(stage)
    expect(playbackIn(stage, 'waiting')).toMatchObject({ reason: 'seek', positionS: 35, by: BEN })
    everybodyReady(stage, 35)
    expect(playbackIn(stage, 'playing')).toMatchObject({ positionS: 35 })
  })

  it('a jump while paused', () => {
    const stage = watching(2, FILM, 30)
    stage.accept(ANA, { type: 'playback.pause' })
    const { positionS } = playbackIn(stage, 'paused')
    stage.accept(ANA, seekTo(100))
    undo(stage)
    expect(playbackIn(stage, 'paused')).toMatchObject({ positionS })
  })

  it('a jump to the live edge', () => {
    const stage = watching(2, LIVE)
    stage.accept(ANA, { type: 'playback.pause' })
    const { positionS } = playbackIn(stage, 'paused')
    stage.accept(ANA, { type: 'playback.seekToLiveEdge' })
    undo(stage)
    expect(stage.room.playback).toMatchObject({ positionS })
  })

  it('a change of speed', () => {
    const stage = watching(2)
    stage.accept(ANA, { type: 'playback.setRate', rate: 1.5 })
    stage.pass(1000)
    stage.accept(ANA, { type: 'playback.setRate', rate: 2 })
    stage.pass(1000)
    undo(stage)
    expect(playbackIn(stage, 'playing')).toMatchObject({ rate: 1.5, approachRate: 2 })
  })

  it('another video: what was on comes back at its place, as it went or stood', () => {
    const stage = watching(2, FILM, 30)
    stage.accept(ANA, { type: 'video.watch', entryId: '0_other' }, { video: filmCalled('0_other') })
    undo(stage)
    expect(stage.room.video).toEqual(FILM)
    expect(playbackIn(stage, 'waiting')).toMatchObject({ reason: 'load', next: 'playing', by: BEN })
    everybodyReady(stage, 30)
    expect(playbackIn(stage, 'playing').positionS).toBeCloseTo(30)
  })

  it('taking the video off', () => {
    const stage = watching(2, FILM, 30)
    stage.accept(ANA, { type: 'playback.pause' })
    const paused = playbackIn(stage, 'paused')
    stage.accept(ANA, { type: 'video.clear' })
    undo(stage)
    everybodyReady(stage, paused.positionS)
    expect(stage.room.video).toEqual(FILM)
    expect(playbackIn(stage, 'paused').positionS).toBe(paused.positionS)
  })

  it('putting on the first video', () => {
    const stage = gathered(2)
    stage.accept(ANA, { type: 'video.watch', entryId: FILM.entryId })
    undo(stage)
    expect(stage.room).toMatchObject({ video: null, playback: { mode: 'idle' } })
  })

  it.each(['off', 'all'] as const)('a skip, with the queue as it was, repeating: %s', repeat => {
    const stage = queued()
    stage.accept(ANA, { type: 'queue.next', afterId: null })
    everybodyReady(stage, 0)
    stage.pass(LEAD_MS + 7000)
    stage.accept(ANA, { type: 'queue.setRepeat', repeat })
    const before = stage.room.queue
    stage.accept(ANA, { type: 'queue.next', afterId: before.current?.id ?? null })
    expect(stage.room.queue).not.toEqual(before)
    undo(stage)
    expect(stage.room.queue).toEqual(before)
    expect(stage.room.video?.entryId).toBe('0_a')
    expect(playbackIn(stage, 'waiting')).toMatchObject({ positionS: 7 })
  })

  it('a skip after the end: it stands at its end again', () => {
    const stage = queued()
    stage.pass(90_000)
    stage.accept(null, { type: 'room.tick' })
    stage.accept(ANA, { type: 'queue.next', afterId: null })
    undo(stage)
    everybodyReady(stage, 120)
    expect(stage.room).toMatchObject({ video: FILM, playback: { mode: 'paused', positionS: 120 } })
  })

  it('one out of the middle of the queue that was put on', () => {
    const stage = queued()
    const before = stage.room.queue
    stage.accept(ANA, { type: 'queue.play', itemId: itemAt(stage, 2) })
    undo(stage)
    expect(stage.room.queue).toEqual(before)
  })

  it('what was added where nothing was on: nothing is, and nothing waits', () => {
    const stage = gathered(2)
    stage.accept(ANA, { type: 'queue.add', entryIds: ['0_a', '0_b'], where: 'last' })
    expect(stage.room).toMatchObject({ video: { entryId: '0_a' }, undo: { kind: 'added' } })
    undo(stage)
    expect(stage.room).toMatchObject({ video: null, playback: { mode: 'idle' } })
    expect(stage.room.queue).toMatchObject({ items: [], current: null })
  })

  it('a suggestion that was let in where nothing was on: it is one again', () => {
    const stage = gathered(2)
    stage.accept(ANA, { type: 'control.setMode', mode: 'host' })
    stage.accept(BEN, { type: 'queue.suggest', entryIds: ['0_a'] })
    const { suggestions } = stage.room.queue
    stage.accept(ANA, { type: 'queue.accept', itemId: suggestions[0]?.id ?? '', where: 'last' })
    undo(stage, ANA)
    expect(stage.room).toMatchObject({ video: null, queue: { items: [], suggestions } })
  })

  it.each([
    ['removed', stage => ({ type: 'queue.remove', itemId: itemAt(stage, 1) })],
    ['moved', stage => ({ type: 'queue.move', itemId: itemAt(stage, 3), beforeId: itemAt(stage, 0) })],
    ['shuffled', () => ({ type: 'queue.shuffle' })],
    ['cleared', () => ({ type: 'queue.clear' })],
  ] satisfies [UndoKind, (stage: Stage) => RoomCommand][])('a queue that was %s', (kind, commandFor) => {
    const stage = queued()
    const before = stage.room.queue
    let rank = 9
    stage.accept(ANA, commandFor(stage), { newId: () => `rank-${rank--}` })
    expect(ids(stage.room.queue)).not.toEqual(ids(before))
    expect(undo(stage)).toEqual([{ type: 'room.undone', actId: expect.any(String), kind, by: BEN }])
    expect(stage.room.queue).toEqual(before)
  })
})

describe('UD2 only what was done last, for a while, and while it holds', () => {
  it('is it no longer after that', () => {
    const stage = watching(2)
    stage.accept(ANA, seekTo(100))
    const actId = stage.room.undo?.id ?? ''
    stage.pass(UNDO_MS)
    expect(mayUndo(stage.room, BEN, stage.nowMs)).toBe(true)
    stage.pass(1)
    expect(mayUndo(stage.room, BEN, stage.nowMs)).toBe(false)
    expect(stage.run(BEN, { type: 'room.undo', actId })).toMatchObject({
      code: 'too_late',
      field: 'command.actId',
    })
    stage.accept(ANA, { type: 'playback.pause' })
    expect(stage.room.undo).toBeNull()
  })

  it('is it not of an earlier one', () => {
    const stage = queued()
    stage.accept(ANA, seekTo(100))
    const actId = stage.room.undo?.id ?? ''
    stage.accept(ANA, { type: 'queue.remove', itemId: itemAt(stage, 0) })
    expect(stage.run(BEN, { type: 'room.undo', actId })).toMatchObject({ code: 'too_late' })
    expect(stage.room.undo).toMatchObject({ kind: 'removed' })
  })

  it('is it also after a pause, or after what others do to something else', () => {
    const stage = queued()
    stage.accept(ANA, seekTo(100))
    stage.accept(BEN, { type: 'playback.pause' })
    stage.accept(BEN, { type: 'playback.play' })
    stage.accept(BEN, { type: 'queue.add', entryIds: ['0_e'], where: 'last' })
    expect(stage.room.undo).toMatchObject({ kind: 'seek', by: ANA })
  })

  it.each([
    ['a cleared queue', { type: 'queue.clear' }, { type: 'queue.add', entryIds: ['0_e'], where: 'last' }],
    ['a shuffled queue', { type: 'queue.shuffle' }, { type: 'queue.next', afterId: null }],
    ['a jump', seekTo(110), { type: 'video.watch', entryId: '0_film' }],
  ] satisfies [string, RoomCommand, RoomCommand][])(
    'is it not of %s, once somebody has acted on the same',
    (_what, act, later) => {
      const stage = queued()
      stage.accept(ANA, act)
      const actId = stage.room.undo?.id
      expect(actId).toBeDefined()
      stage.accept(BEN, later)
      expect(stage.room.undo?.id).not.toBe(actId)
    },
  )

  it('is it not of a jump once the film is over', () => {
    const stage = watching(2)
    stage.accept(ANA, seekTo(119))
    everybodyReady(stage, 119)
    stage.pass(LEAD_MS + 1500)
    stage.accept(null, { type: 'room.tick' })
    expect(stage.room.playback.mode).toBe('ended')
    expect(stage.room.undo).toBeNull()
  })

  it('is nothing of play and pause', () => {
    const stage = watching(2)
    stage.pass(UNDO_MS)
    stage.accept(ANA, { type: 'playback.pause' })
    stage.accept(ANA, { type: 'playback.play' })
    expect(stage.room.undo).toBeNull()
  })

  it('is refused where the queue has been filled since', () => {
    const stage = watching(2)
    const many = Array.from({ length: MAX_ADDED }, (_, index) => `0_${index}`)
    for (let added = 0; added < MAX_QUEUE; added += MAX_ADDED)
      stage.accept(ANA, { type: 'queue.add', entryIds: many, where: 'last' })
    stage.accept(ANA, { type: 'queue.next', afterId: null })
    stage.accept(BEN, { type: 'queue.add', entryIds: ['0_e'], where: 'last' })
    const actId = stage.room.undo?.id ?? ''
    expect(stage.run(BEN, { type: 'room.undo', actId })).toMatchObject({ code: 'queue_full' })
  })
})

describe('UD3 whoever may do the like may take it back', () => {
  it.each([
    ['a jump', 'seek', seekTo(100)],
    ['a speed', 'rate', { type: 'playback.setRate', rate: 2 }],
    ['a skip', 'queue', { type: 'queue.next', afterId: null }],
    ['a shuffled queue', 'queue', { type: 'queue.shuffle' }],
  ] as const)('%s', (_what, action, command) => {
    const stage = queued()
    stage.accept(ANA, { type: 'control.allow', action, who: 'host' })
    stage.accept(ANA, command)
    const actId = stage.room.undo?.id ?? ''
    expect(mayUndo(stage.room, BEN, stage.nowMs)).toBe(false)
    expect(stage.run(BEN, { type: 'room.undo', actId })).toMatchObject({ code: 'not_in_control' })
    stage.accept(ANA, { type: 'control.allow', action, who: null })
    expect(mayUndo(stage.room, BEN, stage.nowMs)).toBe(true)
    expect(undo(stage)).toHaveLength(1)
  })
})

describe('UD4 taking back', () => {
  it('is told as such, once, and can’t be taken back', () => {
    const stage = watching(2, FILM, 30)
    stage.accept(ANA, seekTo(100))
    const actId = stage.room.undo?.id ?? ''
    expect(undo(stage)).toMatchObject([{ type: 'room.undone', actId, kind: 'seek', by: BEN }])
    expect(stage.room.undo).toBeNull()
    // Somebody else at the same moment.
    expect(stage.accept(ANA, { type: 'room.undo', actId })).toEqual([])
  })

  it('of what a vote has led to works like that of a skip', () => {
    const stage = queued()
    const before = stage.room.queue
    stage.accept(ANA, { type: 'control.setMode', mode: 'vote' })
    stage.accept(BEN, { type: 'vote.start', what: { kind: 'skip', afterId: null } })
    stage.accept(ANA, { type: 'vote.cast', ballotId: stage.room.control.ballot?.id ?? '', yes: true })
    expect(stage.room.queue).not.toEqual(before)
    undo(stage, ANA)
    expect(stage.room.queue).toEqual(before)
  })
})
