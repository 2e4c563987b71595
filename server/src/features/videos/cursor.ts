import { VideoListQuerySchema, VideoSearchQuerySchema } from '@kaltura-discord/shared/protocol/http.ts'
import * as z from 'zod'
import type { PageRequest } from '../../kaltura/catalogue.ts'

/** Kaltura pages no further than this many entries. */
const FURTHEST_ENTRY = 10_000

const CURSOR = /^p([1-9]\d{0,4})$/
const cursor = z.string().regex(CURSOR).optional()

/** The queries of the wire, with cursors only as we give them out. */
export const PageQuerySchema = VideoListQuerySchema.extend({ cursor })
export const SearchQuerySchema = VideoSearchQuerySchema.extend({ cursor })
export type PageQuery = z.infer<typeof PageQuerySchema>

/** A cursor names the page. */
export function pageOf({ limit, cursor }: PageQuery): PageRequest {
  const index = Number(CURSOR.exec(cursor ?? '')?.[1] ?? 1)
  return { size: limit, index: Math.min(index, Math.ceil(FURTHEST_ENTRY / limit)) }
}

/** Null at the end. */
export function cursorAfter(query: PageQuery, total: number): string | null {
  const { size, index } = pageOf(query)
  return index * size < Math.min(total, FURTHEST_ENTRY) ? `p${index + 1}` : null
}
