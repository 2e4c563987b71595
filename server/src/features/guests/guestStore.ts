import * as z from 'zod'
import type { Database } from '../../platform/database/openDatabase.ts'

/** As `isGuestId` has it. */
const NAMED = '0%'

/** Why a guest's stay ended before they went. */
export const VisitEndSchema = z.enum(['revoked', 'expired', 'alone', 'off'])
export type VisitEnd = z.infer<typeof VisitEndSchema>

/** One stay of one guest, by the sign-in that it rests on. */
export interface Visit {
  readonly signInId: string
  readonly linkId: string
  readonly instanceId: string
  readonly guildId: string | null
  readonly userId: string
  readonly createdAtMs: number
  readonly expiresAtMs: number
}

export type WhichVisits =
  | { readonly linkId: string }
  | { readonly instanceId: string }
  /** Null for all that are in calls. `named`: of those alone who have given a name. */
  | { readonly guildId: string | null; readonly named: boolean }

export interface GuestStore {
  add(visit: Visit): Promise<void>
  /** Null for one that hasn't been ended. */
  endOf(signInId: string): Promise<VisitEnd | null>
  /** Ends what came of a link, or all that there is in a room or a server; gives the sign-ins. */
  end(which: WhichVisits, because: VisitEnd): Promise<string[]>
  /** Servers in which somebody's time isn't over, null for calls, whether they are connected or not. */
  guildsAt(nowMs: number): Promise<(string | null)[]>
  /** The same for those whose time is over. */
  endExpired(nowMs: number): Promise<string[]>
  removeEndedBefore(atMs: number): Promise<void>
}

export function createGuestStore({ query }: Pick<Database, 'query'>): GuestStore {
  const open = () => query.selectFrom('room_guests').select('sign_in_id').where('ended_because', 'is', null)

  function openOf(which: WhichVisits) {
    if ('linkId' in which) return open().where('link_id', '=', which.linkId)
    if ('instanceId' in which) return open().where('instance_id', '=', which.instanceId)
    const { guildId, named } = which
    const there =
      guildId === null ? open().where('guild_id', 'is', null) : open().where('guild_id', '=', guildId)
    return named ? there.where('user_id', 'like', NAMED) : there
  }

  async function endAll(
    rows: readonly { readonly sign_in_id: string }[],
    because: VisitEnd,
  ): Promise<string[]> {
    const ids = rows.map(row => row.sign_in_id)
    if (ids.length > 0)
      await query
        .updateTable('room_guests')
        .set({ ended_because: because })
        .where('sign_in_id', 'in', ids)
        .where('ended_because', 'is', null)
        .execute()
    return ids
  }

  return {
    async add(visit) {
      await query
        .insertInto('room_guests')
        .values({
          sign_in_id: visit.signInId,
          link_id: visit.linkId,
          instance_id: visit.instanceId,
          guild_id: visit.guildId,
          user_id: visit.userId,
          created_at_ms: Math.round(visit.createdAtMs),
          expires_at_ms: Math.round(visit.expiresAtMs),
          ended_because: null,
        })
        .execute()
    },
    async endOf(signInId) {
      const row = await query
        .selectFrom('room_guests')
        .select('ended_because')
        .where('sign_in_id', '=', signInId)
        .executeTakeFirst()
      return VisitEndSchema.nullable().parse(row?.ended_because ?? null)
    },
    async end(which, because) {
      return endAll(await openOf(which).execute(), because)
    },
    async guildsAt(nowMs) {
      const rows = await query
        .selectFrom('room_guests')
        .select('guild_id')
        .distinct()
        .where('ended_because', 'is', null)
        .where('expires_at_ms', '>', Math.round(nowMs))
        .execute()
      return rows.map(row => row.guild_id)
    },
    async endExpired(nowMs) {
      return endAll(await open().where('expires_at_ms', '<=', Math.round(nowMs)).execute(), 'expired')
    },
    async removeEndedBefore(atMs) {
      await query.deleteFrom('room_guests').where('expires_at_ms', '<', Math.round(atMs)).execute()
    },
  }
}
