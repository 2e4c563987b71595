import { type Comment, CommentSchema, type KeptComment } from '@kaltura-discord/shared/room/comment.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { dropWords } from './dropWords.ts'

/** Where a page of comments ended. */
export interface CommentPlace {
  readonly positionMs: number
  readonly id: string
}

interface CommentRange {
  readonly guildId: string
  readonly entryId: string
  readonly after: CommentPlace | null
  readonly limit: number
}

/** What is read of comments; they are written with the commits of rooms. */
export interface CommentStore {
  /** Those that are shown, by their moments. */
  list(range: CommentRange): Promise<Comment[]>
  /** How many a server has at a video. */
  count(guildId: string, entryId: string): Promise<number>
  /** Null where that server has none of this id, or none any more. */
  find(guildId: string, id: string): Promise<KeptComment | null>
  /** When somebody has pinned since then, oldest first. */
  pinnedAtMs(userId: string, sinceMs: number): Promise<number[]>
  /** Whether that command has pinned one that is still known. */
  isDone(userId: string, commandId: string): Promise<boolean>
  /** Forgets for good what was removed before then. */
  dropRemovedBefore(atMs: number): Promise<void>
}

export function createCommentStore({ query }: Pick<Database, 'query'>): CommentStore {
  const shown = (guildId: string, entryId: string) =>
    query
      .selectFrom('comments')
      .where('guild_id', '=', guildId)
      .where('entry_id', '=', entryId)
      .where('removed_at_ms', 'is', null)
  return {
    async list({ guildId, entryId, after, limit }) {
      let rows = shown(guildId, entryId).selectAll()
      if (after)
        rows = rows.where(({ and, eb, or }) =>
          or([
            eb('position_ms', '>', after.positionMs),
            and([eb('position_ms', '=', after.positionMs), eb('id', '>', after.id)]),
          ]),
        )
      const found = await rows.orderBy('position_ms').orderBy('id').limit(limit).execute()
      return found.map(commentOf)
    },
    async count(guildId, entryId) {
      const { count } = await shown(guildId, entryId)
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    async find(guildId, id) {
      const row = await query
        .selectFrom('comments')
        .selectAll()
        .where('id', '=', id)
        .where('guild_id', '=', guildId)
        .executeTakeFirst()
      return row ? { comment: commentOf(row), removed: removalOf(row) } : null
    },
    async pinnedAtMs(userId, sinceMs) {
      const rows = await query
        .selectFrom('comments')
        .select('created_at_ms')
        .where('user_id', '=', userId)
        .where('created_at_ms', '>', Math.floor(sinceMs))
        .orderBy('created_at_ms')
        .execute()
      return rows.map(row => row.created_at_ms)
    },
    async isDone(userId, commandId) {
      const row = await query
        .selectFrom('comments')
        .select('id')
        .where('user_id', '=', userId)
        .where('command_id', '=', commandId)
        .executeTakeFirst()
      return row !== undefined
    },
    async dropRemovedBefore(atMs) {
      await query.transaction().execute(async transaction => {
        await dropWords(transaction, comments => comments.where('removed_at_ms', '<', Math.floor(atMs)))
      })
    },
  }
}

type Row = Tables['comments']

const commentOf = (row: Row): Comment =>
  CommentSchema.parse({
    id: row.id,
    entryId: row.entry_id,
    guildId: row.guild_id,
    userId: row.user_id,
    displayName: row.display_name,
    avatarUrl: row.avatar_url,
    positionS: row.position_ms / 1000,
    text: row.text,
    createdAtMs: row.created_at_ms,
  })

const removalOf = ({ removed_at_ms: atMs, removed_by: by }: Row): KeptComment['removed'] =>
  atMs === null ? null : { by: by ?? '', atMs }
