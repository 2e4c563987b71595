import * as z from 'zod'
import { CommentIdSchema, CommentSchema } from '../room/comment.ts'
import {
  BallotSchema,
  ControlActionSchema,
  ControlModeSchema,
  EntryIdSchema,
  MemberSchema,
  PlaybackSchema,
  QueueItemSchema,
  QueueSchema,
  RepeatSchema,
  SnowflakeSchema,
  UndoKindSchema,
  VideoSummarySchema,
} from '../room/roomState.ts'

/** A playback event carries the whole playback it leads to, so that evolving can't disagree with deciding. */
const playbackEvent = <T extends string>(type: T) =>
  z.object({ type: z.literal(type), playback: PlaybackSchema, by: SnowflakeSchema.nullable() })

export const RoomEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('member.joined'), member: MemberSchema }),
  /** Name or picture changed. */
  z.object({ type: z.literal('member.updated'), member: MemberSchema }),
  z.object({
    type: z.literal('member.left'),
    memberId: SnowflakeSchema,
    reason: z.enum(['left', 'gone', 'removed']),
  }),
  z.object({ type: z.literal('member.stalled'), memberId: SnowflakeSchema }),
  z.object({ type: z.literal('member.recovered'), memberId: SnowflakeSchema }),
  /** The room goes on without this member until it has recovered. */
  z.object({ type: z.literal('member.waitIgnored'), memberId: SnowflakeSchema }),
  /** Watches on its own from now on, or with the others again. */
  z.object({ type: z.literal('member.apart'), memberId: SnowflakeSchema, apart: z.boolean() }),
  /** Null where it came from the queue by itself. */
  z.object({ type: z.literal('video.changed'), video: VideoSummarySchema, by: SnowflakeSchema.nullable() }),
  z.object({ type: z.literal('video.cleared'), by: SnowflakeSchema }),
  playbackEvent('playback.started'),
  playbackEvent('playback.paused'),
  playbackEvent('playback.seeked'),
  playbackEvent('playback.rateChanged'),
  /** The room has begun to wait, or waits for fewer people than before. */
  playbackEvent('playback.waited'),
  playbackEvent('playback.resumed'),
  playbackEvent('playback.ended'),
  z.object({
    type: z.literal('queue.added'),
    items: z.array(QueueItemSchema),
    where: z.enum(['next', 'last']),
    by: SnowflakeSchema,
  }),
  /** Taken out without having been on. Null where it has left the library. */
  z.object({ type: z.literal('queue.removed'), itemId: z.string().max(64), by: SnowflakeSchema.nullable() }),
  z.object({
    type: z.literal('queue.moved'),
    itemId: z.string().max(64),
    beforeId: z.string().max(64).nullable(),
    by: SnowflakeSchema,
  }),
  z.object({
    type: z.literal('queue.shuffled'),
    /** All of them, in their new order. */
    itemIds: z.array(z.string().max(64)),
    by: SnowflakeSchema,
  }),
  z.object({ type: z.literal('queue.cleared'), by: SnowflakeSchema }),
  z.object({ type: z.literal('queue.repeatSet'), repeat: RepeatSchema, by: SnowflakeSchema }),
  /** Somebody has it on now: it is the current one, and what was may have gone to the end. */
  z.object({
    type: z.literal('queue.taken'),
    item: QueueItemSchema,
    /** Null when it came by itself. */
    by: SnowflakeSchema.nullable(),
  }),
  /** The next one comes by itself then, or nothing does. */
  z.object({
    type: z.literal('queue.upNext'),
    atMs: QueueSchema.shape.upNextAtMs,
    by: SnowflakeSchema.nullable(),
  }),
  z.object({ type: z.literal('queue.suggested'), items: z.array(QueueItemSchema), by: SnowflakeSchema }),
  /** A suggestion is gone without having come into the queue; `queue.added` tells of those that have. */
  z.object({ type: z.literal('queue.dismissed'), itemId: z.string().max(64), by: SnowflakeSchema }),
  z.object({ type: z.literal('control.modeSet'), mode: ControlModeSchema, by: SnowflakeSchema }),
  z.object({
    type: z.literal('control.allowed'),
    action: ControlActionSchema,
    /** Null is as the mode says. */
    who: z.enum(['everyone', 'host']).nullable(),
    by: SnowflakeSchema,
  }),
  z.object({ type: z.literal('control.locked'), locked: z.boolean(), by: SnowflakeSchema }),
  /** Another one is host. */
  z.object({
    type: z.literal('control.handed'),
    /** Null when the room is empty. */
    toId: SnowflakeSchema.nullable(),
    by: SnowflakeSchema.nullable(),
    /** `left`: the host is no longer in the room. `first`: there was none. */
    reason: z.enum(['handed', 'left', 'takenBack', 'first']),
  }),
  z.object({ type: z.literal('vote.started'), ballot: BallotSchema, by: SnowflakeSchema }),
  z.object({
    type: z.literal('vote.cast'),
    ballotId: z.string().max(64),
    yes: z.boolean(),
    by: SnowflakeSchema,
  }),
  z.object({
    type: z.literal('vote.ended'),
    ballotId: z.string().max(64),
    passed: z.boolean(),
    /**
     * `counted`: enough for it or against it. `deadline`: time was up. `cancelled`: by who started it, or the host.
     * `moot`: what it was about is off, or the room votes no more. `gone`: what was chosen has left the library.
     */
    why: z.enum(['counted', 'deadline', 'cancelled', 'moot', 'gone']),
    /** Who cancelled it. */
    by: SnowflakeSchema.nullable(),
  }),
  /** What somebody did was taken back. It carries what it leads to; the queue gets back what `room.undo` had of it. */
  z.object({
    type: z.literal('room.undone'),
    /** What is taken back. */
    actId: z.string().max(64),
    kind: UndoKindSchema,
    /** Left out where the playback stays. */
    playback: PlaybackSchema.optional(),
    /** Left out where what is on stays. */
    video: VideoSummarySchema.nullable().optional(),
    by: SnowflakeSchema,
  }),
  /** What an earlier room of this place held waits here, behind what waits already. */
  z.object({
    type: z.literal('offer.restored'),
    items: z.array(QueueItemSchema),
    /** So many were left out: they have left the library, or there was no room for them. */
    leftOut: z.int().nonnegative(),
    fromRoomId: z.string().max(64),
    by: SnowflakeSchema,
  }),
  z.object({ type: z.literal('offer.declined'), fromRoomId: z.string().max(64), by: SnowflakeSchema }),
  /** The one event that says what somebody wrote: it goes with the comment, so that nothing is left of it. */
  z.object({ type: z.literal('comment.pinned'), comment: CommentSchema, by: SnowflakeSchema }),
  z.object({
    type: z.literal('comment.removed'),
    commentId: CommentIdSchema,
    entryId: EntryIdSchema,
    by: SnowflakeSchema,
  }),
  z.object({
    type: z.literal('comment.restored'),
    commentId: CommentIdSchema,
    entryId: EntryIdSchema,
    by: SnowflakeSchema,
  }),
])
export type RoomEvent = z.infer<typeof RoomEventSchema>
export type RoomEventType = RoomEvent['type']

/** An event as it was committed. */
export const CommittedEventSchema = z.object({
  seq: z.int().positive(),
  /** Room time of the commit, epoch ms. */
  atMs: z.number(),
  /** The command that caused it. */
  commandId: z.string().max(64),
  event: RoomEventSchema,
})
export type CommittedEvent = z.infer<typeof CommittedEventSchema>
