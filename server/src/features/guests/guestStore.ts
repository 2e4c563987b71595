import * as z from 'zod'
import type { Database } from '../../platform/database/openDatabase.ts'

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

export interface GuestStore {
  add(visit: Visit): Promise<void>
  /** Null for one that hasn't been ended. */
  endOf(signInId: string): Promise<VisitEnd | null>
  /** Ends what came of a link, or all that there is in a room; gives the sign-ins. */
  end(
    which: { readonly linkId: string } | { readonly instanceId: string },
    because: VisitEnd,
  ): Promise<string[]>
  /** The same for those whose time is over. */
  endExpired(nowMs: number): Promise<string[]>
  removeEndedBefore(atMs: number): Promise<void>
}

export function createGuestStore({ query }: Pick<Database, 'query'>): GuestStore {
  const open = () => query.selectFrom('room_guests').select('sign_in_id').where('ended_because', 'is', null)

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
      const rows =
        'linkId' in which
          ? open().where('link_id', '=', which.linkId)
          : open().where('instance_id', '=', which.instanceId)
      return endAll(await rows.execute(), because)
    },
    async endExpired(nowMs) {
      return endAll(await open().where('expires_at_ms', '<=', Math.round(nowMs)).execute(), 'expired')
    },
    async removeEndedBefore(atMs) {
      await query.deleteFrom('room_guests').where('expires_at_ms', '<', Math.round(atMs)).execute()
    },
  }
}
