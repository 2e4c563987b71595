import { describe, expect, it } from 'vitest'
import { nextDeadline } from './decideWait.ts'
import { MAX_ADDED, MAX_QUEUE, UP_NEXT_MS } from './limits.ts'
import type { Repeat, VideoSummary } from './roomState.ts'
import { createRandomSource } from './testing/randomSource.ts'
import {
  ANA,
  BEN,
  everybodyReady,
  FILM,
  filmCalled,
  gathered,
  person,
  type Stage,
  watching,
} from './testing/stage.ts'

const TICK = { type: 'room.tick' } as const
const NEXT = { type: 'queue.next', afterId: null } as const

function add(stage: Stage, entryIds: readonly string[], where: 'next' | 'last' = 'last'): void {
  stage.accept(ANA, { type: 'queue.add', entryIds: [...entryIds], where })
}

const queued = ({ room }: Stage): string[] => room.queue.items.map(({ video }) => video.entryId)
const on = ({ room }: Stage): string | undefined => room.video?.entryId

function idOf({ room }: Stage, entryId: string): string {
  const item = room.queue.items.find(({ video }) => video.entryId === entryId)
  if (!item) throw new Error(`${entryId} is not in the queue.`)
  return item.id
}

/** Two people, the film on, and these after it. */
function withQueue(...entryIds: string[]): Stage {
  const stage = watching(2)
  add(stage, entryIds)
  return stage
}

function tickWhenDue(stage: Stage, lookedUp?: ReadonlyMap<string, VideoSummary | null>) {
  stage.nowMs = Math.max(stage.nowMs, nextDeadline(stage.room) ?? stage.nowMs)
  return stage.accept(null, TICK, lookedUp ? { lookedUp } : {})
}

/** Everybody sees it to its end. */
function seeOut(stage: Stage): void {
  everybodyReady(stage, 0)
  tickWhenDue(stage)
  expect(stage.room.playback.mode).toBe('ended')
}

function setRepeat(stage: Stage, repeat: Repeat): void {
  stage.accept(BEN, { type: 'queue.setRepeat', repeat })
}

describe('adding', () => {
  it('QU1 puts what comes next or last, in its order, and says whose it was', () => {
    const stage = withQueue('0_a', '0_b')
    add(stage, ['0_c', '0_d'], 'next')
    expect(queued(stage)).toEqual(['0_c', '0_d', '0_a', '0_b'])
    expect(on(stage)).toBe(FILM.entryId)
    expect(stage.room.queue.items[0]).toMatchObject({ by: ANA, byName: 'Person 0' })
  })

  it('QU1 one video may wait more than once', () => {
    const stage = withQueue('0_a', '0_a')
    expect(new Set(stage.room.queue.items.map(({ id }) => id)).size).toBe(2)
  })

  it('QU1 where nothing is on and nothing waits, the first goes on at once', () => {
    const stage = gathered(2)
    add(stage, ['0_a', '0_b'])
    expect(on(stage)).toBe('0_a')
    expect(queued(stage)).toEqual(['0_b'])
    expect(stage.room.playback).toMatchObject({ mode: 'waiting', reason: 'load' })
  })

  it('QU1 what waits in a room where nothing is on goes on waiting', () => {
    const stage = withQueue('0_a')
    stage.accept(BEN, { type: 'video.clear' })
    add(stage, ['0_b'])
    expect(on(stage)).toBeUndefined()
    expect(queued(stage)).toEqual(['0_a', '0_b'])
    stage.accept(BEN, NEXT)
    expect(on(stage)).toBe('0_a')
  })

  it('QU2 what is too much is refused as a whole', () => {
    const stage = watching(2)
    const many = Array.from({ length: MAX_ADDED }, () => '0_a')
    for (let times = 0; times < MAX_QUEUE / MAX_ADDED; times++) add(stage, many)
    stage.accept(ANA, { type: 'queue.remove', itemId: idOf(stage, '0_a') })
    const before = stage.room
    expect(stage.run(ANA, { type: 'queue.add', entryIds: ['0_b', '0_c'], where: 'last' })).toMatchObject({
      ok: false,
      code: 'queue_full',
      field: 'command.entryIds',
    })
    expect(stage.room).toBe(before)
    add(stage, ['0_b'])
    expect(stage.room.queue.items).toHaveLength(MAX_QUEUE)
  })

  it('QU2 one that the library does not have is named, and none is added', () => {
    const stage = watching(2)
    const lookedUp = new Map([['0_a', filmCalled('0_a')]])
    const decision = stage.run(
      ANA,
      { type: 'queue.add', entryIds: ['0_a', '0_b'], where: 'last' },
      { lookedUp },
    )
    expect(decision).toMatchObject({ ok: false, code: 'video_not_found', field: 'command.entryIds.1' })
    expect(queued(stage)).toEqual([])
  })
})

