import fc from 'fast-check'
import type { MemberCommand, RoomCommand } from '../../protocol/commands.ts'
import { MAX_ADDED, MAX_LENT, MAX_QUEUE } from '../limits.ts'
import type {
  Control,
  ControlMode,
  Lent,
  Member,
  Offer,
  Playback,
  Queue,
  QueueItem,
  Room,
  Undo,
  VideoSummary,
  VoteSubject,
} from '../roomState.ts'
import { FILM, GUEST, LIVE, person } from './stage.ts'

const PEOPLE = 4
const NOW_MS = 1_790_000_000_000

/** One of them has not signed in. */
const who = fc.oneof(fc.nat(PEOPLE - 1).map(person), fc.constant(GUEST))
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined })
const positionS = fc.oneof(
  fc.constantFrom(0, 30, 119.9, 120, 1e10),
  fc.double({ min: 0, max: 130, noNaN: true }),
  fc.double({ min: 0, max: 1e10, noNaN: true }),
)
/** Kept, past, too far ahead and absurd. */
const byMs = fc.oneof(
  fc.integer({ min: NOW_MS - 5000, max: NOW_MS + 5000 }),
  fc.constantFrom(0, NOW_MS * 2, 8.64e15),
)
const roomTimeMs = fc.integer({ min: NOW_MS - 200_000, max: NOW_MS + 200_000 })

export const anyVideo: fc.Arbitrary<VideoSummary> = fc.constantFrom(
  FILM,
  LIVE,
  { ...FILM, entryId: '0_short', durationS: 0 },
  { ...FILM, entryId: '0_unknown', durationS: null },
  { ...LIVE, entryId: '1_plain', dvrWindowS: null },
)

const entryId = fc.constantFrom(FILM.entryId, LIVE.entryId, '0_short', '0_other')
const repeat = fc.constantFrom('off' as const, 'one' as const, 'all' as const)

/** Stand for the ids of what is in the queue when the command is run, and of what is on of it. */
export const QUEUED: readonly string[] = ['the first', 'the second', 'the third']
export const CURRENT_ITEM = 'the current one'
const itemId = fc.constantFrom(...QUEUED, CURRENT_ITEM, 'earlier')

const queueCommand: fc.Arbitrary<MemberCommand> = fc.oneof(
  fc.record({
    type: fc.constant('queue.add' as const),
    entryIds: fc.oneof(
      fc.array(entryId, { minLength: 1, maxLength: 4 }),
      fc.constant(Array.from({ length: MAX_ADDED }, () => FILM.entryId)),
    ),
    where: fc.constantFrom('next' as const, 'last' as const),
  }),
  fc.record({ type: fc.constant('queue.remove' as const), itemId }),
  fc.record({ type: fc.constant('queue.move' as const), itemId, beforeId: fc.option(itemId) }),
  fc.record({ type: fc.constant('queue.play' as const), itemId }),
  fc.record({ type: fc.constant('queue.next' as const), afterId: fc.option(itemId) }),
  fc.constant({ type: 'queue.shuffle' as const }),
  fc.constant({ type: 'queue.clear' as const }),
  fc.record({ type: fc.constant('queue.setRepeat' as const), repeat }),
  fc.constant({ type: 'queue.stay' as const }),
  fc.constant({ type: 'queue.restore' as const }),
  fc.constant({ type: 'queue.declineOffer' as const }),
)

/** Stand for the ids of the vote that there is, of what was done last, and of the first suggestion. */
export const CURRENT_BALLOT = 'the vote there is'
export const LAST_ACT = 'what was done last'
export const SUGGESTED = 'what was suggested first'

const controlMode = fc.constantFrom('everyone' as const, 'host' as const, 'vote' as const)
const controlAction = fc.constantFrom(
  'playPause' as const,
  'seek' as const,
  'rate' as const,
  'queue' as const,
  'mode' as const,
)
const whoMay = fc.constantFrom('everyone' as const, 'host' as const)

const entryIds = fc.array(entryId, { minLength: 1, maxLength: 3 })
const suggestion = fc.constantFrom(SUGGESTED, SUGGESTED, 'earlier')
/** Of a command that undoes: most of the time what was done last. */
const actId = fc.constantFrom(LAST_ACT, LAST_ACT, LAST_ACT, 'earlier')

