import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMAND_DURABILITY, MemberCommandSchema, type RoomCommand } from '../protocol/commands.ts'
import {
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
import { hostOf } from './mayControl.ts'
import { openRoom, type Room, RoomSchema } from './roomState.ts'
import {
  type Act,
  anyAct,
  anyLookedUp,
  anyRoom,
  anyVideo,
  CURRENT_BALLOT,
  CURRENT_ITEM,
  CURRENT_WAIT,
  LAST_ACT,
  QUEUED,
  SUGGESTED,
} from './testing/arbitraries.ts'
import { checkInvariants } from './testing/checkInvariants.ts'
import { createRandomSource, type RandomSource } from './testing/randomSource.ts'
import { histories, seed } from './testing/seed.ts'
import {
  ANA,
  BEN,
  everybodyReady,
  FILM,
  gathered,
  LIVE,
  person,
  playbackIn,
  type Stage,
  watching,
} from './testing/stage.ts'

const laws = (usualRuns: number): fc.Parameters<unknown> => ({ seed: seed(), numRuns: histories(usualRuns) })

/** With something that an earlier room of its place has kept. */
const OPENED: Room = {
  ...openRoom('room', 'instance'),
  offer: {
    items: [
      { id: 'kept-1', video: FILM, by: ANA, byName: 'Ana' },
      { id: 'kept-2', video: LIVE, by: BEN, byName: 'Ben' },
    ],
    video: FILM,
    positionS: 75,
    keptAtMs: 1_789_000_000_000,
    fromRoomId: 'before',
  },
}

/** Opens a room with two people in it and lets the acts happen. */
function enact(acts: readonly Act[], after?: (stage: Stage) => void): Stage {
  const stage = gathered(2, OPENED)
  for (const act of acts) {
    stage.pass(act.afterMs)
    if (act.allReady) everybodyReady(stage, 30)
    open(stage, act)
    vote(stage, act)
    stage.run(actorOf(act, stage), fitting(act, stage), act)
    after?.(stage)
  }
  return stage
}

function open(stage: Stage, { opens }: Act): void {
  if (!opens) return
  stage.run(hostOf(stage.room), { type: 'control.lock', locked: false })
  stage.run(hostOf(stage.room), { type: 'control.allow', action: 'queue', who: null })
  stage.run(hostOf(stage.room), { type: 'control.setMode', mode: opens })
}

function vote(stage: Stage, { actorId, votes }: Act): void {
  const { ballot } = stage.room.control
  if (ballot && votes !== undefined)
    stage.run(actorId, { type: 'vote.cast', ballotId: ballot.id, yes: votes })
}

function actorOf({ actorId, asHost, command: { type } }: Act, { room }: Stage): string | null {
  if (type === 'room.tick' || type === 'room.leave') return null
  return asHost && type !== 'room.join' ? (hostOf(room) ?? actorId) : actorId
}

/** The command, with what only the moment can tell: the wait there is, and when a promise falls due. */
function fitting({ command: meant, promisesInMs }: Act, { room, nowMs }: Stage): RoomCommand {
  const command = fittingControl(fittingQueue(meant, room), room)
  if (!('waitId' in command) || command.waitId !== CURRENT_WAIT || room.playback.mode !== 'waiting')
    return command
  const answer = { ...command, waitId: room.playback.waitId }
  if (answer.type !== 'playback.ready' || promisesInMs === undefined) return answer
  return { ...answer, byMs: nowMs + promisesInMs }
}

/** Likewise what is in the queue. */
function fittingQueue(command: RoomCommand, { queue }: Room): RoomCommand {
  const idOf = (name: string): string => {
    const id = name === CURRENT_ITEM ? queue.current?.id : queue.items[QUEUED.indexOf(name)]?.id
    return id ?? name
  }
  switch (command.type) {
    case 'queue.remove':
    case 'queue.play':
      return { ...command, itemId: idOf(command.itemId) }
    case 'queue.move':
      return {
        ...command,
        itemId: idOf(command.itemId),
        beforeId: command.beforeId === null ? null : idOf(command.beforeId),
      }
    case 'queue.next':
      return { ...command, afterId: command.afterId === null ? null : idOf(command.afterId) }
    default:
      return command
  }
}

/** Likewise who controls, what is voted on, and what was done last. */
function fittingControl(command: RoomCommand, { queue, control, undo }: Room): RoomCommand {
  switch (command.type) {
    case 'queue.accept':
    case 'queue.dismiss':
      return command.itemId === SUGGESTED
        ? { ...command, itemId: queue.suggestions[0]?.id ?? SUGGESTED }
        : command
    case 'vote.cast':
      return command.ballotId === CURRENT_BALLOT
        ? { ...command, ballotId: control.ballot?.id ?? CURRENT_BALLOT }
        : command
    case 'vote.start':
      return command.what.kind === 'skip' && command.what.afterId !== null
        ? { ...command, what: { kind: 'skip', afterId: queue.current?.id ?? null } }
        : command
    case 'room.undo':
      return command.actId === LAST_ACT ? { ...command, actId: undo?.id ?? LAST_ACT } : command
    default:
      return command
  }
}

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
}

it('RM6 a snapshot and the events after it give the later snapshot, for each kind of event', () => {
  const seen = new Set<string>()
  const check = (acts: readonly Act[]): void => {
    const snapshots: unknown[] = []
    const { room, events } = enact(acts, stage => snapshots.push(throughTheWire(stage.room)))
    for (const { event } of events) seen.add(event.type)
    for (const snapshot of snapshots) {
      const known = RoomSchema.parse(snapshot)
      const tail = events
        .filter(({ seq }) => seq > known.seq)
        .map(event => CommittedEventSchema.parse(throughTheWire(event)))
      expect(tail.reduce(evolve, known)).toEqual(room)
    }
  }
  fc.assert(fc.property(manyActs, check), laws(600))
  expect([...seen].sort()).toEqual(Object.keys(EVERY_EVENT).sort())
})

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
