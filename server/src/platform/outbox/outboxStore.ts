import { hash, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { isDuplicateKey } from '../database/duplicateKey.ts'
import type { Database } from '../database/openDatabase.ts'
import type { Tables } from '../database/tables.ts'
import type { Effect } from './outbox.ts'

const MAX_ERROR_LENGTH = 300
/** Looked at in one go; of several workers, each takes the first that no other has. */
const LOOKED_AT = 20

/** One that somebody has begun, and its lane with it. */
export interface ClaimedEffect {
  readonly id: string
  readonly kind: string
  readonly lane: string
  /** As it was kept; null is nobody's effect. */
  readonly payload: string | null
  /** With the one that now begins. */
  readonly attempts: number
  /** Nobody else takes it before, epoch ms. Whoever takes it later has a later one, so it also tells the two apart. */
  readonly untilMs: number
}

export interface Claim {
  readonly nowMs: number
  readonly untilMs: number
  /** Of these there are enough under way. */
  readonly exceptKinds: readonly string[]
}

/** What there is to be done. */
export interface OutboxState {
  readonly waiting: number
  readonly parked: number
  /** When the oldest that is due became so; null when none is. */
  readonly dueSinceMs: number | null
  /** When one becomes due that isn't yet, or a lease ends. */
  readonly nextDueMs: number | null
}

export interface OutboxStore {
  add(query: Kysely<Tables>, effects: readonly Effect[], nowMs: number): Promise<void>
  /** In one statement. False, and nothing, for a key that was there within the time that effects are kept. */
  addOnce(key: string, effect: Effect, nowMs: number): Promise<boolean>
  /** Takes one that is due and whose lane is free; null when there is none. */
  claim(claim: Claim): Promise<ClaimedEffect | null>
  done(effect: ClaimedEffect, nowMs: number): Promise<void>
  /** Nothing has failed, and what has before counts no more: somebody may ask for a day. */
  later(effect: ClaimedEffect, atMs: number): Promise<void>
  /** Tried again then; never by itself when that is null. */
  failed(effect: ClaimedEffect, error: string, nextAttemptAtMs: number | null): Promise<void>
  /** To be called only by whoever knows that nobody is at work: what was begun is due again at once. */
  releaseAll(nowMs: number): Promise<void>
  state(nowMs: number): Promise<OutboxState>
  removeDoneBefore(ms: number): Promise<void>
  /** Those of whoever has died over their work. */
  removeLanesBefore(ms: number): Promise<void>
}

type Due = Omit<ClaimedEffect, 'untilMs'> & { readonly seenAtMs: number }

export function createOutboxStore({ query }: Pick<Database, 'query'>): OutboxStore {
  async function due({ nowMs, exceptKinds }: Claim): Promise<readonly Due[]> {
    const all = query
      .selectFrom('outbox')
      .leftJoin('outbox_lanes', join =>
        join.onRef('outbox_lanes.lane', '=', 'outbox.lane').on('outbox_lanes.until_ms', '>', nowMs),
      )
      .select(['id', 'kind', 'outbox.lane', 'payload', 'attempts', 'next_attempt_at_ms as seenAtMs'])
      .where('next_attempt_at_ms', '<=', nowMs)
      .where('outbox_lanes.lane', 'is', null)
    const wanted = exceptKinds.length > 0 ? all.where('kind', 'not in', exceptKinds) : all
    const rows = await wanted.orderBy('next_attempt_at_ms').orderBy('id').limit(LOOKED_AT).execute()
    return rows.map(row => ({ ...row, seenAtMs: Number(row.seenAtMs) }))
  }

  /** Its row belongs to whoever puts it there or moves its end; of several, the database lets one. */
  async function takeLane(lane: string, { nowMs, untilMs }: Claim): Promise<boolean> {
    try {
      await query.insertInto('outbox_lanes').values({ lane, until_ms: untilMs }).execute()
      return true
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    // Somebody has died in it, unless they are still at it.
    const { numUpdatedRows } = await query
      .updateTable('outbox_lanes')
      .set({ until_ms: untilMs })
      .where('lane', '=', lane)
      .where('until_ms', '<=', nowMs)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  async function leaveLane(lane: string, untilMs: number): Promise<void> {
    await query.deleteFrom('outbox_lanes').where('lane', '=', lane).where('until_ms', '=', untilMs).execute()
  }

  async function take({ id, seenAtMs }: Due, untilMs: number): Promise<boolean> {
    const { numUpdatedRows } = await query
      .updateTable('outbox')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), next_attempt_at_ms: untilMs }))
      .where('id', '=', id)
      .where('next_attempt_at_ms', '=', seenAtMs)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  return {
    async add(transaction, effects, nowMs) {
      if (effects.length === 0) return
      const rows = effects.map(effect => rowOf(randomUUID(), effect, nowMs))
      await transaction.insertInto('outbox').values(rows).execute()
    },
    async addOnce(key, effect, nowMs) {
      try {
        await query
          .insertInto('outbox')
          .values(rowOf(idOfKey(key), effect, nowMs))
          .execute()
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async claim(given) {
      const claim = { ...given, untilMs: Math.round(given.untilMs) }
      const { untilMs } = claim
      for (;;) {
        const candidates = await due(claim)
        if (candidates.length === 0) return null
        const tried = new Set<string>()
        for (const candidate of candidates) {
          const { seenAtMs, ...effect } = candidate
          if (tried.has(effect.lane)) continue
          tried.add(effect.lane)
          if (!(await takeLane(effect.lane, claim))) continue
          if (await take(candidate, untilMs)) return { ...effect, attempts: effect.attempts + 1, untilMs }
          // Somebody has done it in the meantime.
          await leaveLane(effect.lane, untilMs)
        }
      }
    },
    async done({ id, lane, untilMs }, nowMs) {
      await query
        .updateTable('outbox')
        .set({ payload: null, next_attempt_at_ms: null, done_at_ms: Math.round(nowMs), last_error: null })
        .where('id', '=', id)
        .execute()
      await leaveLane(lane, untilMs)
    },
    async later({ id, lane, untilMs }, atMs) {
      await query
        .updateTable('outbox')
        .set({ attempts: 0, next_attempt_at_ms: Math.round(atMs), last_error: null })
        .where('id', '=', id)
        .where('next_attempt_at_ms', '=', untilMs)
        .execute()
      await leaveLane(lane, untilMs)
    },
    async failed({ id, lane, untilMs }, error, nextAttemptAtMs) {
      await query
        .updateTable('outbox')
        .set({
          next_attempt_at_ms: nextAttemptAtMs === null ? null : Math.round(nextAttemptAtMs),
          last_error: error.slice(0, MAX_ERROR_LENGTH),
        })
        .where('id', '=', id)
        .where('next_attempt_at_ms', '=', untilMs)
        .execute()
      await leaveLane(lane, untilMs)
    },
    async releaseAll(nowMs) {
      await query
        .updateTable('outbox')
        .set({ next_attempt_at_ms: Math.round(nowMs) })
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('outbox_lanes')
              .select('outbox_lanes.lane')
              .whereRef('outbox_lanes.lane', '=', 'outbox.lane')
              .whereRef('outbox_lanes.until_ms', '=', 'outbox.next_attempt_at_ms'),
          ),
        )
        .execute()
      await query.deleteFrom('outbox_lanes').execute()
    },
    async state(nowMs) {
      const row = await query
        .selectFrom('outbox')
        .select(({ fn, eb }) => [
          fn.countAll().as('unfinished'),
          fn.count('next_attempt_at_ms').as('waiting'),
          fn
            .min(eb.case().when('next_attempt_at_ms', '<=', nowMs).then(eb.ref('next_attempt_at_ms')).end())
            .as('dueSinceMs'),
          fn
            .min(eb.case().when('next_attempt_at_ms', '>', nowMs).then(eb.ref('next_attempt_at_ms')).end())
            .as('nextDueMs'),
        ])
        .where('done_at_ms', 'is', null)
        .executeTakeFirst()
      const waiting = Number(row?.waiting ?? 0)
      return {
        waiting,
        parked: Number(row?.unfinished ?? 0) - waiting,
        dueSinceMs: numberOrNull(row?.dueSinceMs),
        nextDueMs: numberOrNull(row?.nextDueMs),
      }
    },
    async removeDoneBefore(ms) {
      await query.deleteFrom('outbox').where('done_at_ms', '<', ms).execute()
    },
    async removeLanesBefore(ms) {
      await query.deleteFrom('outbox_lanes').where('until_ms', '<', ms).execute()
    },
  }
}

const rowOf = (id: string, { kind, lane, payload, atMs, guildId }: Effect, nowMs: number) => ({
  id,
  kind,
  lane,
  guild_id: guildId,
  payload: JSON.stringify(payload),
  created_at_ms: Math.round(nowMs),
  attempts: 0,
  next_attempt_at_ms: Math.round(atMs),
  done_at_ms: null,
  last_error: null,
})

/** As long as the column; half of a SHA-256 is enough for keys that somebody vouches for. */
const idOfKey = (key: string) => hash('sha256', key).slice(0, 32)

const numberOrNull = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value)
