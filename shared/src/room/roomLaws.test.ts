import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMAND_DURABILITY, MemberCommandSchema, type RoomCommand } from '../protocol/commands.ts'
import {
  type CommittedEvent,
  CommittedEventSchema,
  type RoomEvent,
  RoomEventSchema,
  type RoomEventType,
} from '../protocol/events.ts'
import { decide } from './decide.ts'
import { nextDeadline } from './decideWait.ts'
import type { DecisionContext } from './decision.ts'
import { evolve } from './evolve.ts'
import { PROMISE_MAX_MS, UP_NEXT_MS } from './limits.ts'
import { hostOf, UNDO_ACTION } from './mayControl.ts'
import { type Room, RoomSchema } from './roomState.ts'
import { type Act, anyAct, anyLookedUp, anyRoom, anyVideo } from './testing/arbitraries.ts'
import { checkInvariants } from './testing/checkInvariants.ts'
import { enact, fitting, OPENED } from './testing/enact.ts'
import { createRandomSource, type RandomSource } from './testing/randomSource.ts'
import { histories, seed } from './testing/seed.ts'
import {
  ANA,
  BEN,
  createStage,
  everybodyReady,
  FILM,
  LIVE,
  person,
  playbackIn,
  type Stage,
  watching,
} from './testing/stage.ts'

const laws = (usualRuns: number): fc.Parameters<unknown> => ({ seed: seed(), numRuns: histories(usualRuns) })

/** What comes of the next thing that is due by itself, at its time; null where nothing is. */
function tickWhenDue(stage: Stage): readonly RoomEvent[] | null {
  const dueMs = nextDeadline(stage.room)
  if (dueMs === null) return null
  stage.nowMs = Math.max(stage.nowMs, dueMs)
  return stage.accept(null, { type: 'room.tick' })
}

/** Nothing is on, nobody moves it, it is without an end, or somebody has stopped what would have come. */
const isAtRest = ({ playback: { mode }, video }: Room): boolean =>
  mode !== 'waiting' && (mode !== 'playing' || video?.durationS === null)

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}

const throughTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const manyActs = fc.array(anyAct, { minLength: 5, maxLength: 60, size: 'max' })
const anyContext = fc.record({
  nowMs: fc.integer({ min: 1_789_999_900_000, max: 1_790_000_100_000 }),
  actorId: fc.option(fc.nat(4).map(person)),
  commandId: fc.constantFrom('a', 'x'),
  leadMs: fc.constantFrom(0, 200, 600),
  video: fc.option(anyVideo, { nil: undefined }),
  lookedUp: fc.option(anyLookedUp, { nil: undefined }),
})

function completeContext({
  video,
  lookedUp,
  ...rest
}: typeof anyContext extends fc.Arbitrary<infer C> ? C : never): DecisionContext {
  let issued = 0
  return { ...rest, newId: () => `id-${++issued}`, ...(video && { video }), ...(lookedUp && { lookedUp }) }
}

describe('for any room, any command and anybody', () => {
  const question = fc.tuple(anyRoom, anyAct, anyContext)

  it('RM1 the decision is the same every time and changes nothing it was given', () => {
    fc.assert(
      fc.property(question, ([room, { command }, context]) => {
        deepFreeze([room, command, context])
        expect(decide(room, command, completeContext(context))).toEqual(
          decide(room, command, completeContext(context)),
        )
      }),
      laws(2000),
    )
  })

  it('RM2 the decision is made: valid events that the room can take in, or a refusal with a code', () => {
    fc.assert(
      fc.property(question, ([room, { command }, context]) => {
        const decision = decide(room, command, completeContext(context))
        if (!decision.ok) {
          // A sentence may begin with somebody's name.
          expect(decision.message).toMatch(decision.code === 'not_in_control' ? /^.+\.$/s : /^[A-Z].*\.$/)
          return
        }
        let after = room
        for (const event of decision.events) {
          expect(RoomEventSchema.parse(event)).toEqual(event)
          after = evolve(after, { seq: after.seq + 1, atMs: context.nowMs, commandId: 'x', event })
        }
        RoomSchema.parse(after)
        expect(Number.isFinite(nextDeadline(after) ?? 0)).toBe(true)
      }),
      laws(20_000),
    )
  })
})