const controlCommand: fc.Arbitrary<MemberCommand> = fc.oneof(
  fc.record({ type: fc.constant('queue.suggest' as const), entryIds }),
  fc.record({ type: fc.constant('queue.suggest' as const), entryIds }),
  fc.record({
    type: fc.constant('queue.accept' as const),
    itemId: suggestion,
    where: fc.constantFrom('next' as const, 'last' as const),
  }),
  fc.record({ type: fc.constant('queue.dismiss' as const), itemId: suggestion }),
  fc.record({ type: fc.constant('queue.dismiss' as const), itemId: fc.constant(SUGGESTED) }),
  fc.record({ type: fc.constant('control.setMode' as const), mode: controlMode }),
  fc.record({ type: fc.constant('control.allow' as const), action: controlAction, who: fc.option(whoMay) }),
  // More often open than locked, so that the others have something to do.
  fc.record({ type: fc.constant('control.lock' as const), locked: fc.constantFrom(true, false, false) }),
  fc.record({ type: fc.constant('control.handOver' as const), memberId: who }),
  fc.constant({ type: 'control.takeBack' as const }),
  fc.record({
    type: fc.constant('vote.start' as const),
    what: fc.oneof(
      fc.record({
        kind: fc.constant('skip' as const),
        afterId: fc.constantFrom(CURRENT_ITEM, CURRENT_ITEM, null),
      }),
      fc.record({ kind: fc.constant('choose' as const), entryId }),
    ),
  }),
  fc.record({
    type: fc.constant('vote.cast' as const),
    ballotId: fc.constantFrom(CURRENT_BALLOT, CURRENT_BALLOT, 'earlier'),
    yes: fc.boolean(),
  }),
  fc.constant({ type: 'vote.cancel' as const }),
  fc.record({ type: fc.constant('room.undo' as const), actId }),
  fc.record({ type: fc.constant('room.undo' as const), actId }),
)

/** Stands for the id of the comment that was pinned last. */
export const LAST_COMMENT = 'what was pinned last'
const commentId = fc.constantFrom(LAST_COMMENT, LAST_COMMENT, LAST_COMMENT, 'earlier')

const commentCommand: fc.Arbitrary<MemberCommand> = fc.oneof(
  fc.record({
    type: fc.constant('comment.pin' as const),
    // Most of the time of what is on.
    entryId: fc.constantFrom(FILM.entryId, FILM.entryId, '0_other'),
    positionS,
    text: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
      fc.string({ unit: 'grapheme', minLength: 250, maxLength: 310 }),
    ),
  }),
  fc.record({ type: fc.constant('comment.remove' as const), commentId }),
  fc.record({ type: fc.constant('comment.restore' as const), commentId }),
)

/** Commands as a client may send them; `waitId` is made to fit the wait there is, most of the time. */
const memberCommand = (waitId: fc.Arbitrary<string>): fc.Arbitrary<MemberCommand> =>
  fc.oneof(
    fc
      .record({ startS: optional(positionS), onlyIfIdle: optional(fc.boolean()) })
      .map(({ startS, onlyIfIdle }) => ({
        type: 'video.watch' as const,
        entryId: FILM.entryId,
        ...(startS === undefined ? {} : { startS }),
        ...(onlyIfIdle === undefined ? {} : { onlyIfIdle }),
      })),
    fc.constant({ type: 'video.clear' as const }),
    fc.constant({ type: 'playback.play' as const }),
    optional(positionS).map(at => ({
      type: 'playback.pause' as const,
      ...(at === undefined ? {} : { positionS: at }),
    })),
    fc.record({ type: fc.constant('playback.seek' as const), positionS }),
    fc.constant({ type: 'playback.seekToLiveEdge' as const }),
    fc.record({
      type: fc.constant('playback.setRate' as const),
      rate: fc.constantFrom(0.5, 1, 1.25, 2),
    }),
    fc.record({ waitId, positionS, promise: optional(byMs) }).map(({ promise, ...rest }) => ({
      type: 'playback.ready' as const,
      ...rest,
      ...(promise === undefined ? {} : { byMs: promise }),
    })),
    fc.record({ type: fc.constant('playback.stalled' as const), positionS }),
    fc.constant({ type: 'playback.recovered' as const }),
    fc.record({ type: fc.constant('playback.continueWithout' as const), waitId }),
    fc.record({ type: fc.constant('member.setApart' as const), apart: fc.boolean() }),
  )

