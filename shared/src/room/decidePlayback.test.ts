import { describe, expect, it } from 'vitest'
import { positionAt } from '../playback/timeline.ts'
import type { MemberCommand } from '../protocol/commands.ts'
import { ANA, BEN, everybodyReady, gathered, LEAD_MS, LIVE, playbackIn, watching } from './testing/stage.ts'

const PLAY = { type: 'playback.play' } as const
const PAUSE = { type: 'playback.pause' } as const

function paused(people = 2) {
  const stage = watching(people, undefined, 30)
  stage.accept(ANA, PAUSE)
  return stage
}

describe('playing', () => {
  it('PB1 starts everybody at one moment ahead and stands still until then', () => {
    const stage = paused()
    stage.accept(BEN, PLAY)
    const playback = playbackIn(stage, 'playing')
    expect(playback).toMatchObject({ positionS: 30, atMs: stage.nowMs + LEAD_MS, by: BEN })
    expect(positionAt(playback, stage.nowMs)).toBe(30)
    expect(positionAt(playback, stage.nowMs + LEAD_MS + 1000)).toBe(31)
  })

  it('PB8 starts over from within 0.25 s of the end', () => {
    const stage = paused()
    stage.accept(ANA, { type: 'playback.seek', positionS: 119.9 })
    stage.accept(ANA, PLAY)
    expect(playbackIn(stage, 'waiting')).toMatchObject({ positionS: 0, next: 'playing' })
  })

  it('PB7 ends at the end, and starts over when somebody plays', () => {
    const stage = watching(2, undefined, 119)
    stage.pass(999)
    expect(stage.accept(null, { type: 'room.tick' })).toEqual([])
    stage.pass(1)
    stage.accept(null, { type: 'room.tick' })
    expect(playbackIn(stage, 'ended').positionS).toBe(120)
    stage.accept(BEN, PLAY)
    expect(playbackIn(stage, 'waiting')).toMatchObject({ positionS: 0, next: 'playing' })
  })

  it('PB7 ends on the way to a change of speed that is still ahead', () => {
    const stage = watching(2, undefined, 119)
    stage.pass(900)
    stage.accept(ANA, { type: 'playback.setRate', rate: 0.5 })
    stage.pass(99)
    expect(stage.accept(null, { type: 'room.tick' })).toEqual([])
    stage.pass(1)
    stage.accept(null, { type: 'room.tick' })
    expect(stage.room.playback.mode).toBe('ended')
  })
})

describe('pausing', () => {
  it.each([
    { pressedS: 31.4, expectedS: 31.4, what: "the presser's frame when it is near" },
    { pressedS: 29, expectedS: 29, what: "the presser's frame when it is a little behind" },
    { pressedS: 33.5, expectedS: 31, what: "the room's position when the presser is far ahead" },
    { pressedS: 3, expectedS: 31, what: "the room's position when the presser is far behind" },
    { pressedS: undefined, expectedS: 31, what: "the room's position when the presser names none" },
  ])('PB2 takes $what', ({ pressedS, expectedS }) => {
    const stage = watching(2, undefined, 30)
    stage.pass(1000)
    stage.accept(BEN, pressedS === undefined ? PAUSE : { ...PAUSE, positionS: pressedS })
    expect(playbackIn(stage, 'paused')).toEqual({ mode: 'paused', positionS: expectedS, rate: 1, by: BEN })
  })

  it('PB5 stops at the end when it comes too late to stop before', () => {
    const stage = watching(2, undefined, 119)
    stage.pass(5000)
    stage.accept(ANA, PAUSE)
    expect(playbackIn(stage, 'paused').positionS).toBe(120)
  })

  it('PB10 goes on at the live edge after it has fallen out of what can be sought to', () => {
    const stage = watching(2, LIVE)
    stage.accept(ANA, PAUSE)
    stage.pass(20_000)
    stage.accept(ANA, PLAY)
    expect(stage.room.playback.mode).toBe('playing')
    stage.accept(ANA, PAUSE)
    stage.pass(60_000)
    stage.accept(ANA, PLAY)
    expect(playbackIn(stage, 'waiting')).toMatchObject({ positionS: null, next: 'playing' })
  })
})

describe('seeking', () => {
  it('PB3 moves a paused room at once and leaves it paused', () => {
    const stage = paused()
    stage.accept(BEN, { type: 'playback.seek', positionS: 80 })
    expect(playbackIn(stage, 'paused')).toMatchObject({ positionS: 80, by: BEN })
  })

  it('PB4 makes a playing room wait until everybody stands there, then goes on', () => {
    const stage = watching(2)
    stage.accept(ANA, { type: 'playback.seek', positionS: 80 })
    const wait = playbackIn(stage, 'waiting')
    expect(wait).toMatchObject({ reason: 'seek', positionS: 80, next: 'playing', by: ANA })
    expect(wait.waitingFor).toHaveLength(2)
    everybodyReady(stage, 80)
    expect(playbackIn(stage, 'playing')).toMatchObject({ positionS: 80, atMs: stage.nowMs + LEAD_MS })
  })

  it('PB4 goes on at once when there is nobody left to wait for', () => {
    const stage = watching(1)
    stage.accept(ANA, { type: 'playback.seek', positionS: 10 })
    stage.pass(8000)
    stage.accept(null, { type: 'room.tick' })
    stage.accept(ANA, { type: 'playback.seek', positionS: 50 })
    expect(playbackIn(stage, 'playing').positionS).toBe(50)
  })

  it('PB5 stays inside the video', () => {
    const stage = paused()
    stage.accept(ANA, { type: 'playback.seek', positionS: 9999 })
    expect(playbackIn(stage, 'paused').positionS).toBe(120)
  })

  it('PB9 goes to a live edge that the first who stands there names', () => {
    const stage = watching(2, LIVE)
    stage.accept(ANA, { type: 'playback.seekToLiveEdge' })
    const { waitId, positionS } = playbackIn(stage, 'waiting')
    expect(positionS).toBeNull()
    const edgeS = stage.nowMs / 1000 - 12
    stage.accept(BEN, { type: 'playback.ready', waitId, positionS: edgeS })
    expect(playbackIn(stage, 'waiting')).toMatchObject({ positionS: edgeS, waitingFor: [ANA] })
    stage.accept(ANA, { type: 'playback.ready', waitId, positionS: edgeS + 3 })
    expect(playbackIn(stage, 'playing').positionS).toBe(edgeS)
  })

  it('PB9 knows no live edge of a video that is not live', () => {
    expect(watching(2).run(ANA, { type: 'playback.seekToLiveEdge' })).toMatchObject({
      ok: false,
      code: 'invalid_request',
    })
  })
})

