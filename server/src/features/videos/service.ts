import {
  type CollectionListQuery,
  type CollectionPage,
  type CollectionParams,
  CollectionRefSchema,
} from '@kaltura-discord/shared/protocol/http/collections.ts'
import type { KalturaVideo } from '@kaltura-discord/shared/protocol/http/play.ts'
import type {
  PlaybackSession,
  Video,
  VideoListQuery,
  VideoPage,
} from '@kaltura-discord/shared/protocol/http.ts'
import { EntryIdSchema, type VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import { LRUCache } from 'lru-cache'
import type { Asker, Catalogue, CataloguePage, CatalogueVideo } from '../../kaltura/catalogue.ts'
import { collectionNotFound, videoNotFound } from '../../kaltura/kalturaFailure.ts'
import { FreshCache, type Known } from '../../platform/freshCache.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { TokenBucket } from '../../platform/tokenBucket.ts'
import { type Shelved, toKalturaVideo } from './kalturaVideo.ts'

/**
 * A session outlives the video by this, s: Kaltura's manifests carry it, and a player that recovers from an error
 * loads them again. It may also be some minutes old when it is handed out.
 */
const SESSION_MARGIN_S = 15 * 60
/** And this is the longest, also for live, s. */
const LONGEST_SESSION_S = 6 * 3_600

/** Older than `staleMs` no answer is given; from `freshMs` on it says how old it is. */
const VIDEO_CACHE = { freshMs: 30_000, soonMs: 300_000, staleMs: 3_600_000, capacity: 5_000 } as const
const PAGE_CACHE = { freshMs: 10_000, soonMs: 60_000, staleMs: 3_600_000, capacity: 500 } as const
/** Who may watch what is asked of Kaltura again after this, ms; so many answers are kept. */
const ACCESS_MS = 600_000
const ACCESS_KNOWN = 50_000
/** Thumbnails are for everybody, so Kaltura is asked for unknown entries only so often on their behalf. */
const UNKNOWN_THUMBNAILS = { burst: 200, perS: 20 } as const

export interface VideoService {
  list(query: VideoListQuery, asker?: Asker): Promise<Result<VideoPage>>
  search(text: string, query: VideoListQuery, asker?: Asker): Promise<Result<VideoPage>>
  get(entryId: string, asker?: Asker): Promise<Result<Video>>
  /** The same as Kaltura puts it. */
  kalturaVideo(entryId: string, asker?: Asker): Promise<Result<KalturaVideo>>
  /** What a room needs to know of a video that is about to be put on. */
  summary(entryId: string): Promise<Result<VideoSummary>>
  /** Playlists and categories. */
  collections(query: CollectionListQuery, asker?: Asker): Promise<Result<CollectionPage>>
  collectionVideos(params: CollectionParams, query: VideoListQuery, asker?: Asker): Promise<Result<VideoPage>>
  /** Those of the videos that the account refuses this person. */
  refused(entryIds: readonly string[], userId: string): Promise<Result<readonly string[]>>
  /** The right to play one video for a while. */
  session(entryId: string, userId: string): Promise<Result<PlaybackSession>>
  /** Where the thumbnail is to be had about that wide, in pixels. */
  thumbnailSource(entryId: string, width: number): Promise<Result<string>>
  /** Where stills of the whole video are to be had in one picture. */
  slicesSource(entryId: string): Promise<Result<string>>
}

interface VideoServiceOptions {
  readonly catalogue: Catalogue
  readonly clock: RoomClock
}

export function createVideoService({ catalogue, clock }: VideoServiceOptions): VideoService {
  const videos = new FreshCache<Shelved>({ clock, ...VIDEO_CACHE })
  const pages = new FreshCache<VideoPage>({ clock, ...PAGE_CACHE })
  const collectionPages = new FreshCache<CollectionPage>({ clock, ...PAGE_CACHE })
  const access = new LRUCache<string, boolean>({ max: ACCESS_KNOWN, ttl: ACCESS_MS })
  const unknownThumbnails = new TokenBucket(UNKNOWN_THUMBNAILS, clock)

  async function lookUp(entryId: string, asker?: Asker): Promise<Result<Known<Shelved>>> {
    if (!EntryIdSchema.safeParse(entryId).success) return videoNotFound()
    return videos.look(entryId, async () => {
      const found = await catalogue.get(entryId, asker)
      return found.ok ? succeed(shelve(found.value)) : found
    })
  }

  async function playable(entryId: string, asker?: Asker): Promise<Result<Known<Shelved>>> {
    const found = await lookUp(entryId, asker)
    if (!found.ok || found.value.value.isReady) return found
    return fail('video_not_ready', 'This video is still being prepared. Try again in a few minutes.')
  }

  /** For whoever looks at pictures. */
  async function pictured(entryId: string): Promise<Result<Shelved & { readonly pictureUrl: string }>> {
    if (!videos.has(entryId) && !unknownThumbnails.take())
      return fail('rate_limited', 'Too many pictures were asked for at once.', { retryAfterS: 1 })
    const found = await lookUp(entryId)
    if (!found.ok) return found
    const { pictureUrl } = found.value.value
    return pictureUrl ? succeed({ ...found.value.value, pictureUrl }) : videoNotFound()
  }

  function toPage({ videos: listed, ...rest }: CataloguePage): VideoPage {
    const shelved = listed.map(shelve)
    // Each video of a page is asked for soon, if only for its thumbnail.
    for (const each of shelved) videos.put(each.video.id, each)
    return { videos: shelved.filter(({ isReady }) => isReady).map(({ video }) => video), ...rest }
  }

  /** Once a member and video: they come back with every page they load, and with everything that is added. */
  async function refused(entryIds: readonly string[], userId: string): Promise<Result<readonly string[]>> {
    const keyFor = (entryId: string) => `${entryId} ${userId}`
    const unknown = [...new Set(entryIds)].filter(entryId => !access.has(keyFor(entryId)))
    if (unknown.length > 0) {
      const asked = await catalogue.refused({ userId, entryIds: unknown })
      if (!asked.ok) return asked
      for (const entryId of unknown) access.set(keyFor(entryId), !asked.value.includes(entryId))
    }
    return succeed(entryIds.filter(entryId => access.get(keyFor(entryId)) === false))
  }

  async function page(key: string, ask: () => Promise<Result<CataloguePage>>): Promise<Result<VideoPage>> {
    const found = await pages.look(key, async () => {
      const answer = await ask()
      return answer.ok ? succeed(toPage(answer.value)) : answer
    })
    return found.ok ? succeed(withAge(found.value)) : found
  }

  return {
    list: (query, asker) => page(keyOf(query), () => catalogue.list({ ...query, asker })),
    search: (text, query, asker) =>
      page(keyOf(query, text), () => catalogue.search(text, { ...query, asker })),
    async get(entryId, asker) {
      const found = await playable(entryId, asker)
      if (!found.ok) return found
      const { value, atMs, isStale } = found.value
      return succeed(withAge({ value: value.video, atMs, isStale }))
    },
    async kalturaVideo(entryId, asker) {
      const found = await playable(entryId, asker)
      return found.ok ? succeed(toKalturaVideo(found.value.value)) : found
    },
    async summary(entryId) {
      const found = await playable(entryId)
      return found.ok ? succeed(toSummary(found.value.value.video)) : found
    },
    async collections({ q = '', ...query }, asker) {
      const found = await collectionPages.look(keyOf(query, q), async () => {
        const answer = await catalogue.collections(q, { ...query, asker })
        return answer.ok ? succeed({ ...answer.value, collections: [...answer.value.collections] }) : answer
      })
      return found.ok ? succeed(withAge(found.value)) : found
    },
    async collectionVideos(params, query, asker) {
      const ref = CollectionRefSchema.safeParse(params)
      if (!ref.success) return collectionNotFound()
      const key = `${ref.data.kind} ${ref.data.id} ${keyOf(query)}`
      return page(key, () => catalogue.collectionVideos(ref.data, { ...query, asker }))
    },
    refused,
    async session(entryId, userId) {
      const found = await playable(entryId, userId)
      if (!found.ok) return found
      const lengthS = found.value.value.video.durationS ?? LONGEST_SESSION_S
      const lastsS = Math.ceil(Math.min(LONGEST_SESSION_S, lengthS + SESSION_MARGIN_S))
      return catalogue.session({ entryId, userId, lastsS })
    },
    async thumbnailSource(entryId, width) {
      const found = await pictured(entryId)
      return found.ok ? succeed(catalogue.sizedPicture(found.value.pictureUrl, width)) : found
    },
    async slicesSource(entryId) {
      const found = await pictured(entryId)
      if (!found.ok) return found
      return found.value.video.kind === 'live'
        ? videoNotFound()
        : succeed(catalogue.slices(found.value.pictureUrl))
    },
  }
}

/** What somebody sends is quoted, so that no cursor or text can pass for another page's key. */
const keyOf = ({ limit, cursor }: VideoListQuery, text: string | null = null) =>
  JSON.stringify([text, limit, cursor])

function shelve(found: CatalogueVideo): Shelved {
  const { isReady, pictureUrl, isPictureInternal = false, mediaType = null, ...video } = found
  return {
    video: { ...video, thumbnailUrl: `/api/v1/videos/${video.id}/thumbnail` },
    isReady,
    pictureUrl,
    isPictureInternal,
    mediaType,
  }
}

/** An answer that is not of now says of when it is. */
function withAge<T extends { readonly asOf?: string | undefined }>({ value, atMs, isStale }: Known<T>): T {
  return isStale && !value.asOf ? { ...value, asOf: new Date(atMs).toISOString() } : value
}

const toSummary = ({ id, name, kind, durationS, dvrWindowS }: Video): VideoSummary => ({
  entryId: id,
  name: name.slice(0, 1000),
  kind,
  durationS,
  dvrWindowS,
})