describe('putting in order', () => {
  const moves: { item: string; before: string | null; becomes: string[] }[] = [
    { item: '0_a', before: '0_c', becomes: ['0_b', '0_a', '0_c'] },
    { item: '0_c', before: '0_a', becomes: ['0_c', '0_a', '0_b'] },
    { item: '0_a', before: null, becomes: ['0_b', '0_c', '0_a'] },
  ]

  it.each(moves)('QU3 $item goes before $before', ({ item, before, becomes }) => {
    const stage = withQueue('0_a', '0_b', '0_c')
    const beforeId = before === null ? null : idOf(stage, before)
    stage.accept(BEN, { type: 'queue.move', itemId: idOf(stage, item), beforeId })
    expect(queued(stage)).toEqual(becomes)
  })

  it('QU3 moving what has gone, to what has gone, or to where it is changes nothing', () => {
    const stage = withQueue('0_a', '0_b')
    const itemId = idOf(stage, '0_a')
    for (const [moved, beforeId] of [
      ['gone', null],
      [itemId, 'gone'],
      [itemId, itemId],
      [itemId, idOf(stage, '0_b')],
    ] as const)
      expect(stage.accept(BEN, { type: 'queue.move', itemId: moved, beforeId })).toEqual([])
    const lastId = idOf(stage, '0_b')
    expect(stage.accept(BEN, { type: 'queue.move', itemId: lastId, beforeId: null })).toEqual([])
  })

  it('QU3 shuffling loses none and adds none', () => {
    const stage = watching(2)
    const entryIds = Array.from({ length: 30 }, (_, index) => `0_${index}`)
    add(stage, entryIds)
    const random = createRandomSource(1)
    stage.accept(BEN, { type: 'queue.shuffle' }, { newId: () => String(random.next()) })
    expect(queued(stage)).not.toEqual(entryIds)
    expect(queued(stage).toSorted()).toEqual(entryIds.toSorted())
  })

  it('QU3 what is taken out or cleared is gone once, and what is on stays on', () => {
    const stage = withQueue('0_a', '0_b', '0_c')
    const itemId = idOf(stage, '0_b')
    stage.accept(BEN, { type: 'queue.remove', itemId })
    expect(queued(stage)).toEqual(['0_a', '0_c'])
    expect(stage.accept(ANA, { type: 'queue.remove', itemId })).toEqual([])
    stage.accept(BEN, { type: 'queue.clear' })
    expect(queued(stage)).toEqual([])
    expect(stage.accept(BEN, { type: 'queue.clear' })).toEqual([])
    expect(stage.room.playback.mode).toBe('playing')
  })
})

