import * as z from 'zod'
import { MAX_ACCESS_ASKED } from '../room/limits.ts'
import { EntryIdSchema, RoomSchema, SnowflakeSchema } from '../room/roomState.ts'
import { MemberCommandSchema } from './commands.ts'
import { WireErrorSchema } from './errors.ts'
import { CommittedEventSchema } from './events.ts'

/*
 * The wire of the namespace `/activity`. One schema a frame; whoever receives a frame parses it before anything
 * else. Client → server: `hello`, `command`, `clock` (each acknowledged), `telemetry` (volatile).
 * Server → client: `events`, `presence` (volatile), `closing`.
 */

/** First frame after each connect: what the client still has. */
export const HelloSchema = z.object({
  protocol: z.int(),
  /** The room and event the client knows, to be sent only what it lacks. */
  roomId: z.string().max(64).optional(),
  lastSeq: z.int().nonnegative().optional(),
})
export type Hello = z.infer<typeof HelloSchema>

export const WelcomeSchema = z.object({
  memberId: SnowflakeSchema,
  roomId: z.string(),
  /** Either the events since `lastSeq`, or the whole room where those don't reach. */
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('tail'), events: z.array(CommittedEventSchema) }),
    z.object({ kind: z.literal('snapshot'), room: RoomSchema }),
  ]),
})
export type Welcome = z.infer<typeof WelcomeSchema>

export const CommandFrameSchema = z.object({
  /** Chosen by the client; sent again under the same id until it is acknowledged. */
  id: z.string().min(8).max(64),
  command: MemberCommandSchema,
})
export type CommandFrame = z.infer<typeof CommandFrameSchema>

/** `seq` is the room's after the command: acknowledged means committed. */
export const CommandAckSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), seq: z.int().nonnegative() }),
  z.object({ ok: z.literal(false), error: WireErrorSchema }),
])
export type CommandAck = z.infer<typeof CommandAckSchema>

/** Answer to `hello`. */
export const HelloAckSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), welcome: WelcomeSchema }),
  z.object({ ok: z.literal(false), error: WireErrorSchema }),
])
export type HelloAck = z.infer<typeof HelloAckSchema>

/** `sentMs` is the client's own clock, echoed so that an answer finds its question. */
export const ClockProbeSchema = z.object({ sentMs: z.number() })
/** Room time when the probe came in and when the answer left, epoch ms. */
export const ClockReplySchema = z.object({
  sentMs: z.number(),
  receivedMs: z.number(),
  repliedMs: z.number(),
})
export type ClockReply = z.infer<typeof ClockReplySchema>

/** How a member's player is doing; what the faces show. */
export const MemberStateSchema = z.enum([
  'loading',
  'inStep',
  'catchingUp',
  'buffering',
  'hidden',
  'failed',
  'apart',
])
export type MemberState = z.infer<typeof MemberStateSchema>

export const TelemetrySchema = z.object({
  state: MemberStateSchema,
  /** Target minus own position, seconds: positive is behind. Null while it can't be told. */
  errorS: z.number().min(-1e6).max(1e6).nullable(),
  /** Seconds buffered ahead. */
  bufferedS: z.number().min(0).max(1e6),
  /** 95th percentile of half the round trip over the last minute, ms: sets how far ahead changes take effect. */
  oneWayP95Ms: z.number().min(0).max(60_000),
  /** Videos of the room that the account refuses this member; absent where there are none. */
  cannotWatch: z.array(EntryIdSchema).max(MAX_ACCESS_ASKED).optional(),
})
export type Telemetry = z.infer<typeof TelemetrySchema>

/** Everybody's latest telemetry that the others may see; a member that is absent has no connection. */
export const PresenceSchema = z.object({
  members: z.record(SnowflakeSchema, TelemetrySchema.pick({ state: true, errorS: true, cannotWatch: true })),
})
export type Presence = z.infer<typeof PresenceSchema>

export const EventsFrameSchema = z.object({ roomId: z.string(), events: z.array(CommittedEventSchema) })
export type EventsFrame = z.infer<typeof EventsFrameSchema>

/**
 * Why the server is about to close this connection.
 * `replaced`: the same person opened the Activity elsewhere; don't reconnect. `draining`: the node goes away;
 * reconnect after `reconnectInMs`. `removed`: no longer in the Activity. `expired`: get a fresh token, then
 * reconnect. `protocol`: this client is too old or too new; load the page again.
 * `visit…`: a guest's time here is over, because the link was taken back or has run out, because nobody from Discord
 * is here any more, or because the server lets in no guests.
 */
export const ClosingSchema = z.object({
  reason: z.enum([
    'replaced',
    'draining',
    'removed',
    'expired',
    'protocol',
    'overloaded',
    'visitRevoked',
    'visitExpired',
    'visitAlone',
    'visitOff',
  ]),
  reconnectInMs: z.number().nonnegative().optional(),
})
export type Closing = z.infer<typeof ClosingSchema>

/** Socket.IO namespace and event names, typed for both ends. */
export const ACTIVITY_NAMESPACE = '/activity'

export interface ClientToServerEvents {
  hello: (frame: Hello, acknowledge: (ack: HelloAck) => void) => void
  command: (frame: CommandFrame, acknowledge: (ack: CommandAck) => void) => void
  clock: (probe: z.infer<typeof ClockProbeSchema>, acknowledge: (reply: ClockReply) => void) => void
  telemetry: (frame: Telemetry) => void
  /** Said goodbye: no grace period. */
  leave: () => void
}

export interface ServerToClientEvents {
  events: (frame: EventsFrame) => void
  presence: (frame: Presence) => void
  closing: (frame: Closing) => void
}
