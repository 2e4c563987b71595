import type { WireError } from '@kaltura-discord/shared/protocol/errors.ts'
import type { Socket } from 'socket.io'
import type * as z from 'zod'
import { failureOf } from '../platform/failure.ts'
import { parseInput } from '../platform/http/parseInput.ts'
import type { Logger } from '../platform/logger.ts'
import { asRequest } from '../platform/requestContext.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { type BucketSize, TokenBucket } from '../platform/tokenBucket.ts'

/** What one kind of frame is: its schema, what it does, and how it is answered. */
interface Frame<T> {
  readonly schema: z.ZodType<T>
  /** Returns what to acknowledge with; undefined for nothing. Calls `acknowledge` itself where the order matters. */
  readonly handle: (payload: T, acknowledge: (answer: unknown) => void) => unknown
}

/** A frame whose payload type is settled and forgotten. */
export interface FrameHandler {
  parseAndHandle(payload: unknown, acknowledge: (answer: unknown) => void): unknown
}

export function frame<T>({ schema, handle }: Frame<T>): FrameHandler {
  return {
    parseAndHandle(payload, acknowledge) {
      const parsed = parseInput(schema, payload)
      return parsed.ok ? handle(parsed.value, acknowledge) : refuse(parsed.error)
    },
  }
}

/** How an error is said to whoever asked for an answer. */
const refuse = (error: WireError) => ({ ok: false, error })

/** Frames one connection may send: more than any person does. */
const FRAMES: BucketSize = { burst: 100, perS: 50 }
/** Who goes on sending after this many frames were refused for coming too fast is cut off. */
const MAX_REFUSED = 200

interface DispatchOptions {
  readonly frames: ReadonlyMap<string, FrameHandler>
  readonly clock: RoomClock
  readonly logger: Logger
  readonly onDisconnect: (reason: string) => void
  /** Told once, when the sender won't slow down. */
  readonly onFlood: () => void
}

type Acknowledge = (answer: unknown) => void

/**
 * Everything a client sends goes through here and nowhere else: count, parse, handle, acknowledge, catch.
 * Nothing that comes in can end the process.
 */
export function dispatch(socket: Socket, options: DispatchOptions): void {
  const { frames, clock, logger, onDisconnect, onFlood } = options
  const bucket = new TokenBucket(FRAMES, clock)
  let refused = 0

  function receive(name: unknown, args: readonly unknown[]): void {
    const { payload, acknowledge } = read(args)
    const handler = typeof name === 'string' ? frames.get(name) : undefined
    if (!bucket.take()) {
      refused += 1
      if (refused === MAX_REFUSED) onFlood()
      if (refused < MAX_REFUSED) reply(acknowledge, refuse(TOO_FAST))
      return
    }
    if (handler) void asRequest(() => run(handler, payload, acknowledge))
    else reply(acknowledge, refuse(UNKNOWN))
  }

  async function run(handler: FrameHandler, payload: unknown, acknowledge: Acknowledge): Promise<void> {
    try {
      reply(acknowledge, await handler.parseAndHandle(payload, acknowledge))
    } catch (error) {
      logger.error('socket.frame.failed', error)
      reply(acknowledge, refuse(failureOf(error)))
    }
  }

  socket.onAny((name: unknown, ...args: unknown[]) => receive(name, args))
  socket.on('disconnect', reason => onDisconnect(reason))
  // Without a listener Socket.IO writes to the console.
  socket.on('error', error => logger.warn('socket.failed', { reason: error.name }))
}

/** One payload, then perhaps a call-back; any other arity is no payload. */
function read(args: readonly unknown[]): { payload: unknown; acknowledge: Acknowledge } {
  const last = args.at(-1)
  const withAck = typeof last === 'function'
  const payloads = withAck ? args.slice(0, -1) : args
  return {
    payload: payloads.length === 1 ? payloads[0] : undefined,
    acknowledge: withAck ? answer => void last(answer) : () => {},
  }
}

function reply(acknowledge: Acknowledge, answer: unknown): void {
  if (answer !== undefined) acknowledge(answer)
}

const TOO_FAST: WireError = {
  code: 'rate_limited',
  message: 'That was too much at once. Wait a moment.',
  retryAfterS: 1,
}
const UNKNOWN: WireError = { code: 'invalid_request', message: 'This server knows no such frame.' }
