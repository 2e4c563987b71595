import * as z from 'zod'
import { CommentIdSchema } from '../room/comment.ts'
import { MAX_ADDED, MAX_COMMENT_SENT } from '../room/limits.ts'
import {
  ControlActionSchema,
  ControlModeSchema,
  EntryIdSchema,
  RepeatSchema,
  SnowflakeSchema,
} from '../room/roomState.ts'

const positionS = z.number().min(0).max(1e10)
const itemId = z.string().min(1).max(64)
/** The last moment that a date can name, epoch ms. */
const MAX_DATE_MS = 8.64e15

/** What a member may ask of the room, over the socket. Each is a wish; the room answers with events or an error. */
export const MemberCommandSchema = z.discriminatedUnion('type', [
  /** Put a video on for everybody. */
  z.object({
    type: z.literal('video.watch'),
    entryId: EntryIdSchema,
    /** Where to begin, in seconds. */
    startS: positionS.optional(),
    /** Only when nothing is on yet: several people opening the same link must not restart each other. */
    onlyIfIdle: z.boolean().optional(),
  }),
  /** Take the video off; everybody is back in the library. */
  z.object({ type: z.literal('video.clear') }),
  z.object({ type: z.literal('playback.play') }),
  z.object({
    type: z.literal('playback.pause'),
    /** The frame the presser stopped at, so that all stop at that one. */
    positionS: positionS.optional(),
  }),
  z.object({ type: z.literal('playback.seek'), positionS }),
  /** Live only: to as near the edge as everybody's player can follow. */
  z.object({ type: z.literal('playback.seekToLiveEdge') }),
  z.object({ type: z.literal('playback.setRate'), rate: z.number().min(0.5).max(2) }),
  /** Answers a wait: this member's player stands at the position and could go on, or will by `byMs`. */
  z.object({
    type: z.literal('playback.ready'),
    waitId: z.string().max(64),
    /** Where the player stands, or will stand. */
    positionS,
    /** A promise: from this moment on, room time in epoch ms, the player can be moving. Absent: it stands now. */
    byMs: z.number().min(0).max(MAX_DATE_MS).optional(),
  }),
  /** This member's player has run dry. */
  z.object({ type: z.literal('playback.stalled'), positionS }),
  /** It plays again, or has been in step again for a while. */
  z.object({ type: z.literal('playback.recovered') }),
  /** Go on without those the room is waiting for. */
  z.object({ type: z.literal('playback.continueWithout'), waitId: z.string().max(64) }),
  /** Watch on one's own for a while, or be back in step with the others. */
  z.object({ type: z.literal('member.setApart'), apart: z.boolean() }),
  z.object({
    type: z.literal('queue.add'),
    entryIds: z.array(EntryIdSchema).min(1).max(MAX_ADDED),
    where: z.enum(['next', 'last']),
  }),
  z.object({ type: z.literal('queue.remove'), itemId }),
  z.object({
    type: z.literal('queue.move'),
    itemId,
    /** The one that it then stands before; null is the end. */
    beforeId: itemId.nullable(),
  }),
  /** Puts one on for everybody now. */
  z.object({ type: z.literal('queue.play'), itemId }),
  /** Puts on what comes next. */
  z.object({
    type: z.literal('queue.next'),
    /** The current one of the queue that the presser has had enough of; null where it wasn't of the queue. */
    afterId: itemId.nullable(),
  }),
  z.object({ type: z.literal('queue.shuffle') }),
  z.object({ type: z.literal('queue.clear') }),
  z.object({ type: z.literal('queue.setRepeat'), repeat: RepeatSchema }),
  /** Nothing comes by itself this time. */
  z.object({ type: z.literal('queue.stay') }),
  /** From somebody who may not add. */
  z.object({ type: z.literal('queue.suggest'), entryIds: z.array(EntryIdSchema).min(1).max(MAX_ADDED) }),
  /** Into the queue with a suggestion. */
  z.object({ type: z.literal('queue.accept'), itemId, where: z.enum(['next', 'last']) }),
  /** Away with a suggestion; everybody may take back their own. */
  z.object({ type: z.literal('queue.dismiss'), itemId }),
  z.object({ type: z.literal('control.setMode'), mode: ControlModeSchema }),
  z.object({
    type: z.literal('control.allow'),
    action: ControlActionSchema,
    /** Null is as the mode says. */
    who: z.enum(['everyone', 'host']).nullable(),
  }),
  z.object({ type: z.literal('control.lock'), locked: z.boolean() }),
  z.object({ type: z.literal('control.handOver'), memberId: SnowflakeSchema }),
  /** Whoever was host a moment ago is again. */
  z.object({ type: z.literal('control.takeBack') }),
  z.object({
    type: z.literal('vote.start'),
    what: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('skip'),
        /** As in `queue.next`. */
        afterId: itemId.nullable(),
      }),
      z.object({ kind: z.literal('choose'), entryId: EntryIdSchema }),
    ]),
  }),
  z.object({ type: z.literal('vote.cast'), ballotId: z.string().min(1).max(64), yes: z.boolean() }),
  /** By who started it, or the host. */
  z.object({ type: z.literal('vote.cancel') }),
  /** Takes back what was done last; `actId` is `room.undo.id`. */
  z.object({ type: z.literal('room.undo'), actId: z.string().min(1).max(64) }),
  /** Puts back what an earlier room of this place held. */
  z.object({ type: z.literal('queue.restore') }),
  /** Nobody here wants it. */
  z.object({ type: z.literal('queue.declineOffer') }),
  /** Says something at a moment of what is on, for all of the server who watch it, now and later. */
  z.object({
    type: z.literal('comment.pin'),
    /** What the writer saw: by now something else may be on. */
    entryId: EntryIdSchema,
    positionS,
    text: z.string().min(1).max(MAX_COMMENT_SENT),
  }),
  /** By who has written it, or a moderator of the server. */
  z.object({ type: z.literal('comment.remove'), commentId: CommentIdSchema }),
  /** By who has removed it, for a while. */
  z.object({ type: z.literal('comment.restore'), commentId: CommentIdSchema }),
])
export type MemberCommand = z.infer<typeof MemberCommandSchema>

