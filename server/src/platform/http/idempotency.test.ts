import { beforeEach, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import type { Database } from '../database/openDatabase.ts'
import { fail, type Result, succeed } from '../result.ts'
import { Secret } from '../secret.ts'
import { createTokenVault } from '../tokenVault.ts'
import { ACTING_MS, createIdempotency, type Idempotency, KEPT_MS } from './idempotency.ts'
import { createIdempotencyStore } from './idempotencyStore.ts'

const time = { nowMs: 1_000_000 }
const clock = { nowMs: () => time.nowMs }
let database: Database
let idempotency: Idempotency

/** As another process that has the same database. */
function open(key = 'a', previous: readonly string[] = []): Idempotency {
  const secretOf = (name: string) => new Secret(name.repeat(32))
  const vault = createTokenVault({
    current: secretOf(key),
    previous: previous.map(secretOf),
    purpose: 'test',
  })
  return createIdempotency({ store: createIdempotencyStore(database), vault, clock })
}

const attempt = { operation: 'videos.play', caller: '1', key: 'k' }
let acted = 0
const act = async () => succeed({ n: ++acted, ks: 'djJ8-canary' })
beforeEach(() => {
  acted = 0
})

/** Something that takes until it is told to end. */
function slow() {
  const { promise, resolve } = Promise.withResolvers<Result<unknown>>()
  const begun = Promise.withResolvers<void>()
  const act = () => {
    begun.resolve()
    return promise
  }
  return { act, end: resolve, begun: begun.promise }
}

eachDatabase('what is done once', openDatabase => {
  beforeEach(async () => {
    database = await openDatabase()
    idempotency = open()
  })

  describe('an attempt', () => {
    it('is made once, and its answer given again, by another process too', async () => {
      const first = await idempotency.once(attempt, { a: 1 }, act)
      expect(first).toEqual({ result: succeed({ n: 1, ks: 'djJ8-canary' }), replayed: false })
      for (const each of [idempotency, open(), open('b', ['a'])])
        expect(await each.once(attempt, { a: 1 }, act)).toEqual({ result: first.result, replayed: true })
      expect(acted).toBe(1)
    })

    it('lies in the database sealed', async () => {
      await idempotency.once(attempt, {}, act)
      const rows = await database.query.selectFrom('idempotency_keys').selectAll().execute()
      expect(rows).toHaveLength(1)
      expect(JSON.stringify(rows)).not.toMatch(/canary|videos\.play|djJ8/)
    })

    it('is another one for another operation, caller or key (ASVS 8.2.2)', async () => {
      await idempotency.once(attempt, {}, act)
      for (const other of [{ operation: 'videos.session' }, { caller: '2' }, { key: 'K' }])
        expect((await idempotency.once({ ...attempt, ...other }, {}, act)).replayed).toBe(false)
      expect(acted).toBe(4)
    })

    it('is refused when it asks for something else', async () => {
      await idempotency.once(attempt, { a: 1 }, act)
      const { result } = await idempotency.once(attempt, { a: 2 }, act)
      expect(result).toMatchObject({ error: { code: 'idempotency_key_reused', field: 'Idempotency-Key' } })
      expect(acted).toBe(1)
    })

    it('has to wait while the first one is under way', async () => {
      const first = slow()
      const running = idempotency.once(attempt, {}, first.act)
      await first.begun
      for (const each of [idempotency, open()])
        expect((await each.once(attempt, {}, act)).result).toMatchObject({
          error: { code: 'conflict', retryAfterS: 1 },
        })
      expect((await idempotency.once(attempt, { other: 1 }, act)).result).toMatchObject({
        error: { code: 'idempotency_key_reused' },
      })
      first.end(succeed('done'))
      await running
      expect((await idempotency.once(attempt, {}, act)).result).toEqual(succeed('done'))
      expect(acted).toBe(0)
    })

    it('lets one of many through that come at once (ASVS 2.3.4)', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => idempotency.once(attempt, {}, act)))
      expect(acted).toBe(1)
      const codes = all.map(({ result }) => (result.ok ? 'ok' : result.error.code))
      expect(codes.filter(code => code !== 'ok' && code !== 'conflict')).toEqual([])
    })

    it('keeps an error that stays one, and forgets one that need not', async () => {
      const stays = await idempotency.once(attempt, {}, async () => fail('video_not_found', 'Gone.'))
      expect(await idempotency.once(attempt, {}, act)).toEqual({ result: stays.result, replayed: true })
      const other = { ...attempt, key: 'other' }
      for (const code of ['kaltura_unavailable', 'internal', 'video_not_ready'] as const)
        await idempotency.once(other, {}, async () => fail(code, 'Not now.'))
      expect((await idempotency.once(other, {}, act)).replayed).toBe(false)
    })

    it('is forgotten when it ends in an exception', async () => {
      const broken = () => Promise.reject(new Error('bug'))
      await expect(idempotency.once(attempt, {}, broken)).rejects.toThrow('bug')
      expect((await idempotency.once(attempt, {}, act)).replayed).toBe(false)
    })
  })

  describe('time', () => {
    it('lets somebody else act for one who has died, and nobody writes over that', async () => {
      const dead = slow()
      const lost = idempotency.once(attempt, {}, dead.act)
      await dead.begun
      expect((await idempotency.once(attempt, {}, act)).result).toMatchObject({ error: { code: 'conflict' } })
      time.nowMs += ACTING_MS
      const second = await open().once(attempt, {}, act)
      expect(second).toMatchObject({ replayed: false })
      dead.end(succeed('too late'))
      await lost
      expect((await idempotency.once(attempt, {}, act)).result).toEqual(second.result)
    })

    it('ends what is kept, whether it has been cleaned away or not', async () => {
      await idempotency.once(attempt, {}, act)
      time.nowMs += KEPT_MS - 1
      await idempotency.removeExpired()
      expect((await idempotency.once(attempt, {}, act)).replayed).toBe(true)
      time.nowMs += 1
      expect((await idempotency.once(attempt, { another: true }, act)).replayed).toBe(false)
      time.nowMs += KEPT_MS
      await idempotency.removeExpired()
      expect(await database.query.selectFrom('idempotency_keys').selectAll().execute()).toEqual([])
    })

    it('of a key that has been retired ends what it sealed, and nothing is done twice for that', async () => {
      await idempotency.once(attempt, {}, act)
      expect((await open('b').once(attempt, {}, act)).result).toMatchObject({
        error: { code: 'idempotency_key_reused' },
      })
      expect(acted).toBe(1)
    })
  })
})