describe('after any history', () => {
  it('RM7 the room is valid and in order after every command', () => {
    fc.assert(
      fc.property(manyActs, acts => {
        enact(acts, ({ room }) => checkInvariants(room))
      }),
      laws(500),
    )
  })

  it('RM3 its events, replayed, give the room', () => {
    fc.assert(
      fc.property(manyActs, acts => {
        const { room, events } = enact(acts)
        deepFreeze(events)
        expect(events.reduce(evolve, OPENED)).toEqual(room)
      }),
      laws(500),
    )
  })

  it('RM4 its events are numbered without a gap', () => {
    fc.assert(
      fc.property(manyActs, acts => {
        const { room, events } = enact(acts)
        expect(events.map(({ seq }) => seq)).toEqual(
          Array.from({ length: room.seq }, (_, index) => index + 1),
        )
      }),
      laws(200),
    )
  })

  it('RM5 a command that has changed the room changes nothing when it comes again', () => {
    fc.assert(
      fc.property(manyActs, anyAct, fc.nat(5000), (acts, last, laterMs) => {
        const stage = enact(acts)
        const command = fitting(last, stage)
        const again = { ...last, commandId: 'again' }
        const first = stage.run(last.actorId, command, again)
        if (!first.ok || first.events.length === 0) return
        stage.pass(laterMs)
        expect(stage.run(last.actorId, command, again)).toEqual({ ok: true, events: [] })
      }),
      laws(500),
    )
  })

  it('WT13 no promise takes a start further ahead than its limit', () => {
    fc.assert(
      fc.property(manyActs, acts => {
        enact(acts, ({ room: { playback }, nowMs }) => {
          if (playback.mode === 'playing' && playback.approachRate === 0)
            expect(playback.atMs - nowMs).toBeLessThanOrEqual(PROMISE_MAX_MS)
          if (playback.mode === 'waiting')
            expect((playback.promisedMs ?? 0) - nowMs).toBeLessThanOrEqual(PROMISE_MAX_MS)
        })
      }),
      laws(500),
    )
  })

  it('WT1 the room comes to rest, with nobody but the clock to help, once its queue repeats no more', () => {
    fc.assert(
      fc.property(manyActs, acts => {
        const stage = enact(acts)
        const host = hostOf(stage.room)
        if (host) stage.accept(host, { type: 'queue.setRepeat', repeat: 'off' })
        // Of each video: that it starts, ends, and makes way for the next. One more for a vote.
        const atMost = 3 * (stage.room.queue.items.length + 1) + 1
        let ticks = 0
        while (tickWhenDue(stage)) expect(++ticks).toBeLessThanOrEqual(atMost)
        expect(stage.room.playback.mode).not.toBe('waiting')
      }),
      laws(500),
    )
  })

  it('QU7 a queue that repeats goes on for ever, and never faster than people can follow', () => {
    fc.assert(
      fc.property(manyActs, fc.constantFrom('one' as const, 'all' as const), (acts, repeat) => {
        const stage = enact(acts)
        const host = hostOf(stage.room)
        if (host) stage.accept(host, { type: 'queue.setRepeat', repeat })
        let beganMs = Number.NEGATIVE_INFINITY
        for (let ticks = 0; ticks < 30; ticks++) {
          const events = tickWhenDue(stage)
          if (!events) {
            expect(isAtRest(stage.room)).toBe(true)
            return
          }
          if (!events.some(({ type }) => type === 'video.changed')) continue
          expect(stage.nowMs - beganMs).toBeGreaterThanOrEqual(UP_NEXT_MS)
          beganMs = stage.nowMs
        }
      }),
      laws(200),
    )
  })
})

