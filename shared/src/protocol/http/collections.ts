import * as z from 'zod'
import { MAX_ACCESS_ASKED } from '../../room/limits.ts'
import { EntryIdSchema } from '../../room/roomState.ts'
import { VideoListQuerySchema } from '../http.ts'

/* Bodies of `/api/v1/collections` and `/api/v1/videos/access`: many videos at once. */

export const CollectionKindSchema = z.enum(['playlist', 'category'])
export type CollectionKind = z.infer<typeof CollectionKindSchema>

export const CollectionSchema = z
  .object({
    kind: CollectionKindSchema,
    /** Of a playlist as an entry has it, of a category a number. */
    id: z.string().max(64),
    name: z.string(),
    description: z.string(),
    /** How many are in it, ready or not; null where only its rules know. */
    count: z.int().nonnegative().nullable(),
  })
  .meta({ id: 'Collection' })
export type Collection = z.infer<typeof CollectionSchema>

/** `GET collections`. */
export const CollectionPageSchema = z.object({
  collections: z.array(CollectionSchema),
  /** Hand it back as `cursor` for the next page; null at the end. */
  nextCursor: z.string().nullable(),
  /** ISO 8601: there when this is an older answer of Kaltura's, and says when it was given. */
  asOf: z.iso.datetime().optional(),
})
export type CollectionPage = z.infer<typeof CollectionPageSchema>

export const CollectionListQuerySchema = VideoListQuerySchema.extend({
  limit: VideoListQuerySchema.shape.limit.meta({ description: 'Of playlists and of categories each.' }),
  q: z.string().trim().min(1).max(200).optional(),
})
export type CollectionListQuery = z.infer<typeof CollectionListQuerySchema>

/** Of `collections/{kind}/{id}/videos`. */
export const CollectionParamsSchema = z.object({
  kind: CollectionKindSchema.meta({ example: 'playlist' }),
  id: z.string().max(64).meta({ description: 'As the list of collections has it.', example: '0_abc12345' }),
})
export type CollectionParams = z.infer<typeof CollectionParamsSchema>

/** A kind with an id that one of it can have. */
export const CollectionRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('playlist'), id: EntryIdSchema }),
  z.object({ kind: z.literal('category'), id: z.string().regex(/^\d{1,10}$/) }),
])
export type CollectionRef = z.infer<typeof CollectionRefSchema>

/** `POST videos/access`. */
export const AccessQuestionSchema = z.object({
  entryIds: z.array(EntryIdSchema).min(1).max(MAX_ACCESS_ASKED),
})
export const AccessSchema = z.object({
  /** Those of the asked that the account refuses whoever asks. What nobody knows is not among them. */
  refused: z.array(EntryIdSchema),
})
