import * as z from 'zod'
import { FASTEST_RATE, MAX_QUEUE, SLOWEST_RATE } from './limits.ts'

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
  joinedAtMs: z.number(),
  /** Set while the member's player has run dry and the room hasn't stopped for it. */
  stalled: z.boolean(),
  /** The room no longer waits for this member, until it has been in step again for a while. */
  ignoreWait: z.boolean(),
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
})
export type Queue = z.infer<typeof QueueSchema>

export const EMPTY_QUEUE: Queue = { items: [], repeat: 'off', current: null, upNextAtMs: null }

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
    members: [],
    recentCommandIds: [],
  }
}
