import * as z from 'zod'
import {
  FASTEST_RATE,
  MAX_LENT,
  MAX_LOST_VOTES,
  MAX_MEMBERS,
  MAX_QUEUE,
  MAX_SUGGESTIONS,
  SLOWEST_RATE,
} from './limits.ts'

/** Discord snowflake, as a decimal string. */
export const SnowflakeSchema = z.string().regex(/^\d{1,20}$/)

/** Kaltura entry id, `0_abc12345`. */
export const EntryIdSchema = z.string().regex(/^\d+_[a-z0-9_]{1,40}$/i)

/** What the room needs to know of a video; everything else is the library's. */
export const VideoSummarySchema = z.object({
  entryId: EntryIdSchema,
  name: z.string().max(1000),
  kind: z.enum(['vod', 'live']),
  /** Seconds; null for live. */
  durationS: z.number().nonnegative().nullable(),
  /** Seconds a viewer may go back from the live edge; null when there is no DVR or the video isn't live. */
  dvrWindowS: z.number().nonnegative().nullable(),
})
export type VideoSummary = z.infer<typeof VideoSummarySchema>

export const MemberSchema = z.object({
  id: SnowflakeSchema,
  displayName: z.string().max(100),
  /** On our own origin, so that it loads under the Activity's content security policy. */
  avatarUrl: z.string().max(300).nullable(),
  /** Came by a link and watches in a browser outside Discord. */
  guest: z.boolean().default(false),
  /** A guest of whom Discord doesn't say that they belong to the server: nobody's host while somebody does. */
  outside: z.boolean().default(false),
  joinedAtMs: z.number(),
  /** Set while the member's player has run dry and the room hasn't stopped for it. */
  stalled: z.boolean(),
  /** The room no longer waits for this member, until it has been in step again for a while. */
  ignoreWait: z.boolean(),
  /** Watches on its own for a while: nobody waits for it, and its stalls stop nobody. */
  apart: z.boolean().default(false),
  /** When this member made the room wait, newest last; the budget is counted from it. */
  waitedAtMs: z.array(z.number()).max(8),
})
export type Member = z.infer<typeof MemberSchema>

/**
 * Positions are seconds into the video; for live ones, epoch seconds by program-date-time, which is the only
 * reading that means the same on every viewer's player.
 */
const positionS = z.number()
/** Room time: epoch milliseconds by the one clock that all nodes and clients estimate. */
const roomTimeMs = z.number()
const rate = z.number().min(SLOWEST_RATE).max(FASTEST_RATE)
/** Who brought this about; null when it came about by itself. */
const by = SnowflakeSchema.nullable()

export const PlaybackSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('idle') }),
  z.object({ mode: z.literal('paused'), positionS, rate, by }),
  z.object({
    mode: z.literal('playing'),
    /** Where the video is at `atMs`. */
    positionS,
    /** When it takes effect: usually a little ahead, so that everybody starts together. */
    atMs: roomTimeMs,
    rate,
    /** How fast the video moves before `atMs`: 0 when it stands still until then. */
    approachRate: z.number().min(0).max(FASTEST_RATE),
    by,
  }),
  z.object({
    mode: z.literal('waiting'),
    /** Names this wait, so that an answer to an earlier one can't end it. */
    waitId: z.string().max(64),
    reason: z.enum(['load', 'seek', 'stall']),
    /** Where it goes on; null while a live edge is still to be found out from the first who is ready. */
    positionS: positionS.nullable(),
    rate,
    /** Whom it waits for. */
    waitingFor: z.array(SnowflakeSchema),
    sinceMs: roomTimeMs,
    /** The wait ends then at the latest. */
    untilMs: roomTimeMs,
    /** The latest moment by which somebody has promised to be ready; absent as long as nobody has promised. */
    promisedMs: roomTimeMs.optional(),
    /** What comes after. */
    next: z.enum(['playing', 'paused']),
    by,
  }),
  z.object({ mode: z.literal('ended'), positionS, rate }),
])
export type Playback = z.infer<typeof PlaybackSchema>
export type PlaybackMode = Playback['mode']
export type PlaybackOf<M extends PlaybackMode> = Extract<Playback, { mode: M }>

export const QueueItemSchema = z.object({
  id: z.string().max(64),
  video: VideoSummarySchema,
  /** Who added it, and how they were called then: they may have left since. */
  by: SnowflakeSchema,
  byName: z.string().max(100),
})
export type QueueItem = z.infer<typeof QueueItemSchema>