describe('skipping', () => {
  it('QU4 two who skip the same video skip one', () => {
    const stage = withQueue('0_a', '0_b', '0_c')
    stage.accept(ANA, NEXT)
    expect(stage.accept(BEN, NEXT)).toEqual([])
    expect(on(stage)).toBe('0_a')
    const afterId = stage.room.queue.current?.id ?? null
    stage.accept(BEN, { type: 'queue.next', afterId })
    expect(stage.accept(ANA, { type: 'queue.next', afterId })).toEqual([])
    expect(on(stage)).toBe('0_b')
    expect(queued(stage)).toEqual(['0_c'])
  })

  it('QU4 who skips when the next one has just come by itself skips nothing', () => {
    const stage = withQueue('0_a', '0_b')
    seeOut(stage)
    tickWhenDue(stage)
    expect(stage.accept(BEN, NEXT)).toEqual([])
    expect(on(stage)).toBe('0_a')
  })

  it('QU4 any of them can be put on now, once', () => {
    const stage = withQueue('0_a', '0_b', '0_c')
    const itemId = idOf(stage, '0_b')
    stage.accept(BEN, { type: 'queue.play', itemId })
    expect(stage.accept(ANA, { type: 'queue.play', itemId })).toEqual([])
    expect(on(stage)).toBe('0_b')
    expect(queued(stage)).toEqual(['0_a', '0_c'])
    expect(stage.room.queue.current?.id).toBe(itemId)
  })

  it('QU4 after the last there is nothing to skip to', () => {
    expect(watching(2).run(ANA, NEXT)).toMatchObject({ ok: false, code: 'nothing_to_play' })
  })

  it('QU4 another video in between is not of the queue', () => {
    const stage = withQueue('0_a', '0_b')
    stage.accept(ANA, NEXT)
    stage.accept(BEN, { type: 'video.watch', entryId: FILM.entryId })
    expect(stage.room.queue.current).toBeNull()
    expect(queued(stage)).toEqual(['0_b'])
  })
})

describe('after the end', () => {
  it('QU5 the next one comes by itself, a while later, and starts for all', () => {
    const stage = withQueue('0_a', '0_b')
    seeOut(stage)
    expect(stage.room.queue.upNextAtMs).toBe(stage.nowMs + UP_NEXT_MS)
    stage.pass(UP_NEXT_MS - 1)
    expect(stage.accept(null, TICK)).toEqual([])
    stage.pass(1)
    expect(stage.accept(null, TICK)).toContainEqual({
      type: 'video.changed',
      video: filmCalled('0_a'),
      by: null,
    })
    expect(stage.room.playback).toMatchObject({ mode: 'waiting', waitingFor: [ANA, BEN], next: 'playing' })
    expect(queued(stage)).toEqual(['0_b'])
  })

  const stops: { what: string; stop: (stage: Stage) => unknown }[] = [
    { what: 'somebody stops it', stop: stage => stage.accept(BEN, { type: 'queue.stay' }) },
    { what: 'somebody plays it again', stop: stage => stage.accept(BEN, { type: 'playback.play' }) },
    { what: 'somebody goes back', stop: stage => stage.accept(BEN, { type: 'playback.seek', positionS: 5 }) },
    { what: 'somebody takes it off', stop: stage => stage.accept(BEN, { type: 'video.clear' }) },
    { what: 'the queue is cleared', stop: stage => stage.accept(BEN, { type: 'queue.clear' }) },
    {
      what: 'the last one is taken out',
      stop: stage => stage.accept(BEN, { type: 'queue.remove', itemId: idOf(stage, '0_a') }),
    },
    {
      what: 'everybody leaves',
      stop: stage => {
        for (const memberId of [ANA, BEN])
          stage.accept(null, { type: 'room.leave', memberId, reason: 'left' })
      },
    },
  ]

  it.each(stops)('QU5 nothing comes when $what', ({ stop }) => {
    const stage = withQueue('0_a')
    seeOut(stage)
    stop(stage)
    expect(stage.room.queue.upNextAtMs).toBeNull()
    stage.pass(UP_NEXT_MS)
    stage.accept(null, TICK)
    expect(on(stage)).not.toBe('0_a')
  })

  it('QU5 stopping twice changes nothing, and what waits goes on waiting', () => {
    const stage = withQueue('0_a')
    seeOut(stage)
    stage.accept(BEN, { type: 'queue.stay' })
    expect(stage.accept(ANA, { type: 'queue.stay' })).toEqual([])
    expect(nextDeadline(stage.room)).toBeNull()
    expect(queued(stage)).toEqual(['0_a'])
  })

  it('QU5 what is added after the end comes as well', () => {
    const stage = watching(2)
    seeOut(stage)
    expect(stage.room.queue.upNextAtMs).toBeNull()
    add(stage, ['0_a'])
    tickWhenDue(stage)
    expect(on(stage)).toBe('0_a')
  })

  it('QU6 the queue outlasts an empty room, and nothing starts for nobody', () => {
    const stage = withQueue('0_a', '0_b')
    for (const memberId of [ANA, BEN]) stage.accept(null, { type: 'room.leave', memberId, reason: 'gone' })
    expect(nextDeadline(stage.room)).toBeNull()
    stage.accept(person(2), { type: 'room.join', displayName: 'Cleo', avatarUrl: null })
    expect(queued(stage)).toEqual(['0_a', '0_b'])
    expect(stage.room.queue.items[0]).toMatchObject({ by: ANA, byName: 'Person 0' })
  })
})

