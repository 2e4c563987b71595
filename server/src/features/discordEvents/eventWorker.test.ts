import { beforeEach, expect, it } from 'vitest'
import { createLogger } from '../../platform/logger.ts'
import { LEASE_MS, MAX_ATTEMPTS, PAUSE_MS, pauseAfter } from '../../platform/retries.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { type EventOutcome, EventWorker } from './eventWorker.ts'
import { createEventStore, type EventStore } from './store.ts'
import type { AppEvent } from './webhookEvent.ts'

const START_MS = 1_800_000_000_000
const event = (number: number): AppEvent => ({
  type: 'deauthorized',
  userId: `14000000000000${String(number).padStart(5, '0')}`,
  occurredAtMs: START_MS + number,
})

let nowMs: number
let store: EventStore
let outcomes: EventOutcome[]
let parked: number
const clock = { nowMs: () => nowMs }
const logger = createLogger({ level: 'error', directory: null, secrets: [], destination: { write() {} } })
const observer = {
  discordEvent: ({ outcome }: { outcome: EventOutcome }) => void outcomes.push(outcome),
  parkedEvents: (count: number) => {
    parked = count
  },
}

const workerWith = (apply: (event: AppEvent) => Promise<void>, from = store) =>
  new EventWorker({ store: from, apply, observer, clock, logger })

/** Woken, and at rest again. */
async function run(worker: EventWorker): Promise<void> {
  worker.wake()
  await worker.idle()
}

eachDatabase('work on events', open => {
  beforeEach(async () => {
    nowMs = START_MS
    outcomes = []
    parked = -1
    store = createEventStore(await open())
  })

  it('is done once, and leaves no body', async () => {
    const done: AppEvent[] = []
    const worker = workerWith(async each => void done.push(each))
    expect(await store.add('a', event(1), nowMs)).toBe(true)
    expect(await store.add('a', event(1), nowMs)).toBe(false)
    await run(worker)
    await run(worker)
    expect(done).toEqual([event(1)])
    expect(await store.unfinished()).toEqual([])
    // Still known.
    expect(await store.add('a', event(1), nowMs)).toBe(false)
    expect(parked).toBe(0)
  })

  it('is tried again after pauses that grow, parked in the end, and tried when somebody says so', async () => {
    let works = false
    const worker = workerWith(() => (works ? Promise.resolve() : Promise.reject(new Error('no way'))))
    await store.add('a', event(1), nowMs)
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      await run(worker)
      const [waiting] = await store.unfinished()
      expect(waiting).toMatchObject({
        attempts: attempt,
        nextAttemptAtMs: nowMs + pauseAfter(attempt),
        lastError: 'Error: no way',
      })
      nowMs += pauseAfter(attempt) - 1
      await run(worker)
      expect((await store.unfinished())[0]).toEqual(waiting)
      nowMs += 1
    }
    await run(worker)
    expect(parked).toBe(1)
    expect(outcomes.at(-1)).toBe('parked')
    expect(await store.unfinished()).toMatchObject([{ attempts: MAX_ATTEMPTS, nextAttemptAtMs: null }])
    nowMs += 1_000 * PAUSE_MS.longest
    await run(worker)
    expect(outcomes).toHaveLength(MAX_ATTEMPTS)
    // Whoever has it tried again has mended something.
    works = true
    expect(await store.retry('b', nowMs)).toBe(false)
    expect(await store.retry('a', nowMs)).toBe(true)
    await run(worker)
    expect([outcomes.at(-1), parked]).toEqual(['done', 0])
    expect(await store.retry('a', nowMs)).toBe(false)
  })

  it('does not wait for what fails', async () => {
    const done: string[] = []
    const worker = workerWith(async ({ userId }) => {
      if (userId === event(1).userId) throw new Error('poison')
      done.push(userId)
    })
    for (let number = 1; number <= 5; number++) await store.add(`event-${number}`, event(number), nowMs)
    await run(worker)
    expect(done).toHaveLength(4)
  })

  it('that can not be read holds up no other, and is parked like one that fails', async () => {
    const database = await open()
    const done: AppEvent[] = []
    const worker = workerWith(async each => void done.push(each))
    await store.add('a', event(1), nowMs)
    await database.query.updateTable('discord_events').set({ body: '{"type":"of tomorrow"}' }).execute()
    await store.add('b', event(2), nowMs)
    await run(worker)
    expect(done).toEqual([event(2)])
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      nowMs += pauseAfter(attempt)
      await run(worker)
    }
    expect(parked).toBe(1)
    expect(await store.unfinished()).toMatchObject([
      { id: 'a', attempts: MAX_ATTEMPTS, nextAttemptAtMs: null },
    ])
  })

  it('is shared by two processes, and nothing is done twice (ASVS 2.3.4)', async () => {
    const stores = [store, createEventStore(await open())]
    const done: string[] = []
    const workers = stores.map(each => workerWith(async ({ userId }) => void done.push(userId), each))
    const COUNT = 60
    for (let number = 0; number < COUNT; number++) await store.add(`event-${number}`, event(number), nowMs)
    await Promise.all(workers.map(run))
    expect(await store.unfinished()).toEqual([])
    expect(done).toHaveLength(COUNT)
    expect(new Set(done).size).toBe(COUNT)
  })

  it('that somebody has died over is done by the next, when it is certain', async () => {
    await store.add('a', event(1), nowMs)
    // Claimed, and killed.
    expect(await store.claim(nowMs, nowMs + LEASE_MS)).toMatchObject({ id: 'a', attempts: 1 })
    const done: AppEvent[] = []
    const worker = workerWith(async each => void done.push(each))
    await run(worker)
    expect(done).toEqual([])
    nowMs += LEASE_MS
    await run(worker)
    expect(done).toEqual([event(1)])
  })

  it('stays done when somebody whose time was up says that it failed', async () => {
    const begun = Promise.withResolvers<void>()
    const late = Promise.withResolvers<void>()
    const slow = workerWith(() => {
      begun.resolve()
      return late.promise
    })
    await store.add('a', event(1), nowMs)
    slow.wake()
    await begun.promise
    nowMs += LEASE_MS
    await run(workerWith(async () => {}))
    late.reject(new Error('too late'))
    await slow.idle()
    nowMs += PAUSE_MS.longest
    await run(workerWith(async () => {}))
    expect(outcomes).toEqual(['done', 'failed'])
    expect(await store.unfinished()).toEqual([])
  })

  it('is remembered for a while after it is done, and as long as it isn’t', async () => {
    await store.add('done', event(1), nowMs)
    await run(workerWith(async () => {}))
    await store.add('waiting', event(2), nowMs)
    await store.removeDoneBefore(nowMs)
    expect(await store.add('done', event(1), nowMs)).toBe(false)
    await store.removeDoneBefore(nowMs + 1)
    expect(await store.add('done', event(1), nowMs)).toBe(true)
    expect(await store.add('waiting', event(2), nowMs)).toBe(false)
  })

  it('ends with what it has begun when it is closed', async () => {
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const worker = workerWith(() => {
      begun.resolve()
      return goOn.promise
    })
    await store.add('first', event(1), nowMs)
    await store.add('second', event(2), nowMs)
    worker.wake()
    await begun.promise
    const closed = worker.close()
    goOn.resolve()
    await closed
    expect((await store.unfinished()).map(({ id }) => id)).toEqual(['second'])
  })
})
