import type { Collection, CollectionRef } from '@kaltura-discord/shared/protocol/http/collections.ts'
import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'
import type * as z from 'zod'
import { type Failure, type Result, succeed } from '../platform/result.ts'
import { listEntries } from './api/baseEntry.ts'
import { CategorySchema, getCategory, listCategories } from './api/category.ts'
import { executePlaylist, listPlaylists, type PageOf, PlaylistSchema } from './api/playlist.ts'
import type { CataloguePage, CollectionsPage, PageRequest } from './catalogue.ts'
import type { KalturaAnswer, KalturaClient } from './client.ts'
import { EntrySchema, isInLibrary, toCatalogueVideo } from './entry.ts'
import { collectionNotFound, kalturaRefused } from './kalturaFailure.ts'
import type { KalturaSessions } from './kalturaSessions.ts'
import { checksum, readSearchCursor, type SearchCursor, writeCursor } from './pageCursor.ts'
import { LIBRARY_FILTER } from './query.ts'
import { withAdminSession } from './withAdminSession.ts'
import { withinDeadline } from './withinDeadline.ts'

/** KalturaPlaylistType STATIC_LIST and DYNAMIC: what others hold is not at Kaltura, or branches. */
const PLAYLIST_TYPES = '3,10'
const STATIC_LIST = 3
const READY = '2'
/** KalturaCategoryStatus. */
const ACTIVE = 2
/** Unlike a list, a filter for entries by category is not said to be wrong: it finds nothing. */
const UNKNOWN = ['INVALID_ENTRY_ID', 'ENTRY_ID_NOT_FOUND', 'INVALID_PLAYLIST_TYPE', 'CATEGORY_NOT_FOUND']

/** Names what a cursor is of, so that one of another list isn't taken. */
const ofCollections = (text: string): string => `collections ${text}`
const ofVideos = ({ kind, id }: CollectionRef): string => `collection ${kind} ${id}`

/** Playlists and categories, as Kaltura itself has them. */
export function createKalturaCollections(client: KalturaClient, sessions: KalturaSessions) {
  const ask = <T>(call: (ks: string) => Promise<KalturaAnswer<T>>) =>
    withAdminSession(sessions, 'catalogue', call)

  /** The same page of both: whichever has more decides whether there is another. */
  async function collections(text: string, { size, page }: PageOf): Promise<Result<CollectionsPage>> {
    const [playlists, categories] = await Promise.all([
      ask(ks => listPlaylists(client, ks, { filter: playlistFilter(text), size, page })),
      ask(ks => listCategories(client, ks, { filter: categoryFilter(text), size, page })),
    ])
    if (playlists.kind !== 'answer') return failureOf(playlists)
    if (categories.kind !== 'answer') return failureOf(categories)
    const found = [
      ...fitting(playlists.value.objects, PlaylistSchema).flatMap(ofPlaylist),
      ...fitting(categories.value.objects, CategorySchema).map(ofCategory),
    ]
    const most = Math.max(playlists.value.totalCount, categories.value.totalCount)
    const nextCursor = page * size < most ? nextOf(ofCollections(text), { size, page }) : null
    return succeed({ collections: found, nextCursor })
  }

  async function ofPlaylistId(ref: CollectionRef, { size, page }: PageOf): Promise<Result<CataloguePage>> {
    const answer = await ask(ks => executePlaylist(client, ks, { id: ref.id, size, page }))
    if (answer.kind !== 'answer') return failureOf(answer)
    const nextCursor = answer.value.length < size ? null : nextOf(ofVideos(ref), { size, page })
    return succeed({ videos: videosOf(answer.value), total: null, nextCursor })
  }

  async function ofCategoryId(ref: CollectionRef, { size, page }: PageOf): Promise<Result<CataloguePage>> {
    const filter = { ...LIBRARY_FILTER, categoriesIdsMatchOr: ref.id }
    const answer = await ask(ks => listEntries(client, ks, { filter, size, page }))
    if (answer.kind !== 'answer') return failureOf(answer)
    const { objects, totalCount: total } = answer.value
    if (total === 0) {
      const category = await ask(ks => getCategory(client, ks, ref.id))
      if (category.kind !== 'answer') return failureOf(category)
    }
    const nextCursor = page * size < total ? nextOf(ofVideos(ref), { size, page }) : null
    return succeed({ videos: videosOf(objects), total, nextCursor })
  }

  return {
    async collections(text: string, { limit, cursor }: PageRequest): Promise<Result<CollectionsPage>> {
      const from = readPage(ofCollections(text), { limit, cursor })
      return from.ok ? withinDeadline(() => collections(text, from.value)) : from
    },
    async collectionVideos(
      ref: CollectionRef,
      { limit, cursor }: PageRequest,
    ): Promise<Result<CataloguePage>> {
      const from = readPage(ofVideos(ref), { limit, cursor })
      if (!from.ok) return from
      const list = ref.kind === 'playlist' ? ofPlaylistId : ofCategoryId
      return withinDeadline(() => list(ref, from.value))
    },
  }
}

const searched = <K extends string>(name: K, text: string) => (text === '' ? {} : { [name]: text })

const playlistFilter = (text: string) =>
  ({
    statusEqual: READY,
    playListTypeIn: PLAYLIST_TYPES,
    orderBy: '+name',
    ...searched('searchTextMatchAnd', text),
  }) as const

const categoryFilter = (text: string) =>
  ({ statusEqual: ACTIVE, orderBy: '+fullName', ...searched('freeText', text) }) as const

function readPage(of: string, { limit, cursor }: Pick<PageRequest, 'limit' | 'cursor'>): Result<PageOf> {
  if (cursor === undefined) return succeed({ size: limit, page: 1 })
  return readSearchCursor(cursor, of)
}

function nextOf(of: string, { size, page }: PageOf): string {
  const next: SearchCursor = { v: 1, of: 'search', text: checksum(of), size, page: page + 1 }
  return writeCursor(next)
}

/** One that is unlike all others must not take the rest away. */
const fitting = <T>(objects: readonly unknown[], schema: z.ZodType<T>): T[] =>
  objects.flatMap(object => {
    const parsed = schema.safeParse(object)
    return parsed.success ? [parsed.data] : []
  })

const videosOf = (objects: readonly unknown[]) =>
  fitting(objects, EntrySchema).filter(isInLibrary).map(toCatalogueVideo)

const ofPlaylist = (playlist: z.infer<typeof PlaylistSchema>): Collection[] => {
  const { id, name, description, playlistType, playlistContent } = playlist
  if (!EntryIdSchema.safeParse(id).success) return []
  const entries = (playlistContent ?? '').split(',').filter(each => each.trim() !== '')
  const count = playlistType === STATIC_LIST ? entries.length : null
  return [{ kind: 'playlist', id, name: name ?? '', description: description ?? '', count }]
}

const ofCategory = ({
  id,
  name,
  description,
  directEntriesCount,
}: z.infer<typeof CategorySchema>): Collection => ({
  kind: 'category',
  id,
  name: name ?? '',
  description: description ?? '',
  count: directEntriesCount == null ? null : Math.max(0, Math.round(directEntriesCount)),
})

function failureOf(answer: Exclude<KalturaAnswer<unknown>, { kind: 'answer' }>): Failure {
  if (answer.kind === 'silence') return answer.failure
  return UNKNOWN.includes(answer.code) ? collectionNotFound() : kalturaRefused()
}
