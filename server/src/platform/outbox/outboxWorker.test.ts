import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { DatabaseAway } from '../database/databaseAway.ts'
import type { Database } from '../database/openDatabase.ts'
import { createLogger } from '../logger.ts'
import { LEASE_MS, MAX_ATTEMPTS, PAUSE_MS, pauseAfter } from '../retries.ts'
import type { Effect, EffectHandler, EffectHandlers, EffectOutcome } from './outbox.ts'
import { createOutboxStore, type OutboxStore } from './outboxStore.ts'
import { AT_ONCE_OF_ONE_KIND, OutboxWorker } from './outboxWorker.ts'

const START_MS = 1_800_000_000_000
const DONE: EffectOutcome = { kind: 'done' }

let nowMs: number
let database: Database
let store: OutboxStore
let outcomes: string[]
let seen: { waiting: number; parked: number; oldestDueS: number }
let log: string[]
const clock = { nowMs: () => nowMs }
const observer = {
  effect: ({ kind, outcome }: { kind: string; outcome: string }) => void outcomes.push(`${kind} ${outcome}`),
  outbox: (state: typeof seen) => {
    seen = state
  },
}

const effect = (more: Partial<Effect> = {}): Effect => ({
  kind: 'tell',
  lane: 'a',
  payload: { number: 1 },
  atMs: nowMs,
  guildId: null,
  ...more,
})
const add = (...effects: readonly Effect[]) => store.add(database.query, effects, nowMs)
const rows = () => database.query.selectFrom('outbox').selectAll().orderBy('lane').execute()

function workerWith(handlers: EffectHandlers, more: { from?: OutboxStore; handlerMs?: number } = {}) {
  const { from = store, ...options } = more
  const logger = createLogger({
    level: 'debug',
    secrets: [],
    destination: { write: line => void log.push(line) },
  })
  const worker = new OutboxWorker({ store: from, observer, clock, logger, ...options })
  worker.start(handlers)
  return worker
}

/** Woken, and at rest again. */
async function run(worker: OutboxWorker): Promise<void> {
  worker.wake()
  await worker.idle()
}

/** Looks once, and is gone. */
async function runOnce(handlers: EffectHandlers, more: Parameters<typeof workerWith>[1] = {}): Promise<void> {
  const worker = workerWith(handlers, more)
  await worker.idle()
  await worker.close()
}

const noting =
  (payloads: unknown[]): EffectHandler =>
  async payload => {
    payloads.push(payload)
    return DONE
  }

