import * as z from 'zod'
import { MAX_COMMENT_CHARS } from './limits.ts'
import { EntryIdSchema, SnowflakeSchema } from './roomState.ts'

export const CommentIdSchema = z.string().min(1).max(64)

/** What somebody has said at a moment of a video, for all of the same server who watch it. */
export const CommentSchema = z
  .object({
    id: CommentIdSchema,
    entryId: EntryIdSchema,
    /** The server it belongs to. */
    guildId: SnowflakeSchema,
    userId: SnowflakeSchema,
    /** What they were called when they said it. */
    displayName: z.string().max(100),
    /** On our own origin. */
    avatarUrl: z.string().max(300).nullable(),
    /** Seconds from the beginning of the video. */
    positionS: z.number().nonnegative(),
    /** One line of plain text; a character may be two UTF-16 units. */
    text: z.string().max(2 * MAX_COMMENT_CHARS),
    /** Room time, epoch ms. */
    createdAtMs: z.int().nonnegative(),
  })
  .meta({ id: 'Comment' })
export type Comment = z.infer<typeof CommentSchema>

/** What is kept of one besides what everybody sees. */
export interface KeptComment {
  readonly comment: Comment
  /** Null while it is shown; who has removed it, and when, while it can still come back. */
  readonly removed: { readonly by: string; readonly atMs: number } | null
}

/** What has to be found out for a command that is about comments. */
export interface CommentFacts {
  /** The server of who asks; null in a call between friends. */
  readonly guildId: string | null
  /** The same command has pinned one before, longer ago than the room remembers. */
  readonly done: boolean
  /** How many this server has already at the video that it is about. */
  readonly kept: number
  /** When who asks has pinned lately, epoch ms, oldest first. */
  readonly pinnedAtMs: readonly number[]
  /** The one the command names; null where that server has none of this id, or none any more. */
  readonly named: KeptComment | null
  /** Whether who asks may remove what others have said. */
  readonly mayRemoveAll: boolean
}
