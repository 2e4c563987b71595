import type { Transaction } from 'kysely'
import { isDuplicateKey } from '../../platform/database/duplicateKey.ts'
import type { Forgetting } from '../../platform/database/forgetting.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import type { Tables } from '../../platform/database/tables.ts'

export interface DueCheck {
  readonly guildId: string
  readonly nextCheckAtMs: number
  /** Since when the bot is known to be gone. */
  readonly removedAtMs: number | null
}

export interface GuildCheckStore {
  /** Servers that are to be looked at, of all that we know; those that are known stay as they are. */
  enrol(guildIds: Iterable<string>, nextCheckAtMs: number): Promise<void>
  due(nowMs: number, limit: number): Promise<readonly DueCheck[]>
  /** True for one of all who try. */
  claim(check: DueCheck, untilMs: number): Promise<boolean>
  /** The bot is there. */
  isThere(guildIds: readonly string[], nextCheckAtMs: number): Promise<void>
  later(guildId: string, nextCheckAtMs: number): Promise<void>
}

type Query = Database['query'] | Transaction<Tables>

export function createGuildCheckStore({ query }: Pick<Database, 'query'>): GuildCheckStore {
  return {
    async enrol(guildIds, nextCheckAtMs) {
      const rows = await query.selectFrom('guild_checks').select('guild_id').execute()
      const known = new Set(rows.map(row => row.guild_id))
      for (const guildId of guildIds)
        if (!known.has(guildId)) await addGuildCheck(query, guildId, nextCheckAtMs)
    },
    async due(nowMs, limit) {
      return query
        .selectFrom('guild_checks')
        .select(['guild_id as guildId', 'next_check_at_ms as nextCheckAtMs', 'removed_at_ms as removedAtMs'])
        .where('next_check_at_ms', '<=', nowMs)
        .orderBy('next_check_at_ms')
        .orderBy('guild_id')
        .limit(limit)
        .execute()
    },
    async claim({ guildId, nextCheckAtMs }, untilMs) {
      const { numUpdatedRows } = await query
        .updateTable('guild_checks')
        .set({ next_check_at_ms: Math.round(untilMs) })
        .where('guild_id', '=', guildId)
        .where('next_check_at_ms', '=', nextCheckAtMs)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async isThere(guildIds, nextCheckAtMs) {
      if (guildIds.length === 0) return
      await query
        .updateTable('guild_checks')
        .set({ next_check_at_ms: Math.round(nextCheckAtMs), removed_at_ms: null })
        .where('guild_id', 'in', guildIds)
        .execute()
    },
    async later(guildId, nextCheckAtMs) {
      await query
        .updateTable('guild_checks')
        .set({ next_check_at_ms: Math.round(nextCheckAtMs) })
        .where('guild_id', '=', guildId)
        .execute()
    },
  }
}

/** Leaves alone what is there. */
export async function addGuildCheck(query: Query, guildId: string, atMs: number): Promise<void> {
  try {
    const row = { guild_id: guildId, next_check_at_ms: Math.round(atMs), removed_at_ms: null }
    await query.insertInto('guild_checks').values(row).execute()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}

/** Discord doesn't say when a bot is removed: whoever had added it and leaves may well have done that before. */
export const guildChecksForgetting: Forgetting = {
  tables: ['guild_checks'],
  async forgetUser(transaction, { userId, atMs }) {
    const theirs = transaction
      .selectFrom('installations')
      .select('guild_id')
      .where('installed_by', '=', userId)
      .where('at_ms', '<=', atMs)
    await transaction
      .updateTable('guild_checks')
      .set({ next_check_at_ms: 0 })
      .where('guild_id', 'in', theirs)
      .execute()
    return null
  },
  async forgetGuild(transaction, { guildId, nowMs }) {
    await transaction
      .updateTable('guild_checks')
      .set({ removed_at_ms: Math.round(nowMs) })
      .where('guild_id', '=', guildId)
      .where('removed_at_ms', 'is', null)
      .execute()
    return null
  },
  async forgetSettings(transaction, { guildId }) {
    await transaction.deleteFrom('guild_checks').where('guild_id', '=', guildId).execute()
  },
}
