import { BackgroundWork } from '../backgroundWork.ts'
import type { Logger } from '../logger.ts'
import { describeError } from '../redact.ts'
import { LEASE_MS, MAX_ATTEMPTS, pauseAfter } from '../retries.ts'
import type { RoomClock } from '../roomClock.ts'
import { withinTime } from '../withinTime.ts'
import { WokenLoop } from '../wokenLoop.ts'
import type { EffectHandlers, EffectOutcome } from './outbox.ts'
import type { ClaimedEffect, OutboxState, OutboxStore } from './outboxStore.ts'

/** How often a worker looks for what is due, unless it is woken, ms. */
export const POLL_EVERY_MS = 2_000
/** Effects of one kind that one process is at, at the same time. Of all together there is no limit: kinds that are slow would take the places of the others. */
export const AT_ONCE_OF_ONE_KIND = 4
/** A handler that takes longer has failed, ms: sooner than its lease ends. */
export const HANDLER_MS = 25_000

export interface OutboxObserver {
  effect(ended: { readonly kind: string; readonly outcome: 'done' | 'later' | 'failed' | 'parked' }): void
  /** `oldestDueS` is how long ago it became due. */
  outbox(state: { readonly waiting: number; readonly parked: number; readonly oldestDueS: number }): void
}

interface OutboxWorkerOptions {
  readonly store: OutboxStore
  readonly observer: OutboxObserver
  readonly clock: RoomClock
  readonly logger: Logger
  /** `HANDLER_MS` when left out. */
  readonly handlerMs?: number
}

/** Brings about what the outbox holds, several at once. Several workers share what there is. */
export class OutboxWorker {
  readonly #options: OutboxWorkerOptions
  readonly #loop: WokenLoop
  readonly #work: BackgroundWork
  readonly #underWay = new Map<string, number>()
  #handlers: EffectHandlers = {}
  #timer: NodeJS.Timeout | null = null

  constructor(options: OutboxWorkerOptions) {
    this.#options = options
    this.#work = new BackgroundWork(options.logger)
    this.#loop = new WokenLoop({
      round: () => this.#round(),
      everyMs: POLL_EVERY_MS,
      // The database is away, and nothing is lost: what was begun is due again when its lease has run out.
      onError: error => options.logger.error('outbox.failed', error),
    })
  }

  start(handlers: EffectHandlers): void {
    this.#handlers = handlers
    this.#loop.start()
  }

  /** Something is due. */
  wake(): void {
    this.#loop.wake()
  }

  /** Resolves when nothing is under way and nothing more is due. */
  async idle(): Promise<void> {
    do {
      await this.#work.idle()
      await this.#loop.idle()
    } while (this.#work.count > 0)
  }

  /** Waits for what is under way, but not for long: the rest is for the next start. */
  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    await this.#loop.close()
    await this.#work.close()
  }

  async #round(): Promise<void> {
    const { store, clock } = this.#options
    let nowMs = clock.nowMs()
    while (!this.#loop.closed) {
      nowMs = clock.nowMs()
      const claimed = await store.claim({
        nowMs,
        untilMs: nowMs + LEASE_MS,
        exceptKinds: this.#fullKinds(),
      })
      if (!claimed) break
      this.#begin(claimed)
    }
    // By the time of the last look: what has become due since then is still ahead.
    if (!this.#loop.closed) this.#observe(await store.state(nowMs))
  }

  #fullKinds(): readonly string[] {
    return [...this.#underWay].filter(([, count]) => count >= AT_ONCE_OF_ONE_KIND).map(([kind]) => kind)
  }

  #observe({ waiting, parked, dueSinceMs, nextDueMs }: OutboxState): void {
    const nowMs = this.#options.clock.nowMs()
    const oldestDueS = dueSinceMs === null ? 0 : Math.max(0, nowMs - dueSinceMs) / 1000
    this.#options.observer.outbox({ waiting, parked, oldestDueS })
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (nextDueMs === null || nextDueMs - nowMs >= POLL_EVERY_MS || this.#loop.closed) return
    this.#timer = setTimeout(() => this.wake(), Math.max(1, nextDueMs - nowMs)).unref()
  }

  #begin(effect: ClaimedEffect): void {
    this.#count(effect.kind, 1)
    // What can't be settled is due again when its lease has run out.
    this.#work.start('outbox.effect.unsettled', async () => {
      try {
        await this.#settle(effect, await this.#outcomeOf(effect))
      } finally {
        this.#count(effect.kind, -1)
        this.wake()
      }
    })
  }

  #count(kind: string, more: number): void {
    this.#underWay.set(kind, (this.#underWay.get(kind) ?? 0) + more)
  }

  async #outcomeOf({ id, kind, payload, attempts }: ClaimedEffect): Promise<EffectOutcome> {
    const { logger, handlerMs = HANDLER_MS } = this.#options
    // It has ended with its process each time, before anybody could say that it failed.
    if (attempts > MAX_ATTEMPTS) return failed('was begun too often and never ended', true)
    const handler = Object.hasOwn(this.#handlers, kind) ? this.#handlers[kind] : undefined
    if (!handler) return failed('there is no handler for this kind', false)
    try {
      const handled = handler(JSON.parse(payload ?? 'null'), { id, number: attempts })
      const outcome = await withinTime(handled, handlerMs)
      return outcome.inTime ? outcome.value : failed(`took longer than ${handlerMs} ms`, false)
    } catch (error) {
      logger.error('outbox.effect.threw', error, { id, kind, attempts })
      return failed(reasonOf(error), false)
    }
  }

  async #settle(effect: ClaimedEffect, outcome: EffectOutcome): Promise<void> {
    const { store, observer, clock, logger } = this.#options
    const { id, kind, lane, attempts } = effect
    const fields = { id, kind, lane, attempts }
    if (outcome.kind === 'done') {
      await store.done(effect, clock.nowMs())
      logger.info('outbox.effect.done', fields)
    } else if (outcome.kind === 'later') {
      await store.later(effect, outcome.atMs)
      logger.debug('outbox.effect.later', { ...fields, atMs: Math.round(outcome.atMs) })
    } else {
      const parked = outcome.isFinal || attempts >= MAX_ATTEMPTS
      await store.failed(effect, outcome.reason, parked ? null : clock.nowMs() + pauseAfter(attempts))
      logger.warn(parked ? 'outbox.effect.parked' : 'outbox.effect.failed', {
        ...fields,
        reason: outcome.reason,
      })
      return observer.effect({ kind, outcome: parked ? 'parked' : 'failed' })
    }
    observer.effect({ kind, outcome: outcome.kind })
  }
}

const failed = (reason: string, isFinal: boolean) => ({ kind: 'failed', reason, isFinal }) as const

/** Without what its message quotes: that may be somebody's. */
function reasonOf(error: unknown): string {
  const { error: name = 'Error', errorMessage = '' } = describeError(error)
  return `${name}: ${errorMessage}`
}
