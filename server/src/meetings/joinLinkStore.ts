import { RoleSchema } from '@kaltura-discord/shared/permissions/roles.ts'
import * as z from 'zod'
import type { Database } from '../platform/database/openDatabase.ts'

const LinkSchema = z.object({
  meetingId: z.string(),
  guildId: z.string(),
  userId: z.string(),
  name: z.string(),
})
/** A link that can still be opened. */
export type OpenableLink = z.infer<typeof LinkSchema>

const SessionSchema = LinkSchema.extend({ role: RoleSchema })
/** What came of one that was. */
export type JoinSession = z.infer<typeof SessionSchema>

export interface Opening {
  readonly tokenHash: string
  readonly sessionHash: string
  readonly role: JoinSession['role']
  readonly nowMs: number
  readonly sessionUntilMs: number
}

export interface JoinLinkStore {
  /** Takes back what this person has not opened of older ones, but for so many. */
  add(link: OpenableLink & { tokenHash: string; expiresAtMs: number }, keptOlder: number): Promise<void>
  /** Null for one that was opened, has expired, was taken back or never existed. */
  openable(tokenHash: string, nowMs: number): Promise<OpenableLink | null>
  /** True for one of all who try. */
  spend(opening: Opening): Promise<boolean>
  takeBack(tokenHash: string): Promise<void>
  session(sessionHash: string, nowMs: number): Promise<JoinSession | null>
  removeExpired(nowMs: number): Promise<void>
}

const COLUMNS = ['meeting_id as meetingId', 'guild_id as guildId', 'user_id as userId', 'name'] as const

export function createJoinLinkStore({ query }: Pick<Database, 'query'>): JoinLinkStore {
  /** The oldest first. */
  const unopened = ({ meetingId, userId }: OpenableLink) =>
    query
      .selectFrom('join_links')
      .select('token_hash')
      .where('meeting_id', '=', meetingId)
      .where('user_id', '=', userId)
      .where('used_at_ms', 'is', null)
      .orderBy('expires_at_ms')
      .execute()

  return {
    async add(link, keptOlder) {
      const older = await unopened(link)
      const tooMany = older.slice(0, Math.max(0, older.length - keptOlder)).map(row => row.token_hash)
      if (tooMany.length > 0)
        await query
          .deleteFrom('join_links')
          .where('token_hash', 'in', tooMany)
          .where('used_at_ms', 'is', null)
          .execute()
      await query
        .insertInto('join_links')
        .values({
          token_hash: link.tokenHash,
          meeting_id: link.meetingId,
          guild_id: link.guildId,
          user_id: link.userId,
          name: link.name,
          expires_at_ms: Math.round(link.expiresAtMs),
          used_at_ms: null,
          session_hash: null,
          role: null,
        })
        .execute()
    },
    async openable(tokenHash, nowMs) {
      const row = await query
        .selectFrom('join_links')
        .select(COLUMNS)
        .where('token_hash', '=', tokenHash)
        .where('used_at_ms', 'is', null)
        .where('expires_at_ms', '>', Math.round(nowMs))
        .executeTakeFirst()
      return row ? LinkSchema.parse(row) : null
    },
    async spend({ tokenHash, sessionHash, role, nowMs, sessionUntilMs }) {
      const { numUpdatedRows } = await query
        .updateTable('join_links')
        .set({
          used_at_ms: Math.round(nowMs),
          session_hash: sessionHash,
          role,
          expires_at_ms: Math.round(sessionUntilMs),
        })
        .where('token_hash', '=', tokenHash)
        .where('used_at_ms', 'is', null)
        .where('expires_at_ms', '>', Math.round(nowMs))
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async takeBack(tokenHash) {
      await query.deleteFrom('join_links').where('token_hash', '=', tokenHash).execute()
    },
    async session(sessionHash, nowMs) {
      const row = await query
        .selectFrom('join_links')
        .select([...COLUMNS, 'role'])
        .where('session_hash', '=', sessionHash)
        .where('expires_at_ms', '>', Math.round(nowMs))
        .executeTakeFirst()
      return row ? SessionSchema.parse(row) : null
    },
    async removeExpired(nowMs) {
      await query.deleteFrom('join_links').where('expires_at_ms', '<=', Math.round(nowMs)).execute()
    },
  }
}
