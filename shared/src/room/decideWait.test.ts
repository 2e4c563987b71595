import { describe, expect, it } from 'vitest'
import { MAX_REWIND_S, PROMISE_MAX_MS, WAIT_BUDGET, WAIT_DEADLINE_MS } from './limits.ts'
import {
  ANA,
  BEN,
  CLEO,
  everybodyReady,
  FILM,
  gathered,
  LEAD_MS,
  LIVE,
  person,
  playbackIn,
  type Stage,
  watching,
} from './testing/stage.ts'

const TICK = { type: 'room.tick' } as const
const RECOVERED = { type: 'playback.recovered' } as const

const stall = (stage: Stage, actorId: string, positionS = 0) =>
  stage.accept(actorId, { type: 'playback.stalled', positionS })

const member = (stage: Stage, id: string) => stage.room.members.find(each => each.id === id)

/** Ana's room, waiting for all because of a seek. */
function seeking(people: number): Stage {
  const stage = watching(people)
  stage.accept(ANA, { type: 'playback.seek', positionS: 60 })
  return stage
}

describe('the deadline', () => {
  const begin = {
    load: () => {
      const stage = gathered(2)
      stage.accept(ANA, { type: 'video.watch', entryId: FILM.entryId })
      return stage
    },
    seek: () => seeking(2),
    stall: () => {
      const stage = watching(2)
      stall(stage, BEN)
      return stage
    },
  }

  it.each(['load', 'seek', 'stall'] as const)('WT1 ends a wait of the kind %s', reason => {
    const stage = begin[reason]()
    expect(playbackIn(stage, 'waiting').reason).toBe(reason)
    stage.pass(WAIT_DEADLINE_MS[reason] - 1)
    expect(stage.accept(null, TICK)).toEqual([])
    stage.pass(1)
    stage.accept(null, TICK)
    expect(playbackIn(stage, 'playing').atMs).toBe(stage.nowMs + LEAD_MS)
  })

  it('WT4 leaves out who was missing until it has recovered', () => {
    const stage = seeking(2)
    const { waitId } = playbackIn(stage, 'waiting')
    stage.accept(ANA, { type: 'playback.ready', waitId, positionS: 60 })
    stage.pass(WAIT_DEADLINE_MS.seek)
    stage.accept(null, TICK)
    expect(member(stage, BEN)?.ignoreWait).toBe(true)
    stage.accept(ANA, { type: 'playback.seek', positionS: 10 })
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA])
    stage.accept(BEN, RECOVERED)
    stage.accept(ANA, { type: 'playback.seek', positionS: 20 })
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA, BEN])
  })

  it('WT5 need not be waited for when somebody has had enough', () => {
    const stage = seeking(3)
    const { waitId } = playbackIn(stage, 'waiting')
    stage.accept(ANA, { type: 'playback.ready', waitId, positionS: 60 })
    expect(stage.accept(ANA, { type: 'playback.continueWithout', waitId: 'another' })).toEqual([])
    stage.accept(ANA, { type: 'playback.continueWithout', waitId })
    expect(stage.room.playback.mode).toBe('playing')
    expect([ANA, BEN, CLEO].map(id => member(stage, id)?.ignoreWait)).toEqual([false, true, true])
  })
})

describe('readiness', () => {
  it('WT2 of everybody ends the wait at once', () => {
    const stage = seeking(3)
    everybodyReady(stage, 60)
    expect(playbackIn(stage, 'playing')).toMatchObject({ positionS: 60, atMs: stage.nowMs + LEAD_MS })
  })

  it.each([
    { people: 8, ready: 8 },
    { people: 9, ready: 7 },
    { people: 20, ready: 15 },
    { people: 99, ready: 75 },
  ])('WT2 of $ready ends the wait of $people', ({ people, ready }) => {
    const stage = seeking(people)
    const { waitId } = playbackIn(stage, 'waiting')
    for (let index = 0; index < ready; index++) {
      expect(stage.room.playback.mode).toBe('waiting')
      stage.accept(person(index), { type: 'playback.ready', waitId, positionS: 60 })
    }
    expect(stage.room.playback.mode).toBe('playing')
  })

  it('WT3 of an earlier wait changes nothing', () => {
    const stage = seeking(2)
    const { waitId } = playbackIn(stage, 'waiting')
    stage.accept(BEN, { type: 'playback.seek', positionS: 20 })
    expect(stage.accept(ANA, { type: 'playback.ready', waitId, positionS: 60 })).toEqual([])
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA, BEN])
  })

  it('WT3 said twice counts once', () => {
    const stage = seeking(2)
    const { waitId } = playbackIn(stage, 'waiting')
    stage.accept(ANA, { type: 'playback.ready', waitId, positionS: 60 })
    expect(stage.accept(ANA, { type: 'playback.ready', waitId, positionS: 60 })).toEqual([])
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([BEN])
  })
})

