import * as z from 'zod'
import type { Database } from '../../platform/database/openDatabase.ts'

const RoomLinkRowSchema = z.object({
  id: z.string(),
  instanceId: z.string(),
  guildId: z.string().nullable(),
  channelId: z.string().nullable(),
  makerId: z.string(),
  makerName: z.string(),
  maxUses: z.number(),
  uses: z.number(),
  createdAtMs: z.number(),
  expiresAtMs: z.number(),
  revokedAtMs: z.number().nullable(),
})
/** A link into the room of a place. */
export type RoomLinkRow = z.infer<typeof RoomLinkRowSchema>

/** Where links lead to: a channel of a server, or the one Activity where Discord doesn't say which channel it is in. */
export interface LinkPlace {
  readonly instanceId: string
  readonly guildId: string | null
  readonly channelId: string | null
}

export interface RoomLinkStore {
  add(link: Omit<RoomLinkRow, 'uses' | 'revokedAtMs'>, tokenHash: string): Promise<void>
  ofToken(tokenHash: string): Promise<RoomLinkRow | null>
  get(id: string): Promise<RoomLinkRow | null>
  /** Those of a place that hold, the latest first. */
  openOf(place: LinkPlace, nowMs: number): Promise<RoomLinkRow[]>
  /** True for as many of those who try as the link lets in. */
  spend(id: string, nowMs: number): Promise<boolean>
  /** False when it had been before. */
  revoke(id: string, nowMs: number): Promise<boolean>
  removeEndedBefore(atMs: number): Promise<void>
}

const COLUMNS = [
  'id',
  'instance_id as instanceId',
  'guild_id as guildId',
  'channel_id as channelId',
  'maker_id as makerId',
  'maker_name as makerName',
  'max_uses as maxUses',
  'uses',
  'created_at_ms as createdAtMs',
  'expires_at_ms as expiresAtMs',
  'revoked_at_ms as revokedAtMs',
] as const

export function createRoomLinkStore({ query }: Pick<Database, 'query'>): RoomLinkStore {
  const links = () => query.selectFrom('room_links').select(COLUMNS)
  const read = (row: unknown): RoomLinkRow | null => (row === undefined ? null : RoomLinkRowSchema.parse(row))

  return {
    async add(link, tokenHash) {
      await query
        .insertInto('room_links')
        .values({
          id: link.id,
          token_hash: tokenHash,
          instance_id: link.instanceId,
          guild_id: link.guildId,
          channel_id: link.channelId,
          maker_id: link.makerId,
          maker_name: link.makerName,
          max_uses: link.maxUses,
          uses: 0,
          created_at_ms: Math.round(link.createdAtMs),
          expires_at_ms: Math.round(link.expiresAtMs),
          revoked_at_ms: null,
        })
        .execute()
    },
    async ofToken(tokenHash) {
      return read(await links().where('token_hash', '=', tokenHash).executeTakeFirst())
    },
    async get(id) {
      return read(await links().where('id', '=', id).executeTakeFirst())
    },
    async openOf({ instanceId, guildId, channelId }, nowMs) {
      const rows = await links()
        .where(({ eb, or, and }) => {
          const here = eb('instance_id', '=', instanceId)
          if (guildId === null || channelId === null) return here
          return or([here, and([eb('guild_id', '=', guildId), eb('channel_id', '=', channelId)])])
        })
        .where('revoked_at_ms', 'is', null)
        .where('expires_at_ms', '>', Math.round(nowMs))
        .orderBy('created_at_ms', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(row => RoomLinkRowSchema.parse(row))
    },
    async spend(id, nowMs) {
      const { numUpdatedRows } = await query
        .updateTable('room_links')
        .set(({ eb }) => ({ uses: eb('uses', '+', 1) }))
        .where('id', '=', id)
        .whereRef('uses', '<', 'max_uses')
        .where('revoked_at_ms', 'is', null)
        .where('expires_at_ms', '>', Math.round(nowMs))
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async revoke(id, nowMs) {
      const { numUpdatedRows } = await query
        .updateTable('room_links')
        .set({ revoked_at_ms: Math.round(nowMs) })
        .where('id', '=', id)
        .where('revoked_at_ms', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async removeEndedBefore(atMs) {
      await query.deleteFrom('room_links').where('expires_at_ms', '<', Math.round(atMs)).execute()
    },
  }
}