describe('changing the speed', () => {
  it('PB6 takes effect ahead, for all at one moment, and nothing jumps', () => {
    const stage = watching(2)
    stage.pass(10_000)
    const before = stage.room.playback
    stage.accept(ANA, { type: 'playback.setRate', rate: 2 })
    const after = playbackIn(stage, 'playing')
    for (const aheadMs of [0, 100, LEAD_MS])
      expect(positionAt(after, stage.nowMs + aheadMs)).toBeCloseTo(
        positionAt(before, stage.nowMs + aheadMs) ?? Number.NaN,
        9,
      )
    expect(positionAt(after, after.atMs + 1000)).toBeCloseTo(after.positionS + 2, 9)
  })

  it('PB6 keeps a start that is still ahead', () => {
    const stage = paused()
    stage.accept(ANA, PLAY)
    const start = playbackIn(stage, 'playing')
    stage.pass(50)
    stage.accept(BEN, { type: 'playback.setRate', rate: 1.5 })
    expect(playbackIn(stage, 'playing')).toEqual({ ...start, rate: 1.5 })
  })

  it('PB6 is kept through a pause, and says still who paused', () => {
    const stage = paused()
    stage.accept(BEN, { type: 'playback.setRate', rate: 1.5 })
    expect(playbackIn(stage, 'paused')).toMatchObject({ rate: 1.5, by: ANA })
    stage.accept(ANA, PLAY)
    expect(playbackIn(stage, 'playing').rate).toBe(1.5)
  })
})

const needAVideo: MemberCommand[] = [
  PLAY,
  PAUSE,
  { type: 'playback.seek', positionS: 1 },
  { type: 'playback.seekToLiveEdge' },
  { type: 'playback.setRate', rate: 2 },
]

it.each(needAVideo)('PB11 refuses $type when nothing is on', command => {
  const stage = gathered(2)
  expect(stage.run(ANA, command)).toMatchObject({ ok: false, code: 'nothing_to_play' })
  expect(stage.room.playback.mode).toBe('idle')
})

const asking: { what: string; command: MemberCommand; playing: boolean }[] = [
  { what: 'play while it plays', command: PLAY, playing: true },
  { what: 'pause while it is paused', command: PAUSE, playing: false },
  { what: 'pause elsewhere while it is paused', command: { ...PAUSE, positionS: 31 }, playing: false },
  { what: 'the speed it has', command: { type: 'playback.setRate', rate: 1 }, playing: true },
]

it.each(asking)('RM18 changes nothing on $what', ({ command, playing }) => {
  const stage = playing ? watching(2) : paused()
  expect(stage.accept(BEN, command)).toEqual([])
})

describe('during a wait', () => {
  it('WT11 pausing ends it where it was going', () => {
    const stage = watching(2)
    stage.accept(ANA, { type: 'playback.seek', positionS: 80 })
    stage.accept(BEN, { ...PAUSE, positionS: 3 })
    expect(playbackIn(stage, 'paused')).toMatchObject({ positionS: 80, by: BEN })
  })

  it('WT11 pausing decides what follows where the position is still to be found', () => {
    const stage = watching(2, LIVE)
    stage.accept(ANA, { type: 'playback.seekToLiveEdge' })
    stage.accept(BEN, PAUSE)
    const edgeS = stage.nowMs / 1000 - 12
    everybodyReady(stage, edgeS)
    expect(playbackIn(stage, 'paused')).toMatchObject({ positionS: edgeS })
  })

  it('WT11 playing decides that it plays afterwards', () => {
    const stage = watching(2, LIVE)
    stage.accept(ANA, { type: 'playback.seekToLiveEdge' })
    stage.accept(BEN, PAUSE)
    stage.accept(ANA, PLAY)
    expect(playbackIn(stage, 'waiting').next).toBe('playing')
  })

  it('WT11 seeking starts another one', () => {
    const stage = watching(2)
    stage.accept(ANA, { type: 'playback.seek', positionS: 80 })
    const first = playbackIn(stage, 'waiting')
    stage.accept(BEN, { type: 'playback.seek', positionS: 20 })
    const second = playbackIn(stage, 'waiting')
    expect(second.positionS).toBe(20)
    expect(second.waitId).not.toBe(first.waitId)
  })
})
