import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import { nextDeadline } from '@kaltura-discord/shared/room/decideWait.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import type { Logger } from '../platform/logger.ts'
import type { RoomClock } from '../platform/roomClock.ts'

/** Timers can't be set further ahead than this; longer ones are set again on the way, ms. */
const LONGEST_TIMER_MS = 3_600_000
/** A timer may come a little early; asking again at once would spin, ms. */
const SHORTEST_TIMER_MS = 5

const RETRY_MS = 1_000

interface DeadlinesOptions {
  readonly clock: RoomClock
  readonly logger: Logger
  /** Proposes `room.tick`; the room itself says whether something is due. */
  readonly propose: (instanceId: string) => Promise<CommandAck>
}

/** Wakes each room when something in it is due. A lost timer loses nothing: deadlines stand in the room. */
export class Deadlines {
  readonly #options: DeadlinesOptions
  #closed = false
  readonly #timers = new Map<string, { readonly atMs: number; readonly timer: NodeJS.Timeout }>()

  constructor(options: DeadlinesOptions) {
    this.#options = options
  }

  /** To be told of each new state of each room. */
  watch(room: Room): void {
    const { instanceId } = room
    const atMs = nextDeadline(room)
    const set = this.#timers.get(instanceId)
    if (set?.atMs === atMs) return
    clearTimeout(set?.timer)
    this.#timers.delete(instanceId)
    if (atMs !== null) this.#set(instanceId, atMs)
  }

  close(): void {
    this.#closed = true
    for (const { timer } of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  #set(instanceId: string, atMs: number): void {
    const delayMs = Math.ceil(atMs - this.#options.clock.nowMs())
    const clampedMs = Math.min(LONGEST_TIMER_MS, Math.max(SHORTEST_TIMER_MS, delayMs))
    const timer = setTimeout(() => this.#ring(instanceId, atMs), clampedMs)
    timer.unref()
    this.#timers.set(instanceId, { atMs, timer })
  }

  #ring(instanceId: string, atMs: number): void {
    this.#timers.delete(instanceId)
    if (this.#options.clock.nowMs() < atMs) this.#set(instanceId, atMs)
    else void this.#propose(instanceId)
  }

  /** A proposal that got lost, for instance because the database was away, is made again. */
  async #propose(instanceId: string): Promise<void> {
    const { propose, clock, logger } = this.#options
    try {
      const ack = await propose(instanceId)
      if (ack.ok) return
      logger.warn('room.tick.rejected', { code: ack.error.code })
    } catch (error) {
      logger.error('room.tick.failed', error)
    }
    if (!this.#closed && !this.#timers.has(instanceId)) this.#set(instanceId, clock.nowMs() + RETRY_MS)
  }
}