/** Each kind of event, so that a new one can't be forgotten here. */
const EVERY_EVENT: Readonly<Record<RoomEventType, true>> = {
  'member.joined': true,
  'member.updated': true,
  'member.left': true,
  'member.stalled': true,
  'member.recovered': true,
  'member.waitIgnored': true,
  'member.apart': true,
  'video.changed': true,
  'video.cleared': true,
  'playback.started': true,
  'playback.paused': true,
  'playback.seeked': true,
  'playback.rateChanged': true,
  'playback.waited': true,
  'playback.resumed': true,
  'playback.ended': true,
  'queue.added': true,
  'queue.removed': true,
  'queue.moved': true,
  'queue.shuffled': true,
  'queue.cleared': true,
  'queue.repeatSet': true,
  'queue.taken': true,
  'queue.upNext': true,
  'queue.suggested': true,
  'queue.dismissed': true,
  'control.modeSet': true,
  'control.allowed': true,
  'control.locked': true,
  'control.handed': true,
  'vote.started': true,
  'vote.cast': true,
  'vote.ended': true,
  'room.undone': true,
  'offer.restored': true,
  'offer.declined': true,
  'comment.pinned': true,
  'comment.removed': true,
  'comment.restored': true,
}

it('RM6 a snapshot and the events after it give the later snapshot, for each kind of event', () => {
  const seen = new Set<string>()
  const check = (acts: readonly Act[]): void => {
    const snapshots: unknown[] = []
    let after = 0
    const { room, events } = enact(acts, stage => {
      // Not after each: that would take long, and the next history has others.
      if (after++ % 4 === 0) snapshots.push(throughTheWire(stage.room))
    })
    for (const { event } of events) seen.add(event.type)
    const sent = events.map(event => CommittedEventSchema.parse(throughTheWire(event)))
    for (const snapshot of snapshots) {
      const known = RoomSchema.parse(snapshot)
      const tail = sent.filter(({ seq }) => seq > known.seq)
      expect(tail.reduce(evolve, known)).toEqual(room)
    }
  }
  fc.assert(fc.property(manyActs, check), laws(800))
  expect([...seen].sort()).toEqual(Object.keys(EVERY_EVENT).sort())
})

it('UD1 what is taken back at once leaves nothing of it behind', () => {
  const kinds = new Set<string>()
  const check = (acts: readonly Act[]): void => {
    let before = OPENED
    enact(acts, ({ room, nowMs, events }) => {
      const { undo } = room
      const did = events.filter(({ seq }) => seq > before.seq)
      const isAlone = did.every(({ commandId }) => commandId === undo?.id)
      if (undo && did.length > 0 && isAlone && did.every(leavesNothing)) {
        kinds.add(undo.kind)
        expect(whatIsOn(takenBack(room, nowMs))).toEqual(whatIsOn(before, did))
      }
      before = room
    })
  }
  fc.assert(fc.property(manyActs, check), laws(400))
  expect([...kinds].sort()).toEqual(Object.keys(UNDO_ACTION).sort())
})

const leavesNothing = ({ event: { type } }: CommittedEvent): boolean =>
  type !== 'control.handed' && type !== 'member.joined'

function takenBack(room: Room, nowMs: number): Room {
  const stage = createStage(room)
  stage.nowMs = nowMs
  const command = { type: 'room.undo', actId: room.undo?.id ?? '' } as const
  stage.accept(hostOf(room), command, { commandId: 'taking it back' })
  return stage.room
}

/** What has left the library is not put back. */
function whatIsOn({ video, queue, offer }: Room, did: readonly CommittedEvent[] = []) {
  const gone = did.flatMap(({ event }) =>
    event.type === 'queue.removed' && event.by === null ? [event.itemId] : [],
  )
  const items = queue.items.filter(({ id }) => !gone.includes(id))
  // Once it was put back, it is of this room.
  const offered = offer && { ...offer, fromRoomId: 'some room' }
  const suggested = queue.suggestions.map(({ id }) => id)
  return { entryId: video?.entryId, current: queue.current, items, offered, suggested }
}