/** `one`: the same again. `all`: what has been on goes to the end. */
export const RepeatSchema = z.enum(['off', 'one', 'all'])
export type Repeat = z.infer<typeof RepeatSchema>

export const QueueSchema = z.object({
  /** The next one first. */
  items: z.array(QueueItemSchema).max(MAX_QUEUE),
  repeat: RepeatSchema,
  /** What is on, if it came from the queue. */
  current: QueueItemSchema.nullable(),
  /** When the next one comes by itself; null when none does. Only after an end. */
  upNextAtMs: roomTimeMs.nullable(),
  /** From those who may not add, in the order they came; an accepted one keeps its id. */
  suggestions: z.array(QueueItemSchema).max(MAX_SUGGESTIONS).default([]),
})
export type Queue = z.infer<typeof QueueSchema>

export const EMPTY_QUEUE: Queue = {
  items: [],
  repeat: 'off',
  current: null,
  upNextAtMs: null,
  suggestions: [],
}

/** `everyone`: all may do everything but say who controls. `host`: one does. `vote`: what is on is voted on. */
export const ControlModeSchema = z.enum(['everyone', 'host', 'vote'])
export type ControlMode = z.infer<typeof ControlModeSchema>

/**
 * What control is divided into. `queue`: putting on, taking off, skipping, and everything of the queue. `mode`: who
 * controls, permissions and the lock.
 */
export const ControlActionSchema = z.enum(['playPause', 'seek', 'rate', 'queue', 'mode'])
export type ControlAction = z.infer<typeof ControlActionSchema>

/** What a vote is about. */
export const VoteSubjectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('skip'),
    /** The current one of the queue that people have had enough of; null where it isn't of the queue. */
    afterId: z.string().max(64).nullable(),
  }),
  z.object({ kind: z.literal('choose'), video: VideoSummarySchema }),
])
export type VoteSubject = z.infer<typeof VoteSubjectSchema>

export const BallotSchema = z.object({
  id: z.string().max(64),
  what: VoteSubjectSchema,
  /** Who started it, and said yes by that. */
  by: SnowflakeSchema,
  /** Members who are for it; nobody stands on both sides. */
  yes: z.array(SnowflakeSchema).max(MAX_MEMBERS),
  no: z.array(SnowflakeSchema).max(MAX_MEMBERS),
  startedAtMs: roomTimeMs,
  /** It is over then at the latest. */
  untilMs: roomTimeMs,
})
export type Ballot = z.infer<typeof BallotSchema>

/** A host who is one no more, and for a while may be again. */
export const LentSchema = z.object({
  fromId: SnowflakeSchema,
  /** Null while nobody is in the room. */
  toId: SnowflakeSchema.nullable(),
  atMs: roomTimeMs,
})
export type Lent = z.infer<typeof LentSchema>

export const ControlSchema = z.object({
  mode: ControlModeSchema,
  /** Null in an empty room, and in one that was kept before there were hosts: `hostOf` knows who counts as one. */
  hostId: SnowflakeSchema.nullable(),
  /** What differs from what the mode says. */
  allow: z.partialRecord(ControlActionSchema, z.enum(['everyone', 'host'])),
  /** Only the host may do anything. */
  locked: z.boolean(),
  /** The latest time that somebody stopped being host by leaving or handing over. */
  lent: LentSchema.nullable(),
  /** Those before it, oldest first: a host who leaves soon after another must not cost that one the way back. */
  lentBefore: z.array(LentSchema).max(MAX_LENT),
  /** The vote there is. */
  ballot: BallotSchema.nullable(),
  /** Votes that were lost lately, oldest first: nobody starts the same one again at once. */
  lostVotes: z
    .array(z.object({ what: VoteSubjectSchema, by: SnowflakeSchema, atMs: roomTimeMs }))
    .max(MAX_LOST_VOTES),
})
export type Control = z.infer<typeof ControlSchema>

export const OPEN_CONTROL: Control = {
  mode: 'everyone',
  hostId: null,
  allow: {},
  locked: false,
  lent: null,
  lentBefore: [],
  ballot: null,
  lostVotes: [],
}

const act = {
  /** The command that did it. */
  id: z.string().max(64),
  by: SnowflakeSchema,
  /** When it was done; it can be taken back for `UNDO_MS` from then on. */
  atMs: roomTimeMs,
}

export const UndoKindSchema = z.enum([
  'seek',
  'rate',
  'putOn',
  'tookOff',
  'removed',
  'moved',
  'shuffled',
  'cleared',
  'added',
  'broughtBack',
])
export type UndoKind = z.infer<typeof UndoKindSchema>

