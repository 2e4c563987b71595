import { createOutbox } from '../platform/outbox/createOutbox.ts'
import type { Effect, EffectHandlers, Outbox } from '../platform/outbox/outbox.ts'
import { createOutboxStore } from '../platform/outbox/outboxStore.ts'
import { type OutboxObserver, OutboxWorker } from '../platform/outbox/outboxWorker.ts'
import type { Ground } from './ground.ts'

/** What is done is kept for that long, ms: somebody may ask what became of it, and Kaltura tells the same again for a day. */
export const EFFECTS_KEPT_MS = 7 * 24 * 3_600_000

export interface OutboxParts {
  readonly outbox: Outbox
  /** Outside any transaction, by a key under which it is added once. False where it was there. */
  addOnce(key: string, effect: Effect): Promise<boolean>
  readonly chores: readonly (() => Promise<void>)[]
  /** Goes on with what was left undone. */
  start(handlers: EffectHandlers): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

export function assembleOutbox(ground: Ground, observer: OutboxObserver): OutboxParts {
  const { config, clock, database } = ground
  const store = createOutboxStore(database)
  const worker = new OutboxWorker({ ...ground, store, observer })
  return {
    outbox: createOutbox({ store, clock, onWake: () => worker.wake() }),
    addOnce: (key, effect) => store.addOnce(key, effect, clock.nowMs()),
    chores: [
      () => store.removeDoneBefore(clock.nowMs() - EFFECTS_KEPT_MS),
      () => store.removeLanesBefore(clock.nowMs()),
    ],
    async start(handlers) {
      // A file belongs to one process: whoever had begun something in it is gone.
      if (config.database.kind === 'sqlite') await store.releaseAll(clock.nowMs())
      worker.start(handlers)
    },
    close: () => worker.close(),
  }
}
