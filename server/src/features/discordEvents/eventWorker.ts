import type { Logger } from '../../platform/logger.ts'
import { LEASE_MS, MAX_ATTEMPTS, pauseAfter } from '../../platform/retries.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { WokenLoop } from '../../platform/wokenLoop.ts'
import type { ClaimedEvent, EventStore } from './store.ts'
import { type AppEvent, AppEventSchema } from './webhookEvent.ts'

/** How often a worker looks for what is due, unless it is woken, ms. */
export const POLL_EVERY_MS = 5_000

export type EventOutcome = 'received' | 'repeated' | 'done' | 'failed' | 'parked'

export interface EventObserver {
  discordEvent(event: { readonly type: string; readonly outcome: EventOutcome }): void
  parkedEvents(count: number): void
}

interface EventWorkerOptions {
  readonly store: EventStore
  /** May be asked for the same again. */
  readonly apply: (event: AppEvent) => Promise<void>
  readonly observer: EventObserver
  readonly clock: RoomClock
  readonly logger: Logger
}

/** Does what events ask for, one after the other. Several workers share what there is. */
export class EventWorker {
  readonly #options: EventWorkerOptions
  readonly #loop: WokenLoop

  constructor(options: EventWorkerOptions) {
    this.#options = options
    this.#loop = new WokenLoop({
      round: () => this.#round(),
      everyMs: POLL_EVERY_MS,
      // The database is away, and nothing is lost: what was begun is due again when its lease has run out.
      onError: error => options.logger.error('discord.events.failed', error),
    })
  }

  start(): void {
    this.#loop.start()
  }

  /** Something is due. */
  wake(): void {
    this.#loop.wake()
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#loop.idle()
  }

  /** Waits for what is under way; the rest is for the next start. */
  close(): Promise<void> {
    return this.#loop.close()
  }

  async #round(): Promise<void> {
    const { store, observer } = this.#options
    await this.#workOff()
    observer.parkedEvents(await store.countParked())
  }

  async #workOff(): Promise<void> {
    const { store, clock } = this.#options
    while (!this.#loop.closed) {
      const nowMs = clock.nowMs()
      const claimed = await store.claim(nowMs, nowMs + LEASE_MS)
      if (!claimed) return
      await this.#work(claimed)
    }
  }

  async #work({ id, type, body, attempts }: ClaimedEvent): Promise<void> {
    const { store, apply, observer, clock, logger } = this.#options
    try {
      // Another version of this server may have kept what this one can't read: it is parked in the end like any other.
      await apply(AppEventSchema.parse(JSON.parse(body ?? 'null')))
    } catch (error) {
      const parked = attempts >= MAX_ATTEMPTS
      logger.error(parked ? 'discord.event.parked' : 'discord.event.failed', error, { id, type, attempts })
      observer.discordEvent({ type, outcome: parked ? 'parked' : 'failed' })
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
      await store.failed(id, reason, parked ? null : clock.nowMs() + pauseAfter(attempts))
      return
    }
    await store.done(id, clock.nowMs())
    observer.discordEvent({ type, outcome: 'done' })
    logger.info('discord.event.done', { id, type, attempts })
  }
}
