import { isDuplicateKey } from '../../platform/database/duplicateKey.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import type { RoomClock } from '../../platform/roomClock.ts'

/** As long as an interaction can be answered, ms: https://docs.discord.com/developers/interactions/receiving-and-responding */
export const INTERACTION_TOKEN_MS = 15 * 60_000

/** Who acts on an interaction, over restarts and across all processes that share a database. */
export interface ClaimStore {
  /** True for the first who asks, and for nobody after. */
  claim(interactionId: string): Promise<boolean>
  removeExpired(): Promise<void>
}

export function createClaimStore({ query }: Pick<Database, 'query'>, clock: RoomClock): ClaimStore {
  return {
    async claim(interactionId) {
      const row = { id: interactionId, claimed_at_ms: Math.floor(clock.nowMs()) }
      try {
        await query.insertInto('claimed_interactions').values(row).execute()
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async removeExpired() {
      await query
        .deleteFrom('claimed_interactions')
        .where('claimed_at_ms', '<=', Math.floor(clock.nowMs()) - INTERACTION_TOKEN_MS)
        .execute()
    },
  }
}
