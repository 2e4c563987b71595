import * as z from 'zod'
import { isDuplicateKey } from '../../../platform/database/duplicateKey.ts'
import type { Database } from '../../../platform/database/openDatabase.ts'
import type { Tables } from '../../../platform/database/tables.ts'

/** On at once, or into the room's queue: before all others, or after them. */
export const PlaceSchema = z.enum(['now', 'next', 'last'])
export type Place = z.infer<typeof PlaceSchema>

/** Somebody wants to see a video when they come into an Activity of a server. */
export interface Wish {
  /** Of the command or button. Discord numbers these in the order in which they were used. */
  readonly interactionId: string
  readonly userId: string
  readonly guildId: string
  readonly entryId: string
  readonly place: Place
}

export interface Arrival {
  readonly userId: string
  readonly guildId: string
  readonly instanceId: string
}

export interface LaunchStore {
  /** A later wish of the same member in the same server takes the place of an earlier one. */
  add(wish: Wish, nowMs: number): Promise<void>
  /** From now on it holds for this Activity alone. */
  pin(interactionId: string, instanceId: string): Promise<void>
  /**
   * The member's latest wish, if it is younger than `sinceMs` and may come true in this Activity: from now on it can
   * in no other. It stays until it is removed, so that a process that dies meanwhile loses nothing.
   */
  take(arrival: Arrival, sinceMs: number): Promise<Wish | null>
  remove(interactionId: string): Promise<void>
  removeBefore(ms: number): Promise<void>
}

export function createLaunchStore({ query }: Pick<Database, 'query'>): LaunchStore {
  const remove = async (interactionIds: readonly string[]) => {
    if (interactionIds.length === 0) return
    await query.deleteFrom('launch_wishes').where('interaction_id', 'in', interactionIds).execute()
  }

  /** True for one Activity only, whoever else tries. */
  async function bind(interactionId: string, instanceId: string): Promise<boolean> {
    const { numUpdatedRows } = await query
      .updateTable('launch_wishes')
      .set({ instance_id: instanceId })
      .where('interaction_id', '=', interactionId)
      .where('instance_id', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  return {
    async add({ interactionId, userId, guildId, entryId, place }, nowMs) {
      const row = {
        interaction_id: interactionId,
        user_id: userId,
        guild_id: guildId,
        entry_id: entryId,
        place,
        instance_id: null,
        wished_at_ms: Math.round(nowMs),
      }
      try {
        // One statement, because Discord waits for it: earlier wishes go when this one is taken.
        await query.insertInto('launch_wishes').values(row).execute()
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
    async pin(interactionId, instanceId) {
      await bind(interactionId, instanceId)
    },
    async take({ userId, guildId, instanceId }, sinceMs) {
      const rows = await query
        .selectFrom('launch_wishes')
        .selectAll()
        .where('user_id', '=', userId)
        .where('guild_id', '=', guildId)
        .execute()
      const [latest, ...earlier] = rows.sort(latestFirst)
      if (!latest) return null
      await remove(earlier.map(row => row.interaction_id))
      if (latest.wished_at_ms <= sinceMs) return null
      const isOurs = latest.instance_id === instanceId || (await bind(latest.interaction_id, instanceId))
      return isOurs ? readWish(latest) : null
    },
    remove: interactionId => remove([interactionId]),
    async removeBefore(ms) {
      await query.deleteFrom('launch_wishes').where('wished_at_ms', '<', Math.round(ms)).execute()
    },
  }
}

const readWish = (row: Tables['launch_wishes']): Wish => ({
  userId: row.user_id,
  guildId: row.guild_id,
  interactionId: row.interaction_id,
  entryId: row.entry_id,
  place: PlaceSchema.parse(row.place),
})

/** Snowflakes grow with time, on whatever node they are stored. */
const latestFirst = (one: Tables['launch_wishes'], other: Tables['launch_wishes']) =>
  BigInt(one.interaction_id) > BigInt(other.interaction_id) ? -1 : 1