describe('a promise', () => {
  const promise = (stage: Stage, actorId: string, byMs: number) =>
    stage.run(actorId, {
      type: 'playback.ready',
      waitId: playbackIn(stage, 'waiting').waitId,
      positionS: 60,
      byMs,
    })

  const ready = (stage: Stage, actorId: string) =>
    stage.accept(actorId, {
      type: 'playback.ready',
      waitId: playbackIn(stage, 'waiting').waitId,
      positionS: 60,
    })

  it('WT12 is waited for no longer, and the room starts when the latest falls due', () => {
    const stage = seeking(3)
    const begunMs = stage.nowMs
    promise(stage, BEN, begunMs + 700)
    promise(stage, CLEO, begunMs + 500)
    expect(playbackIn(stage, 'waiting')).toMatchObject({ waitingFor: [ANA], promisedMs: begunMs + 700 })
    stage.pass(100)
    ready(stage, ANA)
    expect(playbackIn(stage, 'playing')).toMatchObject({
      positionS: 60,
      atMs: begunMs + 700,
      approachRate: 0,
    })
  })

  it('WT12 that falls due within the lead costs nothing', () => {
    const stage = seeking(2)
    promise(stage, BEN, stage.nowMs + LEAD_MS - 1)
    ready(stage, ANA)
    expect(playbackIn(stage, 'playing').atMs).toBe(stage.nowMs + LEAD_MS)
  })

  it('WT12 of everybody ends the wait at once', () => {
    const stage = seeking(2)
    const dueMs = stage.nowMs + 600
    promise(stage, ANA, dueMs - 300)
    promise(stage, BEN, dueMs)
    expect(playbackIn(stage, 'playing').atMs).toBe(dueMs)
  })

  it('WT12 holds nobody up who goes on without the others', () => {
    const stage = seeking(2)
    const dueMs = stage.nowMs + 600
    promise(stage, BEN, dueMs)
    stage.accept(BEN, { type: 'playback.continueWithout', waitId: playbackIn(stage, 'waiting').waitId })
    expect(playbackIn(stage, 'playing').atMs).toBe(dueMs)
    expect([ANA, BEN].map(id => member(stage, id)?.ignoreWait)).toEqual([true, false])
  })

  it('WT12 is nothing to another wait', () => {
    const stage = seeking(2)
    promise(stage, BEN, stage.nowMs + 900)
    stage.accept(ANA, { type: 'playback.seek', positionS: 20 })
    expect(playbackIn(stage, 'waiting')).toMatchObject({ waitingFor: [ANA, BEN] })
    expect(playbackIn(stage, 'waiting').promisedMs).toBeUndefined()
  })

  it('WT12 counts as ready where the room is to stay paused', () => {
    const stage = watching(1)
    stage.accept(ANA, { type: 'playback.seek', positionS: 60 })
    const { waitId } = playbackIn(stage, 'waiting')
    stage.room = { ...stage.room, playback: { ...playbackIn(stage, 'waiting'), next: 'paused' } }
    stage.accept(ANA, { type: 'playback.ready', waitId, positionS: 60, byMs: stage.nowMs + 900 })
    expect(playbackIn(stage, 'paused').positionS).toBe(60)
  })

  it('WT3 is followed in vain by another one, or by the player being ready', () => {
    const stage = seeking(2)
    const dueMs = stage.nowMs + 300
    promise(stage, BEN, dueMs)
    expect(promise(stage, BEN, dueMs + 400)).toEqual({ ok: true, events: [] })
    expect(ready(stage, BEN)).toEqual([])
    expect(playbackIn(stage, 'waiting').promisedMs).toBe(dueMs)
  })

  it.each([0, -1, -100_000])('WT13 whose moment has come (%i ms) is an ordinary answer', inMs => {
    const stage = seeking(2)
    ready(stage, ANA)
    promise(stage, BEN, stage.nowMs + inMs)
    expect(playbackIn(stage, 'playing').atMs).toBe(stage.nowMs + LEAD_MS)
  })

  it('WT13 may be as far ahead as the limit', () => {
    const stage = seeking(2)
    ready(stage, ANA)
    promise(stage, BEN, stage.nowMs + PROMISE_MAX_MS)
    expect(playbackIn(stage, 'playing').atMs).toBe(stage.nowMs + PROMISE_MAX_MS)
  })

  it.each([PROMISE_MAX_MS + 1, 1e9, 6e15])('WT13 further ahead (%i ms) is refused', inMs => {
    const stage = seeking(2)
    ready(stage, ANA)
    const before = stage.room
    expect(promise(stage, BEN, stage.nowMs + inMs)).toMatchObject({
      ok: false,
      code: 'invalid_request',
      field: 'command.byMs',
    })
    expect(stage.room).toBe(before)
    ready(stage, BEN)
    expect(stage.room.playback.mode).toBe('playing')
  })

  it('WT13 is refused where somebody has run dry', () => {
    const stage = watching(2)
    stage.accept(BEN, { type: 'playback.stalled', positionS: 10 })
    expect(promise(stage, BEN, stage.nowMs + 100)).toMatchObject({ ok: false, field: 'command.byMs' })
    expect(playbackIn(stage, 'waiting')).toMatchObject({
      reason: 'stall',
      waitingFor: expect.arrayContaining([BEN]),
    })
  })

  it('WT13 is refused while only a player can tell the place', () => {
    const stage = watching(1, LIVE)
    stage.accept(ANA, { type: 'playback.seekToLiveEdge' })
    expect(promise(stage, ANA, stage.nowMs + 100)).toMatchObject({ ok: false, field: 'command.byMs' })
    expect(playbackIn(stage, 'waiting')).toMatchObject({ waitingFor: [ANA], positionS: null })
  })
})

