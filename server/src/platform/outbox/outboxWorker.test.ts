import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { MAX_ATTEMPTS, PAUSE_MS, pauseAfter } from '../retries.ts'
import type { EffectHandler, EffectOutcome } from './outbox.ts'
import { createOutboxStore, type OutboxStore } from './outboxStore.ts'
import { AT_ONCE_OF_ONE_KIND } from './outboxWorker.ts'
import { DONE, gated, noting, run, TestOutbox } from './testing/testOutbox.ts'

eachDatabase('the outbox', open => {
  let outbox: TestOutbox

  beforeEach(async () => {
    outbox = new TestOutbox(await open())
  })

  afterEach(() => void vi.useRealTimers())

  it('holds an effect only if what causes it holds', async () => {
    const done: unknown[] = []
    const handler = noting(done)
    await expect(
      outbox.database.query.transaction().execute(async transaction => {
        await outbox.store.add(transaction, [outbox.effect({ payload: { number: 0 } })], outbox.nowMs)
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await outbox.database.query
      .transaction()
      .execute(transaction =>
        outbox.store.add(
          transaction,
          [outbox.effect(), outbox.effect({ payload: { number: 2 } })],
          outbox.nowMs,
        ),
      )
    await outbox.runOnce({ tell: handler })
    expect(done).toEqual(expect.arrayContaining([{ number: 1 }, { number: 2 }]))
    expect(done).toHaveLength(2)
  })

  it('has each brought about once, in its time, and keeps no payload of what is done', async () => {
    const done: unknown[] = []
    const worker = outbox.workerWith({ tell: noting(done) })
    await outbox.add(
      outbox.effect(),
      outbox.effect({ lane: 'b', payload: { number: 2 }, atMs: outbox.nowMs + 60_000 }),
    )
    await run(worker)
    await run(worker)
    expect(done).toEqual([{ number: 1 }])
    expect(outbox.seen).toEqual({ waiting: 1, parked: 0, oldestDueS: 0 })
    outbox.nowMs += 60_000
    await run(worker)
    await worker.close()
    expect(done).toEqual([{ number: 1 }, { number: 2 }])
    for (const row of await outbox.rows())
      expect(row).toMatchObject({ payload: null, next_attempt_at_ms: null, attempts: 1 })
    expect(await outbox.database.query.selectFrom('outbox_lanes').selectAll().execute()).toEqual([])
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
      await outbox.add(outbox.effect())
      for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
        await outbox.runOnce({ tell: handler })
        const [waiting] = await outbox.rows()
        expect(waiting).toMatchObject({
          attempts: attempt,
          next_attempt_at_ms: outbox.nowMs + pauseAfter(attempt),
          last_error: reason,
        })
        outbox.nowMs += pauseAfter(attempt) - 1
        await outbox.runOnce({ tell: handler })
        expect((await outbox.rows())[0]).toEqual(waiting)
        outbox.nowMs += 1
      }
      await outbox.runOnce({ tell: handler })
      outbox.nowMs += 1_000 * PAUSE_MS.longest
      await outbox.runOnce({ tell: handler })
      expect(outbox.outcomes).toHaveLength(MAX_ATTEMPTS)
      expect(outbox.outcomes.at(-1)).toBe('tell parked')
      expect(outbox.seen).toEqual({ waiting: 0, parked: 1, oldestDueS: 0 })
      expect(await outbox.rows()).toMatchObject([
        { attempts: MAX_ATTEMPTS, next_attempt_at_ms: null, done_at_ms: null },
      ])
      expect(outbox.log.join('')).not.toContain('ana')
    },
  )

  it('parks at once what trying again can not help', async () => {
    await outbox.add(outbox.effect())
    await outbox.runOnce({ tell: async () => ({ kind: 'failed', reason: 'gone for good', isFinal: true }) })
    expect(outbox.outcomes).toEqual(['tell parked'])
    expect(await outbox.rows()).toMatchObject([
      { attempts: 1, next_attempt_at_ms: null, last_error: 'gone for good' },
    ])
  })

  it('fails what another version has added, and goes on with the rest', async () => {
    const done: unknown[] = []
    await outbox.add(
      outbox.effect({ kind: 'of tomorrow' }),
      outbox.effect({ kind: 'constructor', lane: 'b' }),
      outbox.effect({ lane: 'c' }),
    )
    await outbox.runOnce({ tell: noting(done) })
    expect(done).toHaveLength(1)
    expect(outbox.outcomes.toSorted()).toEqual(['constructor failed', 'of tomorrow failed', 'tell done'])
  })

  it('asks again for what is not ready yet as often as it takes', async () => {
    let asked = 0
    const handler: EffectHandler = async () =>
      ++asked <= 3 * MAX_ATTEMPTS ? { kind: 'later', atMs: outbox.nowMs + 60_000 } : DONE
    await outbox.add(outbox.effect())
    for (let times = 0; times <= 3 * MAX_ATTEMPTS; times++) {
      await outbox.runOnce({ tell: handler })
      outbox.nowMs += 60_000
    }
    expect(asked).toBe(3 * MAX_ATTEMPTS + 1)
    expect(outbox.outcomes.at(-1)).toBe('tell done')
  })

  it('does not hold against what is asked again and again that it has failed now and then', async () => {
    const failures = 2 * MAX_ATTEMPTS
    let asked = 0
    const handler: EffectHandler = async () => {
      if (++asked > 2 * failures) return DONE
      return asked % 2 === 1
        ? { kind: 'failed', reason: 'away', isFinal: false }
        : { kind: 'later', atMs: outbox.nowMs + 60_000 }
    }
    await outbox.add(outbox.effect())
    for (let times = 0; times <= 2 * failures; times++) {
      await outbox.runOnce({ tell: handler })
      outbox.nowMs += 60_000
    }
    expect(outbox.outcomes.filter(outcome => outcome === 'tell failed')).toHaveLength(failures)
    expect(outbox.outcomes.at(-1)).toBe('tell done')
  })

  it('has one of a lane under way at a time, and several lanes', async () => {
    const gate = gated()
    await outbox.add(
      outbox.effect({ payload: { number: 1 } }),
      outbox.effect({ payload: { number: 2 }, atMs: outbox.nowMs - 1 }),
      outbox.effect({ payload: { number: 3 }, lane: 'b' }),
    )
    const worker = outbox.workerWith({ tell: gate.handler })
    await Promise.all([gate.hasBegun({ number: 2 }), gate.hasBegun({ number: 3 })])
    // Another process doesn't begin it either.
    await outbox.runOnce({ tell: gate.handler }, { from: createOutboxStore(await open()) })
    expect(gate.begun).toHaveLength(2)
    gate.end({ number: 2 })
    await gate.hasBegun({ number: 1 })
    for (const number of [1, 3]) gate.end({ number })
    await worker.idle()
    await worker.close()
    expect(gate.begun).toHaveLength(3)
    expect(outbox.outcomes).toEqual(['tell done', 'tell done', 'tell done'])
  })

  it('does not let what is slow or broken hold up the rest by a second (O2)', async () => {
    const slow = gated()
    const done: unknown[] = []
    const slowOnes = Array.from({ length: 50 }, (_, number) =>
      outbox.effect({ kind: 'slow', lane: `slow-${number}`, payload: { number }, atMs: outbox.nowMs - 2 }),
    )
    const poison = outbox.effect({ kind: 'poison', lane: 'poison', atMs: outbox.nowMs - 1 })
    const others = Array.from({ length: 50 }, (_, number) =>
      outbox.effect({ lane: `lane-${number}`, payload: { number } }),
    )
    const beganAtMs = outbox.nowMs
    await outbox.add(...slowOnes, poison, ...others)
    const all = Promise.withResolvers<void>()
    const worker = outbox.workerWith({
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
    expect(outbox.nowMs).toBe(beganAtMs)
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
        outbox.effect({
          kind,
          lane: `${kind}-${each}`,
          payload: { number: place * 5 + each },
          atMs: outbox.nowMs - 1,
        }),
      ),
    )
    await outbox.add(...slowOnes, outbox.effect({ payload: { number: -1 } }))
    const told = Promise.withResolvers<void>()
    const worker = outbox.workerWith({
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
    await outbox.add(outbox.effect())
    await outbox.runOnce({ tell: () => new Promise(() => {}) }, { handlerMs: 20 })
    expect(await outbox.rows()).toMatchObject([{ attempts: 1, last_error: 'took longer than 20 ms' }])
    outbox.nowMs += pauseAfter(1)
    await outbox.runOnce({ tell: async () => DONE })
    expect(outbox.outcomes).toEqual(['tell failed', 'tell done'])
  })

  it('forgets what is done after a while, and nothing else', async () => {
    await outbox.add(outbox.effect(), outbox.effect({ lane: 'b', atMs: outbox.nowMs + 60_000 }))
    await outbox.runOnce({ tell: async () => DONE })
    await outbox.store.removeDoneBefore(outbox.nowMs)
    expect(await outbox.rows()).toHaveLength(2)
    await outbox.store.removeDoneBefore(outbox.nowMs + 1)
    expect(await outbox.rows()).toMatchObject([{ lane: 'b' }])
  })

  it('says how late it is', async () => {
    await outbox.add(
      outbox.effect({ atMs: outbox.nowMs - 90_000 }),
      outbox.effect({ lane: 'b', atMs: outbox.nowMs + 5_000 }),
    )
    expect(await outbox.store.state(outbox.nowMs)).toEqual({
      waiting: 2,
      parked: 0,
      dueSinceMs: outbox.nowMs - 90_000,
      nextDueMs: outbox.nowMs + 5_000,
    })
  })

  it('begins what becomes due while it looks, and does not wait to be woken', async () => {
    // Nothing looks from time to time.
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const begun = Promise.withResolvers<void>()
    const from: OutboxStore = {
      ...outbox.store,
      async claim(claim) {
        const claimed = await outbox.store.claim(claim)
        // Nothing was due, and now it is.
        outbox.nowMs += 1
        return claimed
      },
    }
    await outbox.add(outbox.effect({ atMs: outbox.nowMs + 0.6 }))
    const worker = outbox.workerWith(
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
    await outbox.add(
      outbox.effect({ payload: { number: 1 }, atMs: outbox.nowMs - 1 }),
      outbox.effect({ payload: { number: 2 } }),
    )
    const worker = outbox.workerWith({ tell: gate.handler })
    await gate.hasBegun({ number: 1 })
    const closed = worker.close()
    gate.end({ number: 1 })
    await closed
    expect(gate.begun).toEqual([{ number: 1 }])
    expect((await outbox.rows()).filter(row => row.done_at_ms === null)).toHaveLength(1)
  })
})