const serverCommand: fc.Arbitrary<RoomCommand> = fc.oneof(
  fc.record({
    type: fc.constant('room.join' as const),
    displayName: fc.string({ maxLength: 100 }),
    avatarUrl: fc.constantFrom(null, '/api/v1/avatars/1/a'),
    outside: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
  fc.record({
    type: fc.constant('room.leave' as const),
    memberId: who,
    reason: fc.constantFrom('left' as const, 'gone' as const, 'removed' as const),
  }),
  fc.constant({ type: 'room.tick' as const }),
)

/** What the library says of all those that may be in the queue; some have gone. */
export const anyLookedUp: fc.Arbitrary<ReadonlyMap<string, VideoSummary | null>> = fc
  .array(fc.tuple(entryId, fc.option(anyVideo, { freq: 6 })), { minLength: 4, maxLength: 8 })
  .map(known => new Map(known))

/** Stands for the id of whatever wait there is when the command is run. */
export const CURRENT_WAIT = 'the wait there is'

/** Somebody does something, a while after the last one did. */
export interface Act {
  readonly actorId: string
  readonly command: RoomCommand
  /** It is the host who does it, whoever that is by then. */
  readonly asHost: boolean
  readonly video: VideoSummary
  readonly lookedUp: ReadonlyMap<string, VideoSummary | null>
  readonly afterMs: number
  /** An answer to a wait promises to be ready so much later (negative: earlier); absent, it stands ready. */
  readonly promisesInMs: number | undefined
  /** Everybody's player has caught up meanwhile. */
  readonly allReady: boolean
  /** What the host makes of the room now and then, most of the time nothing. */
  readonly opens: ControlMode | undefined
  /** How the same person votes before that, if there is a vote. */
  readonly votes: boolean | undefined
}

export const anyAct: fc.Arbitrary<Act> = fc.record({
  actorId: who,
  asHost: fc.boolean(),
  command: fc.oneof(
    { weight: 6, arbitrary: memberCommand(fc.constantFrom(CURRENT_WAIT, CURRENT_WAIT, 'earlier')) },
    { weight: 4, arbitrary: queueCommand },
    { weight: 4, arbitrary: controlCommand },
    { weight: 3, arbitrary: commentCommand },
    { weight: 2, arbitrary: serverCommand },
  ),
  video: anyVideo,
  lookedUp: anyLookedUp,
  afterMs: fc.oneof(fc.constantFrom(0, 0, 100, 300), fc.nat(15_000)),
  promisesInMs: optional(
    fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.constantFrom(0, 1000, 1001, 1e12)),
  ),
  allReady: fc.boolean(),
  opens: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: controlMode }),
  votes: fc.option(fc.boolean(), { nil: undefined }),
})

const rate = fc.double({ min: 0.25, max: 4, noNaN: true })
const by = fc.option(who)

const anyPlayback: fc.Arbitrary<Playback> = fc.oneof(
  fc.constant({ mode: 'idle' as const }),
  fc.record({ mode: fc.constant('paused' as const), positionS, rate, by }),
  fc.record({
    mode: fc.constant('playing' as const),
    positionS,
    atMs: roomTimeMs,
    rate,
    approachRate: fc.double({ min: 0, max: 4, noNaN: true }),
    by,
  }),
  fc
    .record({
      mode: fc.constant('waiting' as const),
      waitId: fc.constant(CURRENT_WAIT),
      reason: fc.constantFrom('load' as const, 'seek' as const, 'stall' as const),
      positionS: fc.option(positionS),
      rate,
      waitingFor: fc.array(who, { maxLength: PEOPLE }),
      sinceMs: roomTimeMs,
      untilMs: roomTimeMs,
      promisedMs: optional(byMs),
      next: fc.constantFrom('playing' as const, 'paused' as const),
      by,
    })
    .map(({ promisedMs, ...wait }) => (promisedMs === undefined ? wait : { ...wait, promisedMs })),
  fc.record({ mode: fc.constant('ended' as const), positionS, rate }),
)

const anyMember: fc.Arbitrary<Member> = fc.record({
  id: who,
  displayName: fc.string({ maxLength: 100 }),
  avatarUrl: fc.constant(null),
  guest: fc.boolean(),
  outside: fc.boolean(),
  joinedAtMs: roomTimeMs,
  stalled: fc.boolean(),
  ignoreWait: fc.boolean(),
  apart: fc.boolean(),
  waitedAtMs: fc.array(roomTimeMs, { maxLength: 8 }),
})

