import type { Video, VideoPage } from '@kaltura-discord/shared/protocol/http.ts'
import * as z from 'zod'
import { MAX_CUSTOM_ID_LENGTH, readCustomId, writeCustomId } from '../../../discord/customId.ts'
import { type Result, succeed } from '../../../platform/result.ts'
import type { VideoLibrary } from '../videoLibrary.ts'
import { LIMIT, MAX_QUERY, VIDEO_SEARCH } from './metadata.ts'

/** Nobody looks further, and each page is found by way of those before it. */
const MAX_PAGES = 10

/** What is looked for, and which part of it is shown. */
export interface Search {
  /** Trimmed; empty for the newest. */
  readonly query: string
  readonly limit: number
  /** From 1. */
  readonly page: number
}

export interface FoundPage extends Search {
  readonly videos: readonly Video[]
  /** Null where nobody says. */
  readonly total: number | null
  readonly hasNext: boolean
  /** ISO 8601; of an older answer, when it was given. */
  readonly asOf: string | undefined
}

/** The page, or the last one where there are fewer by now. */
export async function findPage(
  videos: VideoLibrary,
  search: Search,
  userId: string,
): Promise<Result<FoundPage>> {
  const { query, limit } = search
  const ask = (cursor?: string) =>
    query === '' ? videos.list({ limit, cursor }, userId) : videos.search(query, { limit, cursor }, userId)
  let page = 1
  let found = await ask()
  // Pages that have been looked at are known, so that this asks for one as a rule.
  while (found.ok && page < search.page && found.value.nextCursor !== null) {
    found = await ask(found.value.nextCursor)
    page += 1
  }
  return found.ok ? succeed(toFoundPage({ ...search, page }, found.value)) : found
}

function toFoundPage(search: Search, { videos, total, nextCursor, asOf }: VideoPage): FoundPage {
  // Discord refuses a message in which two buttons have the same id.
  const unique = [...new Map(videos.map(video => [video.id, video])).values()].slice(0, search.limit)
  return { ...search, videos: unique, total, hasNext: nextCursor !== null && search.page < MAX_PAGES, asOf }
}

/** How many pages can be looked at; null where nobody knows. */
export const pagesOf = ({ total, limit }: FoundPage): number | null =>
  total === null ? null : Math.min(MAX_PAGES, Math.max(1, Math.ceil(total / limit)))

const ACTION = 'page'
const PartsSchema = z.tuple([
  z.coerce.number().int().min(LIMIT.min).max(LIMIT.max),
  z.coerce.number().int().min(1).max(MAX_PAGES),
  z.string().max(MAX_QUERY),
])

/** Carries all of the search, so that its button works after a restart; null for a query that is too long for that. */
export function writeSearchId({ query, limit, page }: Search): string | null {
  const withoutQuery = writeCustomId(VIDEO_SEARCH.name, ACTION, String(limit), String(page), '')
  return withoutQuery.length + query.length <= MAX_CUSTOM_ID_LENGTH ? withoutQuery + query : null
}

/** Null for one that we never wrote. */
export function readSearchId(customId: string): Search | null {
  const [limit, page, ...query] = readCustomId(customId).parts
  const parsed = PartsSchema.safeParse([limit, page, query.join(':')])
  return parsed.success ? { limit: parsed.data[0], page: parsed.data[1], query: parsed.data[2] } : null
}