describe('repeating', () => {
  it('QU7 one comes again and again; a skip still leads on', () => {
    const stage = withQueue('0_a')
    setRepeat(stage, 'one')
    for (let times = 0; times < 3; times++) {
      seeOut(stage)
      tickWhenDue(stage)
      expect(on(stage)).toBe(FILM.entryId)
    }
    stage.accept(ANA, NEXT)
    expect(on(stage)).toBe('0_a')
    expect(queued(stage)).toEqual([])
  })

  it('QU7 all come in their order, round after round', () => {
    const stage = gathered(2)
    add(stage, ['0_a', '0_b', '0_c'])
    setRepeat(stage, 'all')
    const seen: (string | undefined)[] = []
    for (let times = 0; times < 7; times++) {
      seen.push(on(stage))
      seeOut(stage)
      tickWhenDue(stage)
    }
    expect(seen).toEqual(['0_a', '0_b', '0_c', '0_a', '0_b', '0_c', '0_a'])
    expect(stage.room.queue.items).toHaveLength(2)
  })

  it('QU7 one alone in a queue that repeats comes again', () => {
    const stage = gathered(2)
    add(stage, ['0_a'])
    setRepeat(stage, 'all')
    seeOut(stage)
    tickWhenDue(stage)
    expect(on(stage)).toBe('0_a')
    expect(stage.room.playback.mode).toBe('waiting')
  })

  it('QU7 once it is off, the last end is the end', () => {
    const stage = watching(2)
    setRepeat(stage, 'all')
    seeOut(stage)
    setRepeat(stage, 'off')
    expect(stage.room.queue.upNextAtMs).toBeNull()
    expect(stage.accept(ANA, { type: 'queue.setRepeat', repeat: 'off' })).toEqual([])
  })
})

describe('what has left the library', () => {
  const gone = new Map([
    ['0_a', null],
    ['0_b', null],
    ['0_c', filmCalled('0_c')],
  ])

  it('QU8 is passed over and leaves the queue', () => {
    const stage = withQueue('0_a', '0_b', '0_c', '0_d')
    seeOut(stage)
    tickWhenDue(stage, gone)
    expect(on(stage)).toBe('0_c')
    expect(queued(stage)).toEqual(['0_d'])
  })

  it('QU8 leaves nothing to come where it was all there was', () => {
    const stage = withQueue('0_a', '0_b')
    seeOut(stage)
    tickWhenDue(stage, gone)
    expect(stage.room.playback.mode).toBe('ended')
    expect(stage.room.queue).toMatchObject({ items: [], upNextAtMs: null })
    expect(nextDeadline(stage.room)).toBeNull()
  })

  it('QU8 is passed over by a skip; put on now, it is refused', () => {
    const stage = withQueue('0_a', '0_c')
    const play = { type: 'queue.play', itemId: idOf(stage, '0_a') } as const
    expect(stage.run(BEN, play, { lookedUp: gone })).toMatchObject({ ok: false, code: 'video_not_found' })
    stage.accept(BEN, NEXT, { lookedUp: gone })
    expect(on(stage)).toBe('0_c')
    expect(queued(stage)).toEqual([])
  })

  it('QU8 is not shown again, although it was to be repeated', () => {
    const stage = watching(2)
    setRepeat(stage, 'one')
    seeOut(stage)
    tickWhenDue(stage, new Map([[FILM.entryId, null]]))
    expect(stage.room.playback.mode).toBe('ended')
    expect(nextDeadline(stage.room)).toBeNull()
  })

  it('QU8 what has become of it meanwhile is what goes on', () => {
    const stage = withQueue('0_a')
    const shorter = { ...filmCalled('0_a'), durationS: 30 }
    stage.accept(BEN, NEXT, { lookedUp: new Map([['0_a', shorter]]) })
    expect(stage.room.video).toEqual(shorter)
    expect(stage.room.queue.current?.video).toEqual(shorter)
  })
})
