import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import { type WireError, WireErrorSchema } from '@kaltura-discord/shared/protocol/errors.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import {
  ClockReplySchema,
  type Closing,
  ClosingSchema,
  type CommandAck,
  CommandAckSchema,
  type CommandFrame,
  EventsFrameSchema,
  HelloAckSchema,
  PresenceSchema,
  type Telemetry,
} from '@kaltura-discord/shared/protocol/frames.ts'
import * as z from 'zod'
import { type ClockSync, createClockSync } from './clockSync.ts'
import { type CommandQueue, createCommandQueue } from './commandQueue.ts'
import { createBrowserLifecycle, type PageChange, type PageLifecycle } from './pageLifecycle.ts'
import {
  EMPTY_REPLICA,
  helloFrom,
  type RoomReplica,
  type Taken,
  takeEvents,
  takeWelcome,
} from './roomReplica.ts'
import { openRoomSocket, type RoomSocket, type RoomSocketOptions } from './roomSocket.ts'
import type { RoomClient, RoomView } from './roomView.ts'
import { createStore, type Store } from './store.ts'
import { createBrowserTimers, type Timers } from './timers.ts'

export interface RoomClientOptions {
  /** Origin of the server; the page's own when left out. */
  readonly url?: string
  /** `fresh`: the last one was refused or has run out, so a stored one won't do. */
  readonly getToken: (fresh: boolean) => Promise<string>
  readonly openSocket?: (options: RoomSocketOptions) => RoomSocket
  readonly timers?: Timers
  readonly lifecycle?: PageLifecycle
  readonly newId?: () => string
  /** Told of frames that don't fit their schema; they are dropped. */
  readonly onProblem?: (problem: string) => void
}

/** Sooner than this nobody wants to be told that a command is on its way, ms. */
const PENDING_SHOWN_MS = 300
const HOUSEKEEPING_MS = 1000
const HELLO_TIMEOUT_MS = 8000
const RETRY_MS = { first: 300, most: 10_000 } as const

const REFUSED: CommandAck = {
  ok: false,
  error: { code: 'internal', message: "The server's answer could not be read. Try again." },
}

const RefusalSchema = z.object({ data: WireErrorSchema })

export function createRoomClient(options: RoomClientOptions): RoomClient {
  return new SocketRoomClient(options)
}

