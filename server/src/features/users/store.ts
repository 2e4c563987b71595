import { isDuplicateKey } from '../../platform/database/duplicateKey.ts'
import type { Database } from '../../platform/database/openDatabase.ts'

/** What Kaltura has been told about each user. */
export interface SentProfiles {
  /** Null where it was told nothing yet. */
  hashOf(userId: string): Promise<string | null>
  remember(userId: string, hash: string, nowMs: number): Promise<void>
}

export function createSentProfiles({ query }: Pick<Database, 'query'>): SentProfiles {
  const update = async (userId: string, hash: string, nowMs: number): Promise<boolean> => {
    const { numUpdatedRows } = await query
      .updateTable('kaltura_users')
      .set({ sent_hash: hash, sent_at_ms: nowMs })
      .where('user_id', '=', userId)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }
  return {
    async hashOf(userId) {
      const row = await query
        .selectFrom('kaltura_users')
        .select('sent_hash')
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return row?.sent_hash ?? null
    },
    async remember(userId, hash, nowMs) {
      if (await update(userId, hash, nowMs)) return
      try {
        const row = { user_id: userId, sent_hash: hash, sent_at_ms: nowMs }
        await query.insertInto('kaltura_users').values(row).execute()
      } catch (error) {
        // Somebody else's sign-in was quicker.
        if (!isDuplicateKey(error)) throw error
        await update(userId, hash, nowMs)
      }
    },
  }
}
