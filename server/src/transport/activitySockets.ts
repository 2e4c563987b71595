import type { Server as HttpServer } from 'node:http'
import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import {
  ACTIVITY_NAMESPACE,
  type ClientToServerEvents,
  ClockProbeSchema,
  type Closing,
  CommandFrameSchema,
  type EventsFrame,
  type HelloAck,
  HelloSchema,
  type ServerToClientEvents,
  TelemetrySchema,
} from '@kaltura-discord/shared/protocol/frames.ts'
import { SUPPORTED_PROTOCOL_VERSIONS } from '@kaltura-discord/shared/protocol/version.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import { type DefaultEventsMap, type Namespace, Server, type Socket } from 'socket.io'
import * as z from 'zod'
import {
  type AccessTokens,
  type ActivityIdentity,
  isInActivity,
  ROOM_SURFACES,
} from '../platform/accessTokens.ts'
import { failureOf } from '../platform/failure.ts'
import type { Logger } from '../platform/logger.ts'
import { type Failure, fail, type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import type { Connection } from '../rooms/connections.ts'
import { seesLibrary } from '../rooms/guestCommands.ts'
import { GRACE_MS, type Membership, SILENT_GRACE_MS } from '../rooms/membership.ts'
import type { Presence } from '../rooms/presence.ts'
import type { RoomService } from '../rooms/roomService.ts'
import { MAX_BODY_BYTES } from './http.ts'
import { OpenLines } from './openLines.ts'
import { PreAuthGuard } from './preAuthGuard.ts'
import { SlowConsumers } from './slowConsumers.ts'
import { dispatch, frame } from './socketDispatcher.ts'

/** A dead line is noticed within the sum of these, ms. */
const PING_INTERVAL_MS = 5_000
const PING_TIMEOUT_MS = 4_000
/** After an announced close the connection is cut, so that the announcement can still go out, ms. */
const CLOSE_AFTER_MS = 100
/** When this node goes away, its members come back elsewhere spread over this, ms. */
const RECONNECT_SPREAD_MS = 1_000

interface SocketData {
  identity: ActivityIdentity
}

type ActivitySocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>
type ActivityNamespace = Namespace<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>

const HandshakeSchema = z.object({ token: z.string().min(1).max(4096) })

export interface ActivitySocketsOptions {
  /** Pages of these origins may open a socket, and no others. */
  readonly origins: readonly string[]
  readonly tokens: AccessTokens
  readonly signIns: {
    /** Whether a sign-in has not been ended before its tokens run out. */
    holds(identity: ActivityIdentity): Promise<boolean>
    /** Calls back when one ends; returns how to stop. */
    watch(signInId: string, onEnded: () => void): () => void
  }
  /** Why a guest's stay has ended; null where it ended as all sign-ins do. */
  readonly whyEnded: (signInId: string) => Promise<VisitEnd | null>
  readonly rooms: RoomService
  /** Whether they may bring into the room what the command would bring. */
  readonly mayAsk: (identity: ActivityIdentity, command: MemberCommand) => Promise<boolean>
  readonly membership: Membership
  readonly presence: Presence
  /** Somebody is in the room and about to be welcomed, which waits for this. Never fails. */
  readonly onArrived: (connection: Connection) => Promise<void>
  readonly clock: RoomClock
  readonly logger: Logger
}

/** The namespace `/activity`: who may come in, and what each frame does. */
export class ActivitySockets {
  readonly #options: ActivitySocketsOptions
  readonly #server: Server
  readonly #namespace: ActivityNamespace
  readonly #slowConsumers: SlowConsumers
  readonly #preAuth = new PreAuthGuard()
  readonly #lines = new OpenLines()

  constructor(http: HttpServer, options: ActivitySocketsOptions) {
    this.#options = options
    this.#slowConsumers = new SlowConsumers(options.logger)
    this.#server = new Server(http, {
      serveClient: false,
      transports: ['websocket'],
      perMessageDeflate: false,
      maxHttpBufferSize: MAX_BODY_BYTES,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      allowRequest: ({ headers: { origin } }, decide) =>
        decide(null, origin !== undefined && options.origins.includes(origin)),
    })
    this.#server.engine.on('connection', line => {
      this.#lines.watch(line)
      this.#preAuth.watch(line)
      this.#slowConsumers.watch(line)
    })
    // Everything is in our own namespace; the default one lets nobody in.
    this.#server.use((_socket, next) => next(refusal(UNAUTHENTICATED)))
    this.#namespace = this.#server.of(ACTIVITY_NAMESPACE)
    this.#namespace.use((socket, next) => {
      void this.#admit(socket).then(
        result => next(result.ok ? undefined : refusal(result)),
        error => {
          options.logger.error('socket.admit.failed', error)
          next(refusal({ ok: false, error: failureOf(error) }))
        },
      )
    })
    this.#namespace.on('connection', socket => this.#serve(socket))
  }

  /** Open sockets, whether they have signed in or not. */
  get open(): number {
    return this.#server.engine.clientsCount
  }

  /** Sends a commit to everybody who has been welcomed; serialised once for all. */
  broadcast(room: Room, events: readonly CommittedEvent[]): void {
    const eventsFrame: EventsFrame = { roomId: room.id, events: [...events] }
    this.#namespace.to(room.instanceId).emit('events', eventsFrame)
  }

  /** Tells everybody that this node goes away, and closes. */
  async drain(): Promise<void> {
    for (const socket of this.#namespace.sockets.values())
      socket.emit('closing', { reason: 'draining', reconnectInMs: Math.random() * RECONNECT_SPREAD_MS })
    await new Promise(resolve => setTimeout(resolve, CLOSE_AFTER_MS))
    this.#slowConsumers.close()
    const closed = this.#server.close()
    this.#lines.cutAll()
    await closed
  }

  /** At every connect: there is no recovered session that could come in without it. */
  async #admit(socket: ActivitySocket): Promise<Result<void>> {
    const { tokens, signIns } = this.#options
    const handshake = HandshakeSchema.safeParse(socket.handshake.auth)
    if (!handshake.success) return UNAUTHENTICATED
    const identity = await tokens.verify(handshake.data.token, ROOM_SURFACES)
    if (!identity.ok) return identity
    if (!isInActivity(identity.value) || !(await signIns.holds(identity.value))) return UNAUTHENTICATED
    socket.data.identity = identity.value
    return succeed(undefined)
  }

  /** Says to guests why; to nobody `expired`: no token can be had for it any more, only another sign-in. */
  async #showOut(connection: Connection, { surface, signInId }: ActivityIdentity): Promise<void> {
    const { whyEnded, membership, logger } = this.#options
    try {
      const why = surface === 'guest' ? await whyEnded(signInId) : null
      connection.close({ reason: why === null ? 'removed' : CLOSINGS[why] })
      // Nobody waits for them to come back.
      if (why !== null) membership.left(connection)
    } catch (error) {
      logger.error('socket.showOut.failed', error)
      connection.close({ reason: 'removed' })
    }
  }

  #serve(socket: ActivitySocket): void {
    const { clock, logger, mayAsk, membership, onArrived, presence, rooms, signIns } = this.#options
    const { identity } = socket.data
    const { instanceId, userId: memberId, guildId, displayName, avatarUrl } = identity
    const connection = connectionOver(socket, () => this.#lines.closing(socket.conn))
    const expiry = setTimeout(
      () => connection.close({ reason: 'expired' }),
      identity.expiresAtMs - clock.nowMs(),
    )
    const stopWatching = signIns.watch(identity.signInId, () => void this.#showOut(connection, identity))
    const guest = identity.surface === 'guest'
    this.#preAuth.admit(socket.conn)
    membership.connected(connection)

    const frames = new Map([
      [
        'hello',
        frame({
          schema: HelloSchema,
          handle: async (hello, acknowledge): Promise<HelloAck | undefined> => {
            if (!SUPPORTED_PROTOCOL_VERSIONS.includes(hello.protocol)) {
              connection.close({ reason: 'protocol' })
              return fail('protocol_unsupported', 'This page is out of date. Load it again.')
            }
            const profile = { displayName, avatarUrl, guest, outside: !seesLibrary(identity) }
            const joined = await membership.join(connection, profile)
            if (!joined.ok) return joined
            await onArrived(connection)
            const greeting = { instanceId, memberId, hello, seesLibrary: seesLibrary(identity) }
            await rooms.greet(greeting, welcome => {
              void socket.join(instanceId)
              acknowledge({ ok: true, welcome })
            })
            return undefined
          },
        }),
      ],
      [
        'command',
        frame({
          schema: CommandFrameSchema,
          handle: async ({ id, command }) =>
            (await mayAsk(identity, command))
              ? rooms.execute({ instanceId, actorId: memberId, guildId, commandId: id, command })
              : NOT_FOR_GUESTS,
        }),
      ],
      [
        'clock',
        frame({
          schema: ClockProbeSchema,
          handle: ({ sentMs }) => {
            const receivedMs = clock.nowMs()
            return { sentMs, receivedMs, repliedMs: clock.nowMs() }
          },
        }),
      ],
      [
        'telemetry',
        frame({
          schema: TelemetrySchema,
          handle: telemetry => presence.update(instanceId, memberId, telemetry),
        }),
      ],
      [
        'leave',
        frame({
          schema: z.undefined(),
          handle: () => {
            membership.left(connection)
            socket.disconnect(true)
          },
        }),
      ],
    ])
    dispatch(socket, {
      frames,
      clock,
      logger,
      onDisconnect: reason => {
        clearTimeout(expiry)
        stopWatching()
        logger.debug('socket.disconnected', { reason, memberId })
        membership.disconnected(connection, reason === 'ping timeout' ? SILENT_GRACE_MS : GRACE_MS)
      },
      onFlood: () => connection.close({ reason: 'overloaded' }),
    })
  }
}

