import * as z from 'zod'
import { CommentSchema } from '../../room/comment.ts'

export const CommentQuerySchema = z.object({
  cursor: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Where the last page ended: its `nextCursor`.' }),
})
export type CommentQuery = z.infer<typeof CommentQuerySchema>

/** `GET videos/{id}/comments`. */
export const CommentPageSchema = z
  .object({
    /** False where none are kept: in a call between friends there is no server that they could belong to. */
    offered: z.boolean(),
    /** By their moments. */
    comments: z.array(CommentSchema),
    /** Hand it back as `cursor` for the next page; null at the end. */
    nextCursor: z.string().nullable(),
    /** Whether who asks may write any: guests with only a name read along. */
    mayPin: z.boolean(),
    /** Whether who asks may remove what others have said. */
    mayRemoveAll: z.boolean(),
  })
  .meta({ id: 'CommentPage' })
export type CommentPage = z.infer<typeof CommentPageSchema>