describe('a stall', () => {
  it('WT6 stops a small room for one', () => {
    const stage = watching(8)
    stall(stage, BEN)
    expect(playbackIn(stage, 'waiting')).toMatchObject({ reason: 'stall', waitingFor: [BEN] })
  })

  it('WT6 stops a middle room for a quarter of it', () => {
    const stage = watching(12)
    for (const index of [1, 2]) stall(stage, person(index))
    expect(stage.room.playback.mode).toBe('playing')
    stall(stage, person(3))
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([1, 2, 3].map(person))
  })

  it('WT6 never stops a large room', () => {
    const stage = watching(21)
    for (let index = 0; index < 21; index++) stall(stage, person(index))
    expect(stage.room.playback.mode).toBe('playing')
  })

  it.each([
    { stalledS: 28, takesTo: 28, what: 'the place where it happened' },
    { stalledS: 1, takesTo: 30 - MAX_REWIND_S, what: 'no more than five seconds' },
    { stalledS: 90, takesTo: 30, what: 'nobody forward' },
  ])('WT7 takes back $what', ({ stalledS, takesTo }) => {
    const stage = watching(2, undefined, 30)
    stall(stage, BEN, stalledS)
    expect(playbackIn(stage, 'waiting').positionS).toBe(takesTo)
  })

  it('WT8 may stop the room twice in two minutes, then its member catches up alone', () => {
    const stage = watching(2)
    for (let times = 0; times < WAIT_BUDGET.times; times++) {
      stall(stage, BEN)
      everybodyReady(stage, 0)
      expect(stage.room.playback.mode).toBe('playing')
    }
    stall(stage, BEN)
    expect(stage.room.playback.mode).toBe('playing')
    expect(member(stage, BEN)).toMatchObject({ stalled: true, ignoreWait: true })
    stage.accept(BEN, RECOVERED)
    stage.pass(WAIT_BUDGET.windowMs)
    stall(stage, BEN)
    expect(stage.room.playback.mode).toBe('waiting')
  })

  it('WT8 charges nobody for the trouble of others', () => {
    const stage = watching(2)
    for (let times = 0; times < WAIT_BUDGET.times; times++) {
      stall(stage, BEN)
      everybodyReady(stage, 0)
    }
    stall(stage, ANA)
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA])
  })

  it('WT9 is over when its member says so', () => {
    const stage = watching(21)
    stall(stage, BEN)
    expect(stall(stage, BEN)).toEqual([])
    expect(member(stage, BEN)?.stalled).toBe(true)
    stage.accept(BEN, RECOVERED)
    expect(member(stage, BEN)?.stalled).toBe(false)
    expect(stage.accept(BEN, RECOVERED)).toEqual([])
  })

  it('WT9 says nothing while the room stands still', () => {
    const stage = watching(2)
    stage.accept(ANA, { type: 'playback.pause' })
    expect(stall(stage, BEN)).toEqual([])
  })
})

describe('coming and going', () => {
  it('WT10 waits for nobody who comes meanwhile', () => {
    const stage = seeking(2)
    stage.accept(CLEO, { type: 'room.join', displayName: 'Cleo', avatarUrl: null })
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA, BEN])
    everybodyReady(stage, 60)
    expect(stage.room.playback.mode).toBe('playing')
  })

  it('RM11 waits no longer for who has left', () => {
    const stage = seeking(3)
    const { waitId } = playbackIn(stage, 'waiting')
    stage.accept(null, { type: 'room.leave', memberId: CLEO, reason: 'gone' })
    expect(playbackIn(stage, 'waiting').waitingFor).toEqual([ANA, BEN])
    stage.accept(ANA, { type: 'playback.ready', waitId, positionS: 60 })
    stage.accept(null, { type: 'room.leave', memberId: BEN, reason: 'left' })
    expect(stage.room.playback.mode).toBe('playing')
  })
})
