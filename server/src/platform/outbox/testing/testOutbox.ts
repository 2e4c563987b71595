import type { Database } from '../../database/openDatabase.ts'
import { createLogger } from '../../logger.ts'
import type { Effect, EffectHandler, EffectHandlers, EffectOutcome } from '../outbox.ts'
import { createOutboxStore, type OutboxStore } from '../outboxStore.ts'
import { OutboxWorker } from '../outboxWorker.ts'

const START_MS = 1_800_000_000_000
export const DONE: EffectOutcome = { kind: 'done' }

interface WorkerOptions {
  readonly from?: OutboxStore
  readonly handlerMs?: number
}

/** An outbox on a clock that the test moves, with all that has become of what was in it. */
export class TestOutbox {
  nowMs = START_MS
  readonly database: Database
  readonly store: OutboxStore
  readonly outcomes: string[] = []
  readonly log: string[] = []
  seen = { waiting: -1, parked: -1, oldestDueS: -1 }

  constructor(database: Database) {
    this.database = database
    this.store = createOutboxStore(database)
  }

  effect(more: Partial<Effect> = {}): Effect {
    return { kind: 'tell', lane: 'a', payload: { number: 1 }, atMs: this.nowMs, guildId: null, ...more }
  }

  add(...effects: readonly Effect[]): Promise<void> {
    return this.store.add(this.database.query, effects, this.nowMs)
  }

  rows() {
    return this.database.query.selectFrom('outbox').selectAll().orderBy('lane').execute()
  }

  workerWith(handlers: EffectHandlers, { from = this.store, ...options }: WorkerOptions = {}): OutboxWorker {
    const logger = createLogger({
      level: 'debug',
      secrets: [],
      destination: { write: line => void this.log.push(line) },
    })
    const observer = {
      effect: ({ kind, outcome }: { kind: string; outcome: string }) =>
        void this.outcomes.push(`${kind} ${outcome}`),
      outbox: (state: typeof this.seen) => {
        this.seen = state
      },
    }
    const clock = { nowMs: () => this.nowMs }
    const worker = new OutboxWorker({ store: from, observer, clock, logger, ...options })
    worker.start(handlers)
    return worker
  }

  /** Looks once, and is gone. */
  async runOnce(handlers: EffectHandlers, more: WorkerOptions = {}): Promise<void> {
    const worker = this.workerWith(handlers, more)
    await worker.idle()
    await worker.close()
  }
}

/** Woken, and at rest again. */
export async function run(worker: OutboxWorker): Promise<void> {
  worker.wake()
  await worker.idle()
}

export const noting =
  (payloads: unknown[]): EffectHandler =>
  async payload => {
    payloads.push(payload)
    return DONE
  }

/** A handler that ends when the test says so. */
export function gated() {
  const begun: unknown[] = []
  const gates = new Map<unknown, PromiseWithResolvers<EffectOutcome>>()
  const waiting = new Map<unknown, PromiseWithResolvers<void>>()
  const slot = <T>(slots: Map<unknown, PromiseWithResolvers<T>>, name: unknown) => {
    const known = slots.get(name) ?? Promise.withResolvers<T>()
    slots.set(name, known)
    return known
  }
  const nameOf = (payload: unknown) => JSON.stringify(payload)
  const handler: EffectHandler = payload => {
    const name = nameOf(payload)
    begun.push(payload)
    slot(waiting, name).resolve()
    return slot(gates, name).promise
  }
  return {
    begun,
    handler,
    hasBegun: (payload: unknown) => slot(waiting, nameOf(payload)).promise,
    end: (payload: unknown, outcome = DONE) => slot(gates, nameOf(payload)).resolve(outcome),
  }
}
