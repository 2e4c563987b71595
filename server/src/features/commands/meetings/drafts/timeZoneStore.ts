import { isDuplicateKey } from '../../../../platform/database/duplicateKey.ts'
import type { Database } from '../../../../platform/database/openDatabase.ts'
import type { RoomClock } from '../../../../platform/roomClock.ts'

/** By whose clocks members write times: what they have chosen from the list, in all servers. */
export interface TimeZoneStore {
  /** IANA; null for whoever hasn't chosen any. */
  of(userId: string): Promise<string | null>
  remember(userId: string, timeZone: string): Promise<void>
}

export function createTimeZoneStore({ query }: Pick<Database, 'query'>, clock: RoomClock): TimeZoneStore {
  async function update(userId: string, timeZone: string): Promise<boolean> {
    const { numUpdatedRows } = await query
      .updateTable('member_time_zones')
      .set({ time_zone: timeZone, at_ms: Math.floor(clock.nowMs()) })
      .where('user_id', '=', userId)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  return {
    async of(userId) {
      const row = await query
        .selectFrom('member_time_zones')
        .select('time_zone')
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return row?.time_zone ?? null
    },
    async remember(userId, timeZone) {
      if (await update(userId, timeZone)) return
      try {
        const row = { user_id: userId, time_zone: timeZone, at_ms: Math.floor(clock.nowMs()) }
        await query.insertInto('member_time_zones').values(row).execute()
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        await update(userId, timeZone)
      }
    },
  }
}
