import * as z from 'zod'
import type { Database } from '../database/openDatabase.ts'
import { parseJson } from '../parseJson.ts'

const numberOrNull = z.number().nullable()

const ShownSchema = z.object({
  id: z.string(),
  kind: z.string(),
  lane: z.string(),
  guildId: z.string().nullable(),
  createdAtMs: z.number(),
  attempts: z.number(),
  /** Null when it is done or nobody tries any more. */
  nextAttemptAtMs: numberOrNull,
  doneAtMs: numberOrNull,
  lastError: z.string().nullable(),
  /** Somebody is at it, or has died over it less than a lease ago. */
  underWay: z.boolean(),
  /** Ids and types in it; of a person nothing else. */
  about: z.record(z.string(), z.string()),
})
/** An effect as operators see it. */
export type ShownEffect = z.infer<typeof ShownSchema>

/** What operators do with the outbox. */
export interface OutboxDesk {
  /** The oldest first. */
  unfinished(which: { readonly parkedOnly: boolean }): Promise<readonly ShownEffect[]>
  find(id: string): Promise<ShownEffect | null>
  /** False when there is none that is parked. */
  retry(id: string, nowMs: number): Promise<boolean>
  /** Takes it for done, though it isn't. False when there is none that is parked. */
  drop(id: string, nowMs: number): Promise<boolean>
}

export function createOutboxDesk({ query }: Pick<Database, 'query'>): OutboxDesk {
  const all = () =>
    query
      .selectFrom('outbox')
      .leftJoin('outbox_lanes', join =>
        join
          .onRef('outbox_lanes.lane', '=', 'outbox.lane')
          .onRef('outbox_lanes.until_ms', '=', 'outbox.next_attempt_at_ms'),
      )
      .select([
        'id',
        'kind',
        'outbox.lane',
        'guild_id as guildId',
        'created_at_ms as createdAtMs',
        'attempts',
        'next_attempt_at_ms as nextAttemptAtMs',
        'done_at_ms as doneAtMs',
        'last_error as lastError',
        'until_ms as untilMs',
        'payload',
      ])

  return {
    async unfinished({ parkedOnly }) {
      const open = all().where('done_at_ms', 'is', null)
      const wanted = parkedOnly ? open.where('next_attempt_at_ms', 'is', null) : open
      return (await wanted.orderBy('created_at_ms').orderBy('id').execute()).map(shown)
    },
    async find(id) {
      const row = await all().where('id', '=', id).executeTakeFirst()
      return row ? shown(row) : null
    },
    async retry(id, nowMs) {
      const { numUpdatedRows } = await query
        .updateTable('outbox')
        .set({ attempts: 0, next_attempt_at_ms: Math.round(nowMs) })
        .where('id', '=', id)
        .where('done_at_ms', 'is', null)
        .where('next_attempt_at_ms', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async drop(id, nowMs) {
      const { numUpdatedRows } = await query
        .updateTable('outbox')
        .set({ payload: null, done_at_ms: Math.round(nowMs) })
        .where('id', '=', id)
        .where('done_at_ms', 'is', null)
        .where('next_attempt_at_ms', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}

interface Row {
  readonly untilMs: number | null
  readonly payload: string | null
}

const shown = ({ untilMs, payload, ...row }: Row): ShownEffect =>
  ShownSchema.parse({ ...row, underWay: untilMs !== null, about: idsIn(payload) })

const PayloadSchema = z.record(z.string(), z.unknown()).catch({})
const ID_KEY = /(?:Id|Type)$/
const ID = /^[\w-]{1,64}$/

function idsIn(payload: string | null): Record<string, string> {
  const entries = Object.entries(PayloadSchema.parse(parseJson(payload ?? '')))
  return Object.fromEntries(
    entries.flatMap(([key, value]) =>
      ID_KEY.test(key) && typeof value === 'string' && ID.test(value) ? [[key, value]] : [],
    ),
  )
}
