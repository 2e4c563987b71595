import { type Preferences, PreferencesSchema } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import { isDuplicateKey } from '../../platform/database/duplicateKey.ts'
import type { Database } from '../../platform/database/openDatabase.ts'

export interface PreferencesStore {
  /** Null where nothing is remembered, or nothing that this build can read. */
  load(userId: string): Promise<Preferences | null>
  /** Keeps it, unless something later is kept already; gives what is kept then. */
  save(userId: string, preferences: Preferences, nowMs: number): Promise<Preferences>
}

export function createPreferencesStore({ query }: Pick<Database, 'query'>): PreferencesStore {
  const load = async (userId: string): Promise<Preferences | null> => {
    const row = await query
      .selectFrom('personal_settings')
      .select('settings')
      .where('user_id', '=', userId)
      .executeTakeFirst()
    const parsed = PreferencesSchema.safeParse(row && JSON.parse(row.settings))
    return parsed.success ? parsed.data : null
  }
  const replace = async (userId: string, columns: ReturnType<typeof columnsOf>): Promise<void> => {
    await query
      .updateTable('personal_settings')
      .set(columns)
      .where('user_id', '=', userId)
      .where('changed_at_ms', '<=', columns.changed_at_ms)
      .execute()
  }

  return {
    load,
    async save(userId, preferences, nowMs) {
      const columns = columnsOf(preferences, nowMs)
      try {
        await query
          .insertInto('personal_settings')
          .values({ user_id: userId, ...columns })
          .execute()
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        await replace(userId, columns)
      }
      return (await load(userId)) ?? preferences
    },
  }
}

const columnsOf = (preferences: Preferences, nowMs: number) => ({
  settings: JSON.stringify(preferences),
  changed_at_ms: preferences.changedAtMs,
  saved_at_ms: Math.round(nowMs),
})