/** A handler that ends when the test says so. */
function gated() {
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

eachDatabase('the outbox', open => {
  beforeEach(async () => {
    nowMs = START_MS
    outcomes = []
    log = []
    seen = { waiting: -1, parked: -1, oldestDueS: -1 }
    database = await open()
    store = createOutboxStore(database)
  })

  afterEach(() => void vi.useRealTimers())

  it('holds an effect only if what causes it holds', async () => {
    const done: unknown[] = []
    const handler = noting(done)
    await expect(
      database.query.transaction().execute(async transaction => {
        await store.add(transaction, [effect({ payload: { number: 0 } })], nowMs)
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await database.query
      .transaction()
      .execute(transaction => store.add(transaction, [effect(), effect({ payload: { number: 2 } })], nowMs))
    await runOnce({ tell: handler })
    expect(done).toEqual(expect.arrayContaining([{ number: 1 }, { number: 2 }]))
    expect(done).toHaveLength(2)
  })

  it('has each brought about once, in its time, and keeps no payload of what is done', async () => {
    const done: unknown[] = []
    const worker = workerWith({ tell: noting(done) })
    await add(effect(), effect({ lane: 'b', payload: { number: 2 }, atMs: nowMs + 60_000 }))
    await run(worker)
    await run(worker)
    expect(done).toEqual([{ number: 1 }])
    expect(seen).toEqual({ waiting: 1, parked: 0, oldestDueS: 0 })
    nowMs += 60_000
    await run(worker)
    await worker.close()
    expect(done).toEqual([{ number: 1 }, { number: 2 }])
    for (const row of await rows())
      expect(row).toMatchObject({ payload: null, next_attempt_at_ms: null, attempts: 1 })
    expect(await database.query.selectFrom('outbox_lanes').selectAll().execute()).toEqual([])
  })

  it.each([
    [
      'says so',
      (): Promise<EffectOutcome> => Promise.resolve({ kind: 'failed', reason: 'no way', isFinal: false }),
      'no way',
    ],
    ['throws', () => Promise.reject(new Error('no way for "ana"')), 'Error: no way for [quoted]'],
  ])(
    'tries again what failed (its handler %s) after pauses that grow, and parks it in the end',
    async (_how, handler, reason) => {
      await add(effect())
      for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
        await runOnce({ tell: handler })
        const [waiting] = await rows()
        expect(waiting).toMatchObject({
          attempts: attempt,
          next_attempt_at_ms: nowMs + pauseAfter(attempt),
          last_error: reason,
        })
        nowMs += pauseAfter(attempt) - 1
        await runOnce({ tell: handler })
        expect((await rows())[0]).toEqual(waiting)
        nowMs += 1
      }
      await runOnce({ tell: handler })
      nowMs += 1_000 * PAUSE_MS.longest
      await runOnce({ tell: handler })
      expect(outcomes).toHaveLength(MAX_ATTEMPTS)
      expect(outcomes.at(-1)).toBe('tell parked')
      expect(seen).toEqual({ waiting: 0, parked: 1, oldestDueS: 0 })
      expect(await rows()).toMatchObject([
        { attempts: MAX_ATTEMPTS, next_attempt_at_ms: null, done_at_ms: null },
      ])
      expect(log.join('')).not.toContain('ana')
    },
  )

  it('parks at once what trying again can not help', async () => {
    await add(effect())
    await runOnce({ tell: async () => ({ kind: 'failed', reason: 'gone for good', isFinal: true }) })
    expect(outcomes).toEqual(['tell parked'])
    expect(await rows()).toMatchObject([
      { attempts: 1, next_attempt_at_ms: null, last_error: 'gone for good' },
    ])
  })

  it('fails what another version has added, and goes on with the rest', async () => {
    const done: unknown[] = []
    await add(
      effect({ kind: 'of tomorrow' }),
      effect({ kind: 'constructor', lane: 'b' }),
      effect({ lane: 'c' }),
    )
    await runOnce({ tell: noting(done) })
    expect(done).toHaveLength(1)
    expect(outcomes.toSorted()).toEqual(['constructor failed', 'of tomorrow failed', 'tell done'])
  })

  it('asks again for what is not ready yet as often as it takes', async () => {
    let asked = 0
    const handler: EffectHandler = async () =>
      ++asked <= 3 * MAX_ATTEMPTS ? { kind: 'later', atMs: nowMs + 60_000 } : DONE
    await add(effect())
    for (let times = 0; times <= 3 * MAX_ATTEMPTS; times++) {
      await runOnce({ tell: handler })
      nowMs += 60_000
    }
    expect(asked).toBe(3 * MAX_ATTEMPTS + 1)
    expect(outcomes.at(-1)).toBe('tell done')
  })

  it('does not hold against what is asked again and again that it has failed now and then', async () => {
    const failures = 2 * MAX_ATTEMPTS
    let asked = 0
    const handler: EffectHandler = async () => {
      if (++asked > 2 * failures) return DONE
      return asked % 2 === 1
        ? { kind: 'failed', reason: 'away', isFinal: false }
        : { kind: 'later', atMs: nowMs + 60_000 }
    }
    await add(effect())
    for (let times = 0; times <= 2 * failures; times++) {
      await runOnce({ tell: handler })
      nowMs += 60_000
    }
    expect(outcomes.filter(outcome => outcome === 'tell failed')).toHaveLength(failures)
    expect(outcomes.at(-1)).toBe('tell done')
  })

  it('has one of a lane under way at a time, and several lanes', async () => {
    const gate = gated()
    await add(
      effect({ payload: { number: 1 } }),
      effect({ payload: { number: 2 }, atMs: nowMs - 1 }),
      effect({ payload: { number: 3 }, lane: 'b' }),
    )
    const worker = workerWith({ tell: gate.handler })
    await Promise.all([gate.hasBegun({ number: 2 }), gate.hasBegun({ number: 3 })])
    // Another process doesn't begin it either.
    await runOnce({ tell: gate.handler }, { from: createOutboxStore(await open()) })
    expect(gate.begun).toHaveLength(2)
    gate.end({ number: 2 })
    await gate.hasBegun({ number: 1 })
    for (const number of [1, 3]) gate.end({ number })
    await worker.idle()
    await worker.close()
    expect(gate.begun).toHaveLength(3)
    expect(outcomes).toEqual(['tell done', 'tell done', 'tell done'])
  })

  it('does not let what is slow or broken hold up the rest by a second (O2)', async () => {
    const slow = gated()
    const done: unknown[] = []
    const slowOnes = Array.from({ length: 50 }, (_, number) =>
      effect({ kind: 'slow', lane: `slow-${number}`, payload: { number }, atMs: nowMs - 2 }),
    )
    const poison = effect({ kind: 'poison', lane: 'poison', atMs: nowMs - 1 })
    const others = Array.from({ length: 50 }, (_, number) =>
      effect({ lane: `lane-${number}`, payload: { number } }),
    )
    await add(...slowOnes, poison, ...others)
    const all = Promise.withResolvers<void>()
    const worker = workerWith({
      slow: slow.handler,
      poison: () => Promise.reject(new Error('poison')),
      async tell(payload) {
        done.push(payload)
        if (done.length === others.length) all.resolve()
        return DONE
      },
    })
    // No time passes on the clock, and no slow one ends before all others are done.
    await all.promise
    expect(slow.begun).toHaveLength(AT_ONCE_OF_ONE_KIND)
    expect(nowMs).toBe(START_MS)
    for (const number of slowOnes.keys()) slow.end({ number })
    await worker.idle()
    await worker.close()
    expect(slow.begun).toHaveLength(slowOnes.length)
  })

  it('has room for the rest when everything that one of two sides outside does is slow (O2)', async () => {
    const kaltura = ['close', 'remove', 'recording', 'attendance', 'changed']
    const slow = gated()
    const slowOnes = kaltura.flatMap((kind, place) =>
      Array.from({ length: 5 }, (_, each) =>
        effect({ kind, lane: `${kind}-${each}`, payload: { number: place * 5 + each }, atMs: nowMs - 1 }),
      ),
    )
    await add(...slowOnes, effect({ payload: { number: -1 } }))
    const told = Promise.withResolvers<void>()
    const worker = workerWith({
      ...Object.fromEntries(kaltura.map(kind => [kind, slow.handler])),
      async tell() {
        told.resolve()
        return DONE
      },
    })
    await told.promise
    expect(slow.begun).toHaveLength(kaltura.length * AT_ONCE_OF_ONE_KIND)
    for (const number of slowOnes.keys()) slow.end({ number })
    await worker.idle()
    await worker.close()
    expect(slow.begun).toHaveLength(slowOnes.length)
  })

  it('gives up on a handler that does not end, and tries again', async () => {
    await add(effect())
    await runOnce({ tell: () => new Promise(() => {}) }, { handlerMs: 20 })
    expect(await rows()).toMatchObject([{ attempts: 1, last_error: 'took longer than 20 ms' }])
    nowMs += pauseAfter(1)
    await runOnce({ tell: async () => DONE })
    expect(outcomes).toEqual(['tell failed', 'tell done'])
  })

  it('is shared by two processes, and nothing is done twice', async () => {
    const stores = [store, createOutboxStore(await open())]
    const done: unknown[] = []
    const busy = new Set<string>()
    const crowded: string[] = []
    const COUNT = 60
    await add(
      ...Array.from({ length: COUNT }, (_, number) =>
        effect({ lane: `lane-${number % 20}`, payload: { lane: `lane-${number % 20}`, number } }),
      ),
    )
    const workers = stores.map(from =>
      workerWith(
        {
          async tell(payload) {
            const { lane } = z.object({ lane: z.string() }).parse(payload)
            if (busy.has(lane)) crowded.push(lane)
            busy.add(lane)
            await setImmediate()
            busy.delete(lane)
            done.push(payload)
            return DONE
          },
        },
        { from },
      ),
    )
    // Each leaves to the other what the other has begun.
    await expect
      .poll(async () => {
        await Promise.all(workers.map(run))
        return (await store.state(nowMs)).waiting
      })
      .toBe(0)
    for (const worker of workers) await worker.close()
    expect(done).toHaveLength(COUNT)
    expect(new Set(done.map(each => JSON.stringify(each))).size).toBe(COUNT)
    expect(crowded).toEqual([])
  })

  it('has what somebody died over done by the next, when their time is up', async () => {
    await add(effect(), effect({ payload: { number: 2 } }))
    // Claimed, and killed.
    const claim = { nowMs, untilMs: nowMs + LEASE_MS, exceptKinds: [] }
    const killed = await store.claim(claim)
    expect(killed).toMatchObject({ attempts: 1 })
    const attempts: number[] = []
    const handlers: EffectHandlers = {
      async tell(_payload, { number }) {
        attempts.push(number)
        return DONE
      },
    }
    await runOnce(handlers)
    // The lane was theirs as well.
    expect(attempts).toEqual([])
    nowMs += LEASE_MS
    await runOnce(handlers)
    expect(attempts.toSorted()).toEqual([1, 2])
  })

  it('has it done at once where nobody else can be at work', async () => {
    await add(effect(), effect({ lane: 'b', atMs: nowMs + 60_000 }))
    await store.claim({ nowMs, untilMs: nowMs + LEASE_MS, exceptKinds: [] })
    await store.releaseAll(nowMs)
    await runOnce({ tell: async () => DONE })
    expect(await rows()).toMatchObject([
      { attempts: 2, payload: null },
      { attempts: 0, done_at_ms: null },
    ])
  })

  it('parks what ends the process each time it is begun', async () => {
    await add(effect())
    for (let times = 0; times < MAX_ATTEMPTS; times++) {
      await store.claim({ nowMs, untilMs: nowMs + LEASE_MS, exceptKinds: [] })
      nowMs += LEASE_MS
    }
    const begun: unknown[] = []
    await runOnce({ tell: noting(begun) })
    expect(begun).toEqual([])
    expect(outcomes).toEqual(['tell parked'])
  })

  it('believes nobody whose time was up that something failed', async () => {
    await add(effect(), effect({ payload: { number: 2 }, atMs: nowMs + LEASE_MS + 1 }))
    const late = await store.claim({ nowMs, untilMs: nowMs + LEASE_MS, exceptKinds: [] })
    nowMs += LEASE_MS
    const gate = gated()
    const worker = workerWith({ tell: gate.handler })
    await gate.hasBegun({ number: 1 })
    if (!late) throw new Error('nothing was claimed')
    await store.failed(late, 'too late', null)
    await store.later(late, nowMs)
    // Neither is the effect given back, nor the lane, in which another one is due by now.
    nowMs += 1
    expect(await store.claim({ nowMs, untilMs: nowMs + LEASE_MS, exceptKinds: [] })).toBeNull()
    expect((await rows()).map(row => [row.attempts, row.last_error]).toSorted()).toEqual([
      [0, null],
      [2, null],
    ])
    for (const number of [1, 2]) gate.end({ number })
    await worker.idle()
    await worker.close()
    expect(outcomes).toEqual(['tell done', 'tell done'])
  })

  it('begins again what it could not say that it was done, and goes on with the rest', async () => {
    await add(effect({ atMs: nowMs - 1 }), effect({ lane: 'b', payload: { number: 2 } }))
    let away = true
    const from: OutboxStore = {
      ...store,
      done(done, atMs) {
        if (!away) return store.done(done, atMs)
        away = false
        return Promise.reject(new DatabaseAway('gone'))
      },
    }
    const done: unknown[] = []
    await runOnce({ tell: noting(done) }, { from })
    expect(done).toHaveLength(2)
    expect((await store.state(nowMs)).waiting).toBe(1)
    expect(outcomes).toEqual(['tell done'])
    nowMs += LEASE_MS
    await runOnce({ tell: noting(done) }, { from })
    expect(done).toHaveLength(3)
    expect((await store.state(nowMs)).waiting).toBe(0)
  })

  it('takes what has a key once, whichever process is told, for as long as what is done is kept', async () => {
    const stores = [store, createOutboxStore(await open())]
    const COUNT = 40
    const added = await Promise.all(
      Array.from({ length: COUNT }, (_, number) =>
        Promise.all(stores.map(each => each.addOnce(`key-${number}`, effect({ lane: `${number}` }), nowMs))),
      ),
    )
    expect(added.flat().filter(Boolean)).toHaveLength(COUNT)
    expect(await rows()).toHaveLength(COUNT)
    await runOnce({ tell: noting([]) })
    expect(await store.addOnce('key-1', effect(), nowMs)).toBe(false)
    await store.removeDoneBefore(nowMs + 1)
    expect(await store.addOnce('key-1', effect(), nowMs)).toBe(true)
  })

  it('forgets what is done after a while, and nothing else', async () => {
    await add(effect(), effect({ lane: 'b', atMs: nowMs + 60_000 }))
    await runOnce({ tell: async () => DONE })
    await store.removeDoneBefore(nowMs)
    expect(await rows()).toHaveLength(2)
    await store.removeDoneBefore(nowMs + 1)
    expect(await rows()).toMatchObject([{ lane: 'b' }])
  })

  it('says how late it is', async () => {
    await add(effect({ atMs: nowMs - 90_000 }), effect({ lane: 'b', atMs: nowMs + 5_000 }))
    expect(await store.state(nowMs)).toEqual({
      waiting: 2,
      parked: 0,
      dueSinceMs: nowMs - 90_000,
      nextDueMs: nowMs + 5_000,
    })
  })

  it('begins what becomes due while it looks, and does not wait to be woken', async () => {
    // Nothing looks from time to time.
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const begun = Promise.withResolvers<void>()
    const from: OutboxStore = {
      ...store,
      async claim(claim) {
        const claimed = await store.claim(claim)
        // Nothing was due, and now it is.
        nowMs += 1
        return claimed
      },
    }
    await add(effect({ atMs: nowMs + 0.6 }))
    const worker = workerWith(
      {
        async tell() {
          begun.resolve()
          return DONE
        },
      },
      { from },
    )
    await begun.promise
    await worker.idle()
    await worker.close()
  })

  it('ends with what it has begun when it is closed', async () => {
    const gate = gated()
    await add(effect({ payload: { number: 1 }, atMs: nowMs - 1 }), effect({ payload: { number: 2 } }))
    const worker = workerWith({ tell: gate.handler })
    await gate.hasBegun({ number: 1 })
    const closed = worker.close()
    gate.end({ number: 1 })
    await closed
    expect(gate.begun).toEqual([{ number: 1 }])
    expect((await rows()).filter(row => row.done_at_ms === null)).toHaveLength(1)
  })
})