describe('RM17 the later of two commands wins', () => {
  const orders: { what: string; first: RoomCommand; last: RoomCommand; left: object }[] = [
    { what: 'two seeks', first: seekTo(10), last: seekTo(90), left: { positionS: 90 } },
    {
      what: 'pause, then play',
      first: { type: 'playback.pause' },
      last: { type: 'playback.play' },
      left: { mode: 'playing' },
    },
    {
      what: 'seek, then pause',
      first: seekTo(50),
      last: { type: 'playback.pause' },
      left: { mode: 'paused', positionS: 50 },
    },
    {
      what: 'pause, then seek',
      first: { type: 'playback.pause' },
      last: seekTo(50),
      left: { mode: 'paused', positionS: 50 },
    },
    { what: 'two speeds', first: rateOf(2), last: rateOf(0.5), left: { rate: 0.5 } },
    { what: 'seek, then take off', first: seekTo(50), last: { type: 'video.clear' }, left: { mode: 'idle' } },
  ]

  it.each(orders)('of $what', ({ first, last, left }) => {
    fc.assert(
      fc.property(fc.nat(300), fc.boolean(), (gapMs, sameOne) => {
        const stage = watching(2, FILM, 30)
        stage.run(ANA, first)
        stage.pass(gapMs)
        stage.run(sameOne ? ANA : BEN, last)
        everybodyReady(stage, 0)
        expect(stage.room.playback).toMatchObject(left)
      }),
      laws(50),
    )
  })
})

function seekTo(positionS: number): RoomCommand {
  return { type: 'playback.seek', positionS }
}

function rateOf(rate: number): RoomCommand {
  return { type: 'playback.setRate', rate }
}

it('RM18 players that repeat what the room does never start a quarrel', () => {
  fc.assert(
    fc.property(manyActs, acts => {
      const stage = enact(acts)
      for (let round = 0; round < 3; round++) {
        const before = stage.room.seq
        for (const { id } of stage.room.members) echo(stage, id)
        if (stage.room.seq === before) return
      }
      throw new Error(`The room keeps changing: ${JSON.stringify(stage.room.playback)}`)
    }),
    laws(300),
  )
})

/** What a player would send that takes the room's own steering for its viewer's wish. */
function echo(stage: Stage, actorId: string): void {
  const { playback } = stage.room
  if (playback.mode === 'playing') stage.run(actorId, { type: 'playback.play' })
  if (playback.mode === 'paused')
    stage.run(actorId, { type: 'playback.pause', positionS: playback.positionS })
  if (playback.mode !== 'idle') stage.run(actorId, { type: 'playback.setRate', rate: playback.rate })
}

it('WT1 every wait of many histories is over by its deadline', () => {
  const random = createRandomSource(seed())
  const count = histories(100_000)
  for (let history = 0; history < count; history++) waitThrough(random)
})

/** A wait of some kind, with answers that come late, twice, or never. */
function waitThrough(random: RandomSource): void {
  const stage = watching(1 + random.whole(3), random.pick([FILM, LIVE]), 30)
  random.pick([
    () => stage.run(ANA, seekTo(50)),
    () => stage.run(ANA, { type: 'video.watch', entryId: FILM.entryId }),
    () => stage.run(ANA, { type: 'playback.stalled', positionS: 29 }),
  ])()
  const { untilMs } = playbackIn(stage, 'waiting')
  while (stage.room.playback.mode === 'waiting' && stage.nowMs < untilMs) {
    interfere(stage, random)
    stage.pass(random.whole(4000))
    stage.run(null, { type: 'room.tick' })
  }
  if (stage.room.playback.mode === 'waiting') throw new Error(`Still waiting: ${JSON.stringify(stage.room)}`)
}

function interfere(stage: Stage, random: RandomSource): void {
  const { playback } = stage.room
  if (playback.mode !== 'waiting') return
  const waitId = random.chance(0.7) ? playback.waitId : 'earlier'
  const who = person(random.whole(4))
  random.pick([
    () => stage.run(who, { type: 'playback.ready', waitId, positionS: 50 }),
    () =>
      stage.run(who, {
        type: 'playback.ready',
        waitId,
        positionS: 50,
        byMs: stage.nowMs + random.whole(2000) - 500,
      }),
    () => stage.run(who, { type: 'playback.stalled', positionS: 1 }),
    () => stage.run(who, { type: 'playback.recovered' }),
    () => stage.run(who, rateOf(2)),
    () => stage.run(who, { type: 'room.join', displayName: 'Somebody', avatarUrl: null }),
    () =>
      stage.room.members.length > 1 && stage.run(null, { type: 'room.leave', memberId: who, reason: 'gone' }),
  ])()
}

it('SY6 every command a client may send says whether it may be lost', () => {
  const types = MemberCommandSchema.options.flatMap(({ shape }) => [...shape.type.values])
  expect(types.filter(type => !(type in COMMAND_DURABILITY))).toEqual([])
})
