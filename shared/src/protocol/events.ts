import * as z from 'zod'
import {
  MemberSchema,
  PlaybackSchema,
  QueueItemSchema,
  QueueSchema,
  RepeatSchema,
  SnowflakeSchema,
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