const anyItem: fc.Arbitrary<QueueItem> = fc.record({
  id: itemId,
  video: anyVideo,
  by: who,
  byName: fc.string({ maxLength: 100 }),
})

const anyQueue: fc.Arbitrary<Queue> = fc.record({
  items: fc.oneof(
    fc.array(anyItem, { maxLength: 5 }),
    fc.array(anyItem, { minLength: MAX_QUEUE - 2, maxLength: MAX_QUEUE }),
  ),
  repeat,
  current: fc.option(anyItem),
  upNextAtMs: fc.option(roomTimeMs),
  suggestions: fc.array(anyItem, { maxLength: 3 }),
})

const anySubject: fc.Arbitrary<VoteSubject> = fc.oneof(
  fc.record({ kind: fc.constant('skip' as const), afterId: fc.option(itemId) }),
  fc.record({ kind: fc.constant('choose' as const), video: anyVideo }),
)
const anyLent: fc.Arbitrary<Lent> = fc.record({ fromId: who, toId: fc.option(who), atMs: roomTimeMs })

const anyControl: fc.Arbitrary<Control> = fc.record({
  mode: controlMode,
  hostId: fc.option(who),
  allow: fc.dictionary(controlAction, whoMay),
  locked: fc.boolean(),
  lent: fc.option(anyLent),
  lentBefore: fc.array(anyLent, { maxLength: MAX_LENT }),
  ballot: fc.option(
    fc.record({
      id: fc.constant(CURRENT_BALLOT),
      what: anySubject,
      by: who,
      yes: fc.array(who, { maxLength: PEOPLE }),
      no: fc.array(who, { maxLength: PEOPLE }),
      startedAtMs: roomTimeMs,
      untilMs: roomTimeMs,
    }),
  ),
  lostVotes: fc.array(fc.record({ what: anySubject, by: who, atMs: roomTimeMs }), { maxLength: 3 }),
})

/** Of another room: none of its ids are those of this one. */
export const anyOffer: fc.Arbitrary<Offer> = fc.record({
  items: fc
    .array(anyItem, { maxLength: 5 })
    .map(items => items.map((item, index) => ({ ...item, id: `kept-${index}` }))),
  video: fc.option(anyVideo),
  positionS: fc.double({ min: 0, max: 130, noNaN: true }),
  keptAtMs: roomTimeMs,
  fromRoomId: fc.constant('before'),
})

const act = { id: fc.constant(LAST_ACT), by: who, atMs: roomTimeMs }
const index = fc.nat(MAX_QUEUE)
const anyUndo: fc.Arbitrary<Undo> = fc.oneof(
  fc.record({ ...act, kind: fc.constant('seek' as const), positionS: fc.option(positionS) }),
  fc.record({ ...act, kind: fc.constant('rate' as const), rate }),
  fc.record({
    ...act,
    kind: fc.constantFrom('putOn' as const, 'tookOff' as const),
    video: fc.option(anyVideo),
    positionS: fc.option(positionS),
    rate,
    next: fc.constantFrom('playing' as const, 'paused' as const),
    current: fc.option(anyItem),
    taken: fc.option(fc.record({ item: anyItem, index })),
  }),
  fc.record({ ...act, kind: fc.constant('removed' as const), item: anyItem, index }),
  fc.record({ ...act, kind: fc.constant('moved' as const), itemId, index }),
  fc.record({ ...act, kind: fc.constant('shuffled' as const), itemIds: fc.array(itemId, { maxLength: 5 }) }),
  fc.record({ ...act, kind: fc.constant('cleared' as const), items: fc.array(anyItem, { maxLength: 5 }) }),
  fc.record({
    ...act,
    kind: fc.constantFrom('added' as const, 'broughtBack' as const),
    itemIds: fc.array(itemId, { maxLength: 5 }),
    wasIdle: fc.boolean(),
    suggested: fc.array(anyItem, { maxLength: 3 }),
    offer: fc.option(anyOffer),
  }),
)

/** Any room its schema lets through, also those that no history leads to. */
export const anyRoom: fc.Arbitrary<Room> = fc.record({
  id: fc.constant('room'),
  instanceId: fc.constant('instance'),
  seq: fc.nat(1000),
  video: fc.option(anyVideo),
  playback: anyPlayback,
  queue: anyQueue,
  control: anyControl,
  undo: fc.option(anyUndo),
  offer: fc.option(anyOffer),
  members: fc.array(anyMember, { maxLength: PEOPLE }),
  recentCommandIds: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
})