function connectionOver(socket: ActivitySocket, onClosing: () => void): Connection {
  const { instanceId, userId, guildId, surface } = socket.data.identity
  let closed = false
  return {
    instanceId,
    memberId: userId,
    guildId,
    isGuest: surface === 'guest',
    close(closing: Closing) {
      if (closed) return
      closed = true
      // What is still sent over it counts no more.
      socket.offAny()
      void socket.leave(instanceId)
      socket.emit('closing', closing)
      setTimeout(() => socket.disconnect(true), CLOSE_AFTER_MS).unref()
      onClosing()
    },
    sendPresence: presence => void socket.volatile.emit('presence', presence),
  }
}

type VisitEnd = 'revoked' | 'expired' | 'alone' | 'off'

const CLOSINGS = {
  revoked: 'visitRevoked',
  expired: 'visitExpired',
  alone: 'visitAlone',
  off: 'visitOff',
} as const satisfies Readonly<Record<VisitEnd, Closing['reason']>>

const NOT_FOR_GUESTS = fail(
  'forbidden',
  'Guests choose among what is on and what waits. Ask a member to bring in anything else.',
)
const UNAUTHENTICATED = fail('unauthenticated', 'Sign in first: open the Activity in Discord.')

/** Socket.IO hands `data` to the client with its `connect_error`. */
const refusal = ({ error }: Failure) => Object.assign(new Error(error.code), { data: error })