/** What an earlier room of the same place held when it emptied; somebody may put it back here, once. */
export const OfferSchema = z.object({
  items: z.array(QueueItemSchema).max(MAX_QUEUE),
  /** What was on and wasn't over; null where nothing was. Never a live one: that has gone on without anybody. */
  video: VideoSummarySchema.nullable(),
  /** Where that one stood, s; 0 where nothing was on. */
  positionS: positionS.nonnegative(),
  /** When that room emptied. */
  keptAtMs: roomTimeMs,
  /** The room it was; the room itself once it has been put back here, and that was taken back. */
  fromRoomId: z.string().max(64),
})
export type Offer = z.infer<typeof OfferSchema>

/** What was done last and can still be taken back, with what it takes to bring back how it was. */
export const UndoSchema = z.discriminatedUnion('kind', [
  z.object({
    ...act,
    kind: z.literal('seek'),
    /** Where the room was; null at a live edge that wasn't found yet. */
    positionS: positionS.nullable(),
  }),
  z.object({ ...act, kind: z.literal('rate'), rate }),
  z.object({
    ...act,
    /** Put on (also out of the queue, also in place of another) or taken off. */
    kind: z.enum(['putOn', 'tookOff']),
    /** What was on; null where nothing was. */
    video: VideoSummarySchema.nullable(),
    positionS: positionS.nullable(),
    rate,
    next: z.enum(['playing', 'paused']),
    /** What was on of the queue. */
    current: QueueItemSchema.nullable(),
    /** What was taken out of the queue to be put on, and where it stood. */
    taken: z.object({ item: QueueItemSchema, index: z.int().nonnegative() }).nullable(),
  }),
  z.object({ ...act, kind: z.literal('removed'), item: QueueItemSchema, index: z.int().nonnegative() }),
  z.object({ ...act, kind: z.literal('moved'), itemId: z.string().max(64), index: z.int().nonnegative() }),
  z.object({ ...act, kind: z.literal('shuffled'), itemIds: z.array(z.string().max(64)).max(MAX_QUEUE) }),
  z.object({ ...act, kind: z.literal('cleared'), items: z.array(QueueItemSchema).max(MAX_QUEUE) }),
  z.object({
    ...act,
    /** Added where nothing was on and nothing waited, or brought back from what was kept. */
    kind: z.enum(['added', 'broughtBack']),
    itemIds: z.array(z.string().max(64)).max(MAX_QUEUE),
    /** Nothing was on before. */
    wasIdle: z.boolean(),
    /** What of it had been suggested. */
    suggested: z.array(QueueItemSchema).max(MAX_SUGGESTIONS),
    /** What is offered again; null where it was no offer, and for those who aren't told of any. */
    offer: OfferSchema.nullable(),
  }),
])
export type Undo = z.infer<typeof UndoSchema>

export const RoomSchema = z.object({
  /** Fresh with each opening of a room: a client that knows another id starts from a snapshot. */
  id: z.string().max(64),
  /** Discord's activity instance. */
  instanceId: z.string().max(200),
  /** Number of the last event; events are numbered from 1 without gaps. */
  seq: z.int().nonnegative(),
  video: VideoSummarySchema.nullable(),
  playback: PlaybackSchema,
  /** Rooms that were kept before there were queues have none. */
  queue: QueueSchema.default(EMPTY_QUEUE),
  /** Rooms that were kept before there was control are everybody's. */
  control: ControlSchema.default(OPEN_CONTROL),
  /** What can be taken back, until `UNDO_MS` after it; null where nothing can. */
  undo: UndoSchema.nullable().default(null),
  /** Null where there is nothing to go on with, or somebody has decided. */
  offer: OfferSchema.nullable().default(null),
  /** In the order they came. */
  members: z.array(MemberSchema),
  /** Ids of the commands that changed the room lately, oldest first: a re-sent one changes nothing. */
  recentCommandIds: z.array(z.string().max(64)),
})
export type Room = z.infer<typeof RoomSchema>

/** A room nobody has entered yet. */
export function openRoom(id: string, instanceId: string): Room {
  return {
    id,
    instanceId,
    seq: 0,
    video: null,
    playback: { mode: 'idle' },
    queue: EMPTY_QUEUE,
    control: OPEN_CONTROL,
    undo: null,
    offer: null,
    members: [],
    recentCommandIds: [],
  }
}
