import type { PlaybackSession } from '@kaltura-discord/shared/protocol/http.ts'
import * as z from 'zod'
import { type Failure, type Result, succeed } from '../platform/result.ts'
import { getEntry, listEntries } from './api/baseEntry.ts'
import { searchEntries } from './api/eSearch.ts'
import type { Catalogue, CataloguePage, CatalogueVideo, PageRequest } from './catalogue.ts'
import type { KalturaAnswer, KalturaClient } from './client.ts'
import { type Entry, EntrySchema, isGone, isInLibrary, toCatalogueVideo } from './entry.ts'
import { createKalturaAccess } from './kalturaAccess.ts'
import { createKalturaCollections } from './kalturaCollections.ts'
import { kalturaRefused, videoNotFound } from './kalturaFailure.ts'
import type { KalturaSession, KalturaSessions } from './kalturaSessions.ts'
import {
  checksum,
  type ListCursor,
  listCursorAfter,
  readListCursor,
  readSearchCursor,
  type SearchCursor,
  writeCursor,
} from './pageCursor.ts'
import { entrySearchParams, LIBRARY_FILTER } from './query.ts'
import { withAdminSession } from './withAdminSession.ts'
import { withinDeadline } from './withinDeadline.ts'

/** Kaltura's search pages no further than this many entries. */
const FURTHEST_MATCH = 10_000

/** Enough of an entry to go on below it, whatever the rest of it is like. */
const PlaceSchema = z.object({ id: z.string().regex(/^[^,]+$/), createdAt: z.int().nonnegative() })

/** The library as Kaltura itself has it. */
export function createKalturaCatalogue(client: KalturaClient, sessions: KalturaSessions): Catalogue {
  const ask = <T>(call: (ks: string) => Promise<KalturaAnswer<T>>) =>
    withAdminSession(sessions, 'catalogue', call)

  async function list(limit: number, cursor: ListCursor | null): Promise<Result<CataloguePage>> {
    const below = cursor ? { createdAtLessThanOrEqual: cursor.at, ...without(cursor.not) } : {}
    const filter = { ...LIBRARY_FILTER, ...below }
    const answer = await ask(ks => listEntries(client, ks, { filter, size: limit }))
    if (answer.kind !== 'answer') return failureOf(answer)
    const { objects, totalCount } = answer.value
    const total = cursor?.total ?? totalCount
    const next =
      totalCount > objects.length ? listCursorAfter(fitting(objects, PlaceSchema), cursor, total) : null
    return succeed({ videos: videosOf(objects), total, nextCursor: next && writeCursor(next) })
  }

  async function search(text: string, size: number, page: number): Promise<Result<CataloguePage>> {
    const searchParams = entrySearchParams(text)
    const answer = await ask(ks => searchEntries(client, ks, { searchParams, size, page }))
    if (answer.kind !== 'answer') return failureOf(answer)
    const { objects, totalCount: total } = answer.value
    const isLast = page * size >= Math.min(total, FURTHEST_MATCH)
    const next: SearchCursor = { v: 1, of: 'search', text: checksum(text), size, page: page + 1 }
    return succeed({ videos: videosOf(objects), total, nextCursor: isLast ? null : writeCursor(next) })
  }

  async function get(entryId: string): Promise<Result<CatalogueVideo>> {
    const answer = await ask(ks => getEntry(client, ks, entryId))
    if (answer.kind !== 'answer') return failureOf(answer)
    const entry = answer.value
    return isGone(entry) || !isInLibrary(entry) ? videoNotFound() : succeed(toCatalogueVideo(entry))
  }

  return {
    async list({ limit, cursor }) {
      const from = cursor === undefined ? succeed(null) : readListCursor(cursor)
      return from.ok ? withinDeadline(() => list(limit, from.value)) : from
    },
    async search(text, { limit, cursor }: PageRequest) {
      const from = cursor === undefined ? succeed(null) : readSearchCursor(cursor, text)
      if (!from.ok) return from
      // Pages that don't join would come of another size under way.
      const { size, page } = from.value ?? { size: limit, page: 1 }
      return withinDeadline(() => search(text, size, page))
    },
    get: entryId => withinDeadline(() => get(entryId)),
    ...createKalturaCollections(client, sessions),
    refused: createKalturaAccess(client, sessions),
    async session(request) {
      const session = await sessions.playback(request)
      return session.ok ? succeed(toPlaybackSession(request.entryId, session.value)) : session
    },
    sizedPicture: (pictureUrl, width) => `${pictureUrl}/width/${width}`,
    slices: pictureUrl => `${pictureUrl}/width/164/vid_slices/100`,
  }
}

const without = (ids: string) => (ids === '' ? {} : { idNotIn: ids })

/** One entry that is unlike all others must not take the whole library away. */
const fitting = <T>(objects: readonly unknown[], schema: z.ZodType<T>): T[] =>
  objects.flatMap(object => {
    const parsed = schema.safeParse(object)
    return parsed.success ? [parsed.data] : []
  })

const videosOf = (objects: readonly unknown[]): CatalogueVideo[] =>
  fitting<Entry>(objects, EntrySchema).map(toCatalogueVideo)

const UNKNOWN_ENTRY: readonly string[] = ['ENTRY_ID_NOT_FOUND', 'INVALID_ENTRY_ID']

function failureOf(answer: Exclude<KalturaAnswer<unknown>, { kind: 'answer' }>): Failure {
  if (answer.kind === 'silence') return answer.failure
  return UNKNOWN_ENTRY.includes(answer.code) ? videoNotFound() : kalturaRefused()
}

const toPlaybackSession = (entryId: string, session: KalturaSession): PlaybackSession => ({
  entryId,
  ...session,
  partnerId: String(session.partnerId),
})
