import * as z from 'zod'
import { isDuplicateKey } from '../../platform/database/duplicateKey.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import type { AppEvent } from './webhookEvent.ts'

const MAX_ERROR_LENGTH = 300

/** What has been told and is still to be done. */
export interface ClaimedEvent {
  readonly id: string
  readonly type: string
  /** As it was kept; null is nobody's event. */
  readonly body: string | null
  /** With the one that now begins. */
  readonly attempts: number
}

const ListedSchema = z.object({
  id: z.string(),
  type: z.string(),
  receivedAtMs: z.number(),
  attempts: z.number(),
  /** Null when nobody tries any more. */
  nextAttemptAtMs: z.number().nullable(),
  lastError: z.string().nullable(),
})
/** An event that isn't done, without a word of whom it is about. */
export type ListedEvent = z.infer<typeof ListedSchema>

export interface EventStore {
  /** False when it is there already. */
  add(id: string, event: AppEvent, nowMs: number): Promise<boolean>
  /** Takes one that is due for as long as `untilMs`; null when none is. */
  claim(nowMs: number, untilMs: number): Promise<ClaimedEvent | null>
  done(id: string, nowMs: number): Promise<void>
  /** Tried again then; never by itself when that is null. */
  failed(id: string, error: string, nextAttemptAtMs: number | null): Promise<void>
  /** The oldest first. */
  unfinished(): Promise<readonly ListedEvent[]>
  countParked(): Promise<number>
  /** False when there is none that is parked. */
  retry(id: string, nowMs: number): Promise<boolean>
  removeDoneBefore(ms: number): Promise<void>
}

/** Looked at in one go; of several workers, each takes the first that no other has. */
const LOOKED_AT = 20

export function createEventStore({ query }: Pick<Database, 'query'>): EventStore {
  async function take(id: string, seenAtMs: number, untilMs: number): Promise<boolean> {
    const { numUpdatedRows } = await query
      .updateTable('discord_events')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), next_attempt_at_ms: Math.round(untilMs) }))
      .where('id', '=', id)
      .where('next_attempt_at_ms', '=', seenAtMs)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  return {
    async add(id, event, nowMs) {
      const row = {
        id,
        type: event.type,
        user_id: event.type === 'deauthorized' ? event.userId : null,
        occurred_at_ms: event.occurredAtMs,
        body: JSON.stringify(event),
        received_at_ms: Math.round(nowMs),
        attempts: 0,
        next_attempt_at_ms: Math.round(nowMs),
        done_at_ms: null,
        last_error: null,
      }
      try {
        await query.insertInto('discord_events').values(row).execute()
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async claim(nowMs, untilMs) {
      for (;;) {
        const due = await query
          .selectFrom('discord_events')
          .select(['id', 'type', 'body', 'attempts', 'next_attempt_at_ms'])
          .where('next_attempt_at_ms', '<=', nowMs)
          .orderBy('next_attempt_at_ms')
          .orderBy('id')
          .limit(LOOKED_AT)
          .execute()
        if (due.length === 0) return null
        for (const { id, type, body, attempts, next_attempt_at_ms } of due)
          if (await take(id, Number(next_attempt_at_ms), untilMs))
            return { id, type, body, attempts: attempts + 1 }
      }
    },
    async done(id, nowMs) {
      await query
        .updateTable('discord_events')
        .set({ body: null, next_attempt_at_ms: null, done_at_ms: Math.round(nowMs), last_error: null })
        .where('id', '=', id)
        .execute()
    },
    async failed(id, error, nextAttemptAtMs) {
      await query
        .updateTable('discord_events')
        .set({
          next_attempt_at_ms: nextAttemptAtMs === null ? null : Math.round(nextAttemptAtMs),
          last_error: error.slice(0, MAX_ERROR_LENGTH),
        })
        .where('id', '=', id)
        .where('done_at_ms', 'is', null)
        .execute()
    },
    async unfinished() {
      const rows = await query
        .selectFrom('discord_events')
        .select([
          'id',
          'type',
          'received_at_ms as receivedAtMs',
          'attempts',
          'next_attempt_at_ms as nextAttemptAtMs',
          'last_error as lastError',
        ])
        .where('done_at_ms', 'is', null)
        .orderBy('received_at_ms')
        .orderBy('id')
        .execute()
      return rows.map(row => ListedSchema.parse(row))
    },
    async countParked() {
      const row = await query
        .selectFrom('discord_events')
        .select(({ fn }) => fn.countAll().as('parked'))
        .where('done_at_ms', 'is', null)
        .where('next_attempt_at_ms', 'is', null)
        .executeTakeFirst()
      return Number(row?.parked ?? 0)
    },
    async retry(id, nowMs) {
      const { numUpdatedRows } = await query
        .updateTable('discord_events')
        .set({ attempts: 0, next_attempt_at_ms: Math.round(nowMs) })
        .where('id', '=', id)
        .where('done_at_ms', 'is', null)
        .where('next_attempt_at_ms', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async removeDoneBefore(ms) {
      await query.deleteFrom('discord_events').where('done_at_ms', '<', ms).execute()
    },
  }
}