/** What only the server may ask: who is here, and that a deadline has passed. */
export const ServerCommandSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('room.join'),
    displayName: z.string().max(100),
    avatarUrl: z.string().max(300).nullable(),
    /** By a link, in a browser outside Discord. */
    guest: z.boolean().optional(),
    /** A guest of whom Discord doesn't say that they belong to the server. */
    outside: z.boolean().optional(),
  }),
  z.object({
    type: z.literal('room.leave'),
    memberId: SnowflakeSchema,
    /** `left`: said so. `gone`: silent for too long. `removed`: no longer in the Activity. */
    reason: z.enum(['left', 'gone', 'removed']),
  }),
  z.object({ type: z.literal('room.tick') }),
])
export type ServerCommand = z.infer<typeof ServerCommandSchema>

export type RoomCommand = MemberCommand | ServerCommand
export type CommandType = RoomCommand['type']

/**
 * `committed`: acknowledged only once it stands in the database. Everything a room remembers is; what may be
 * lost (telemetry, clock probes) travels in frames of its own and is never stored.
 */
export const COMMAND_DURABILITY = {
  'video.watch': 'committed',
  'video.clear': 'committed',
  'playback.play': 'committed',
  'playback.pause': 'committed',
  'playback.seek': 'committed',
  'playback.seekToLiveEdge': 'committed',
  'playback.setRate': 'committed',
  'playback.ready': 'committed',
  'playback.stalled': 'committed',
  'playback.recovered': 'committed',
  'playback.continueWithout': 'committed',
  'member.setApart': 'committed',
  'queue.add': 'committed',
  'queue.remove': 'committed',
  'queue.move': 'committed',
  'queue.play': 'committed',
  'queue.next': 'committed',
  'queue.shuffle': 'committed',
  'queue.clear': 'committed',
  'queue.setRepeat': 'committed',
  'queue.stay': 'committed',
  'queue.suggest': 'committed',
  'queue.accept': 'committed',
  'queue.dismiss': 'committed',
  'control.setMode': 'committed',
  'control.allow': 'committed',
  'control.lock': 'committed',
  'control.handOver': 'committed',
  'control.takeBack': 'committed',
  'vote.start': 'committed',
  'vote.cast': 'committed',
  'vote.cancel': 'committed',
  'room.undo': 'committed',
  'queue.restore': 'committed',
  'queue.declineOffer': 'committed',
  'comment.pin': 'committed',
  'comment.remove': 'committed',
  'comment.restore': 'committed',
  'room.join': 'committed',
  'room.leave': 'committed',
  'room.tick': 'committed',
} as const satisfies Record<CommandType, 'committed' | 'ephemeral'>