class SocketRoomClient implements RoomClient {
  readonly #socket: RoomSocket
  readonly #timers: Timers
  readonly #queue: CommandQueue
  readonly #clock: ClockSync
  readonly #problem: (problem: string) => void
  readonly #view = createStore<RoomView>({
    connection: 'connecting',
    offlineSinceMs: null,
    closing: null,
    memberId: null,
    room: null,
    presence: {},
    pendingCommands: 0,
  })
  readonly #listeners = new Set<(event: CommittedEvent) => void>()
  readonly #cancels: (() => void)[]
  #cancelRetry = (): void => {}
  #cancelHello = (): void => {}
  #replica: RoomReplica = EMPTY_REPLICA
  #needsFreshToken = false
  #failures = 0
  /** Counts connections and hellos, so that an answer to an earlier one is told apart. */
  #helloNumber = 0
  #helloPending = false
  #cannotWatch: readonly string[] = []

  constructor(options: RoomClientOptions) {
    const { openSocket = openRoomSocket, lifecycle = createBrowserLifecycle() } = options
    this.#timers = options.timers ?? createBrowserTimers()
    this.#problem = options.onProblem ?? (() => {})
    this.#queue = createCommandQueue({
      nowMs: () => this.#timers.nowMs(),
      newId: options.newId ?? (() => crypto.randomUUID()),
    })
    this.#clock = createClockSync({ timers: this.#timers, ask: sentMs => this.#askClock(sentMs) })
    this.#socket = openSocket({ url: options.url, getToken: () => this.#token(options) })
    this.#listen()
    this.#cancels = [
      lifecycle.subscribe(change => this.#pageChanged(change)),
      this.#timers.every(HOUSEKEEPING_MS, () => this.#keepHouse()),
    ]
    this.#socket.connect()
  }

  get view(): Store<RoomView> {
    return this.#view
  }

  roomNowMs(): number {
    return this.#clock.nowMs()
  }

  clockErrorMs(): number {
    return this.#clock.errorMs()
  }

  send(command: MemberCommand): Promise<CommandAck> {
    if (this.#isClosed()) return Promise.resolve(closedAnswer())
    const answer = this.#queue.add(command)
    this.#flush()
    this.#timers.after(PENDING_SHOWN_MS + 1, () => this.#showPending())
    return answer
  }

  setCannotWatch(entryIds: readonly string[]): void {
    this.#cannotWatch = entryIds
  }

  sendTelemetry(telemetry: Omit<Telemetry, 'oneWayP95Ms' | 'cannotWatch'>): void {
    if (!this.#isOnline()) return
    const oneWayP95Ms = Math.min(60_000, Math.max(0, this.#clock.oneWayP95Ms()))
    const refused = this.#cannotWatch.length === 0 ? {} : { cannotWatch: [...this.#cannotWatch] }
    this.#socket.emit('telemetry', { ...telemetry, oneWayP95Ms, ...refused } satisfies Telemetry)
  }

  onEvent(listener: (event: CommittedEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    if (this.#socket.connected) this.#socket.emit('leave')
    this.#shut(null)
  }

  async #token({ getToken }: RoomClientOptions): Promise<string> {
    const token = await getToken(this.#needsFreshToken)
    this.#needsFreshToken = false
    return token
  }

  #listen(): void {
    this.#socket.on('connect', () => this.#connected())
    this.#socket.on('disconnect', () => this.#disconnected())
    this.#socket.on('connect_error', error => this.#refused(error))
    this.#socket.on('events', frame =>
      this.#receive(EventsFrameSchema, frame, events => this.#take(takeEvents(this.#replica, events))),
    )
    this.#socket.on('presence', frame =>
      this.#receive(PresenceSchema, frame, ({ members }) => this.#publish({ presence: members })),
    )
    this.#socket.on('closing', frame =>
      this.#receive(ClosingSchema, frame, closing => this.#closing(closing)),
    )
  }

  #receive<T>(schema: z.ZodType<T>, frame: unknown, take: (value: T) => void): void {
    const parsed = schema.safeParse(frame)
    if (parsed.success) take(parsed.data)
    else this.#problem(z.prettifyError(parsed.error))
  }

  #connected(): void {
    this.#clock.burst()
    this.#hello()
  }

  #hello(): void {
    const number = ++this.#helloNumber
    this.#helloPending = true
    this.#cancelHello()
    this.#cancelHello = this.#timers.after(HELLO_TIMEOUT_MS, () => this.#reconnectNow())
    this.#socket.emit('hello', helloFrom(this.#replica), (ack: unknown) => {
      if (number !== this.#helloNumber || this.#isClosed()) return
      this.#helloPending = false
      this.#cancelHello()
      this.#helloAnswered(ack)
    })
  }

  #helloAnswered(frame: unknown): void {
    const ack = HelloAckSchema.safeParse(frame)
    if (!ack.success) {
      this.#problem(z.prettifyError(ack.error))
      // A welcome that can't be read won't be readable the next time: this page is of another time.
      this.#shut('protocol')
      return
    }
    if (!ack.data.ok) {
      this.#answerRefusal(ack.data.error)
      return
    }
    const { welcome } = ack.data
    this.#failures = 0
    const taken = takeWelcome(this.#replica, welcome)
    // In one step: whoever learns that we are online finds the room there.
    this.#publish({
      connection: 'online',
      offlineSinceMs: null,
      memberId: welcome.memberId,
      room: taken.replica.room,
    })
    this.#take(taken)
    this.#flush()
  }

  #take({ replica, applied, needsHello }: Taken): void {
    this.#replica = replica
    this.#publish({ room: replica.room })
    for (const event of applied) for (const listener of this.#listeners) listener(event)
    if (needsHello && !this.#helloPending && this.#socket.connected) this.#hello()
  }

  #disconnected(): void {
    this.#helloNumber++
    this.#helloPending = false
    this.#cancelHello()
    this.#clock.pause()
    this.#queue.connectionLost()
    if (this.#isClosed()) return
    if (this.#view.get().connection === 'online')
      this.#publish({ connection: 'offline', offlineSinceMs: this.roomNowMs(), presence: {} })
    // Where the server hung up, Socket.IO doesn't call again by itself.
    if (!this.#socket.active) this.#retry()
  }

  /** The server's gatekeeper said no, or there was no server. */
  #refused(error: unknown): void {
    const refusal = RefusalSchema.safeParse(error)
    if (refusal.success) this.#answerRefusal(refusal.data.data)
    else if (!this.#socket.active) this.#retry()
  }

  #answerRefusal({ code, message, retryAfterS }: WireError): void {
    this.#problem(`${code}: ${message}`)
    if (code === 'protocol_unsupported') {
      this.#shut('protocol')
      return
    }
    if (code === 'token_expired' || code === 'unauthenticated') this.#needsFreshToken = true
    this.#retry(retryAfterS === undefined ? undefined : retryAfterS * 1000)
  }

  #closing({ reason, reconnectInMs = 0 }: Closing): void {
    switch (reason) {
      case 'replaced':
      case 'removed':
      case 'protocol':
      case 'visitRevoked':
      case 'visitExpired':
      case 'visitAlone':
      case 'visitOff':
        this.#shut(reason)
        return
      case 'expired':
        this.#needsFreshToken = true
        this.#retry(0)
        return
      case 'draining':
      case 'overloaded':
        this.#retry(reconnectInMs)
    }
  }

  #retry(delayMs = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** this.#failures++)): void {
    this.#cancelRetry()
    this.#cancelRetry = this.#timers.after(delayMs, () => this.#reconnectNow())
  }

  /** Hanging up first also calls off Socket.IO's own waiting time. */
  #reconnectNow(): void {
    if (this.#isClosed()) return
    this.#socket.disconnect()
    // Hanging up has set a time for the next call, which is now.
    this.#cancelRetry()
    this.#socket.connect()
  }

  #pageChanged(change: PageChange): void {
    if (change === 'hidden' || this.#isClosed()) return
    if (this.#socket.connected) this.#clock.burst()
    else this.#reconnectNow()
  }

  async #askClock(sentMs: number): Promise<z.infer<typeof ClockReplySchema>> {
    if (!this.#socket.connected) throw new Error('There is nobody to ask.')
    const reply = await new Promise<unknown>(resolve => this.#socket.emit('clock', { sentMs }, resolve))
    return ClockReplySchema.parse(reply)
  }

  #flush(): void {
    if (!this.#isOnline()) return
    for (const frame of this.#queue.takeUnsent()) this.#sendFrame(frame)
  }

  #sendFrame(frame: CommandFrame): void {
    this.#socket.emit('command', frame, (reply: unknown) => {
      const ack = CommandAckSchema.safeParse(reply)
      if (!ack.success) this.#problem(z.prettifyError(ack.error))
      this.#queue.resolve(frame.id, ack.success ? ack.data : REFUSED)
      this.#showPending()
    })
  }

  #keepHouse(): void {
    this.#queue.expire()
    this.#flush()
    this.#showPending()
  }

  #showPending(): void {
    const pendingCommands = this.#queue.olderThan(PENDING_SHOWN_MS)
    if (pendingCommands !== this.#view.get().pendingCommands) this.#publish({ pendingCommands })
  }

  #shut(reason: Closing['reason'] | null): void {
    if (this.#isClosed()) return
    this.#publish({ connection: 'closed', closing: reason })
    this.#cancelRetry()
    this.#cancelHello()
    for (const cancel of this.#cancels) cancel()
    this.#clock.close()
    this.#queue.close(closedAnswer())
    this.#socket.disconnect()
  }

  #isOnline(): boolean {
    return this.#view.get().connection === 'online' && this.#socket.connected
  }

  #isClosed(): boolean {
    return this.#view.get().connection === 'closed'
  }

  #publish(change: Partial<RoomView>): void {
    this.#view.update(view => ({ ...view, ...change }))
  }
}

function closedAnswer(): CommandAck {
  return {
    ok: false,
    error: { code: 'unavailable', message: 'This room is closed here. Open the Activity again.' },
  }
}
