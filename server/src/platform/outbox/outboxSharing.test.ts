import { setImmediate } from 'node:timers/promises'
import { beforeEach, expect, it } from 'vitest'
import * as z from 'zod'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { DatabaseAway } from '../database/databaseAway.ts'
import { LEASE_MS, MAX_ATTEMPTS } from '../retries.ts'
import type { EffectHandlers } from './outbox.ts'
import { createOutboxStore, type OutboxStore } from './outboxStore.ts'
import { DONE, gated, noting, run, TestOutbox } from './testing/testOutbox.ts'

eachDatabase('an outbox that several processes share, and one that dies', open => {
  let outbox: TestOutbox

  beforeEach(async () => {
    outbox = new TestOutbox(await open())
  })

  it('is shared by two processes, and nothing is done twice', async () => {
    const stores = [outbox.store, createOutboxStore(await open())]
    const done: unknown[] = []
    const busy = new Set<string>()
    const crowded: string[] = []
    const COUNT = 60
    await outbox.add(
      ...Array.from({ length: COUNT }, (_, number) =>
        outbox.effect({ lane: `lane-${number % 20}`, payload: { lane: `lane-${number % 20}`, number } }),
      ),
    )
    const workers = stores.map(from =>
      outbox.workerWith(
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
        return (await outbox.store.state(outbox.nowMs)).waiting
      })
      .toBe(0)
    for (const worker of workers) await worker.close()
    expect(done).toHaveLength(COUNT)
    expect(new Set(done.map(each => JSON.stringify(each))).size).toBe(COUNT)
    expect(crowded).toEqual([])
  })

  it('has what somebody died over done by the next, when their time is up', async () => {
    await outbox.add(outbox.effect(), outbox.effect({ payload: { number: 2 } }))
    // Claimed, and killed.
    const claim = { nowMs: outbox.nowMs, untilMs: outbox.nowMs + LEASE_MS, exceptKinds: [] }
    const killed = await outbox.store.claim(claim)
    expect(killed).toMatchObject({ attempts: 1 })
    const attempts: number[] = []
    const handlers: EffectHandlers = {
      async tell(_payload, { number }) {
        attempts.push(number)
        return DONE
      },
    }
    await outbox.runOnce(handlers)
    // The lane was theirs as well.
    expect(attempts).toEqual([])
    outbox.nowMs += LEASE_MS
    await outbox.runOnce(handlers)
    expect(attempts.toSorted()).toEqual([1, 2])
  })

  it('has it done at once where nobody else can be at work', async () => {
    await outbox.add(outbox.effect(), outbox.effect({ lane: 'b', atMs: outbox.nowMs + 60_000 }))
    await outbox.store.claim({ nowMs: outbox.nowMs, untilMs: outbox.nowMs + LEASE_MS, exceptKinds: [] })
    await outbox.store.releaseAll(outbox.nowMs)
    await outbox.runOnce({ tell: async () => DONE })
    expect(await outbox.rows()).toMatchObject([
      { attempts: 2, payload: null },
      { attempts: 0, done_at_ms: null },
    ])
  })

  it('parks what ends the process each time it is begun', async () => {
    await outbox.add(outbox.effect())
    for (let times = 0; times < MAX_ATTEMPTS; times++) {
      await outbox.store.claim({ nowMs: outbox.nowMs, untilMs: outbox.nowMs + LEASE_MS, exceptKinds: [] })
      outbox.nowMs += LEASE_MS
    }
    const begun: unknown[] = []
    await outbox.runOnce({ tell: noting(begun) })
    expect(begun).toEqual([])
    expect(outbox.outcomes).toEqual(['tell parked'])
  })

  it('believes nobody whose time was up that something failed', async () => {
    await outbox.add(
      outbox.effect(),
      outbox.effect({ payload: { number: 2 }, atMs: outbox.nowMs + LEASE_MS + 1 }),
    )
    const late = await outbox.store.claim({
      nowMs: outbox.nowMs,
      untilMs: outbox.nowMs + LEASE_MS,
      exceptKinds: [],
    })
    outbox.nowMs += LEASE_MS
    const gate = gated()
    const worker = outbox.workerWith({ tell: gate.handler })
    await gate.hasBegun({ number: 1 })
    if (!late) throw new Error('nothing was claimed')
    await outbox.store.failed(late, 'too late', null)
    await outbox.store.later(late, outbox.nowMs)
    // Neither is the effect given back, nor the lane, in which another one is due by now.
    outbox.nowMs += 1
    expect(
      await outbox.store.claim({ nowMs: outbox.nowMs, untilMs: outbox.nowMs + LEASE_MS, exceptKinds: [] }),
    ).toBeNull()
    expect((await outbox.rows()).map(row => [row.attempts, row.last_error]).toSorted()).toEqual([
      [0, null],
      [2, null],
    ])
    for (const number of [1, 2]) gate.end({ number })
    await worker.idle()
    await worker.close()
    expect(outbox.outcomes).toEqual(['tell done', 'tell done'])
  })

  it('begins again what it could not say that it was done, and goes on with the rest', async () => {
    await outbox.add(
      outbox.effect({ atMs: outbox.nowMs - 1 }),
      outbox.effect({ lane: 'b', payload: { number: 2 } }),
    )
    let away = true
    const from: OutboxStore = {
      ...outbox.store,
      done(done, atMs) {
        if (!away) return outbox.store.done(done, atMs)
        away = false
        return Promise.reject(new DatabaseAway('gone'))
      },
    }
    const done: unknown[] = []
    await outbox.runOnce({ tell: noting(done) }, { from })
    expect(done).toHaveLength(2)
    expect((await outbox.store.state(outbox.nowMs)).waiting).toBe(1)
    expect(outbox.outcomes).toEqual(['tell done'])
    outbox.nowMs += LEASE_MS
    await outbox.runOnce({ tell: noting(done) }, { from })
    expect(done).toHaveLength(3)
    expect((await outbox.store.state(outbox.nowMs)).waiting).toBe(0)
  })

  it('takes what has a key once, whichever process is told, for as long as what is done is kept', async () => {
    const stores = [outbox.store, createOutboxStore(await open())]
    const COUNT = 40
    const added = await Promise.all(
      Array.from({ length: COUNT }, (_, number) =>
        Promise.all(
          stores.map(each =>
            each.addOnce(`key-${number}`, outbox.effect({ lane: `${number}` }), outbox.nowMs),
          ),
        ),
      ),
    )
    expect(added.flat().filter(Boolean)).toHaveLength(COUNT)
    expect(await outbox.rows()).toHaveLength(COUNT)
    await outbox.runOnce({ tell: noting([]) })
    expect(await outbox.store.addOnce('key-1', outbox.effect(), outbox.nowMs)).toBe(false)
    await outbox.store.removeDoneBefore(outbox.nowMs + 1)
    expect(await outbox.store.addOnce('key-1', outbox.effect(), outbox.nowMs)).toBe(true)
  })
})
