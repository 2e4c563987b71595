import type { PlaybackSession, Video, VideoPage } from '@kaltura-discord/shared/protocol/http.ts'
import { EntryIdSchema, type VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import type { Config } from '../../config.ts'
import type { Catalogue, EntryPage } from '../../kaltura/catalogue.ts'
import { durationOf, dvrWindowOf, type Entry, isGone, isLive, isReady } from '../../kaltura/entry.ts'
import { formatPrivileges, mintSession, SESSION_TYPE } from '../../kaltura/session.ts'
import { FreshCache } from '../../platform/freshCache.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { TokenBucket } from '../../platform/tokenBucket.ts'
import { cursorAfter, type PageQuery, pageOf } from './cursor.ts'

/**
 * A session outlives the video by this, s: Kaltura's manifests carry it, and a player that recovers from an error
 * loads them again.
 */
const SESSION_MARGIN_S = 15 * 60
/** And this is the longest, also for live, s. */
const LONGEST_SESSION_S = 6 * 3_600

const ENTRY_CACHE = { freshMs: 30_000, staleMs: 3_600_000, capacity: 5_000 } as const
const PAGE_CACHE = { freshMs: 10_000, staleMs: 600_000, capacity: 500 } as const
/** Thumbnails are for everybody, so Kaltura is asked for unknown entries only so often on their behalf. */
const UNKNOWN_THUMBNAILS = { burst: 200, perS: 20 } as const

export interface VideoService {
  list(query: PageQuery): Promise<Result<VideoPage>>
  search(text: string, query: PageQuery): Promise<Result<VideoPage>>
  get(entryId: string): Promise<Result<Video>>
  /** What a room needs to know of a video that is about to be put on. */
  summary(entryId: string): Promise<Result<VideoSummary>>
  /** The right to play one video for a while. */
  session(entryId: string, userId: string): Promise<Result<PlaybackSession>>
  /** Kaltura's own address of the thumbnail. */
  thumbnailSource(entryId: string): Promise<Result<string>>
}

interface VideoServiceOptions {
  readonly catalogue: Catalogue
  readonly config: Config['kaltura']
  readonly clock: RoomClock
}

export function createVideoService({ catalogue, config, clock }: VideoServiceOptions): VideoService {
  const entries = new FreshCache<Entry>({ clock, ...ENTRY_CACHE })
  const pages = new FreshCache<EntryPage>({ clock, ...PAGE_CACHE })
  const unknownThumbnails = new TokenBucket(UNKNOWN_THUMBNAILS, clock)

  async function entry(entryId: string): Promise<Result<Entry>> {
    if (!EntryIdSchema.safeParse(entryId).success) return notFound()
    const found = await entries.get(entryId, () => catalogue.get(entryId))
    return found.ok && isGone(found.value) ? notFound() : found
  }

  async function playable(entryId: string): Promise<Result<Entry>> {
    const found = await entry(entryId)
    if (!found.ok || isReady(found.value)) return found
    return fail('video_not_ready', 'This video is still being prepared. Try again in a few minutes.')
  }

  /** Each entry of a page is asked for soon, if only for its thumbnail. */
  async function askForPage(ask: () => Promise<Result<EntryPage>>): Promise<Result<EntryPage>> {
    const answer = await ask()
    if (answer.ok) for (const each of answer.value.entries) entries.put(each.id, each)
    return answer
  }

  async function page(key: string, query: PageQuery, ask: () => Promise<Result<EntryPage>>) {
    const found = await pages.get(`${key} ${query.cursor ?? ''} ${query.limit}`, () => askForPage(ask))
    if (!found.ok) return found
    const { entries: listed, total } = found.value
    const nextCursor = cursorAfter(query, total)
    return succeed({ videos: listed.filter(isReady).map(toVideo), total, nextCursor })
  }

  return {
    list: query => page('list', query, () => catalogue.list(pageOf(query))),
    search: (text, query) => page(`search ${text}`, query, () => catalogue.search(text, pageOf(query))),
    async get(entryId) {
      const found = await playable(entryId)
      return found.ok ? succeed(toVideo(found.value)) : found
    },
    async summary(entryId) {
      const found = await playable(entryId)
      return found.ok ? succeed(toSummary(found.value)) : found
    },
    async session(entryId, userId) {
      const found = await playable(entryId)
      return found.ok ? succeed(mintFor(found.value, userId)) : found
    },
    async thumbnailSource(entryId) {
      if (!entries.has(entryId) && !unknownThumbnails.take())
        return fail('rate_limited', 'Too many pictures were asked for at once.', { retryAfterS: 1 })
      const found = await entry(entryId)
      if (!found.ok) return found
      return found.value.thumbnailUrl ? succeed(found.value.thumbnailUrl) : notFound()
    },
  }

  function mintFor(video: Entry, userId: string): PlaybackSession {
    const { partnerId, adminSecret } = config
    const lengthS = durationOf(video) ?? LONGEST_SESSION_S
    const expiry = Math.floor(clock.nowMs() / 1000 + Math.min(LONGEST_SESSION_S, lengthS + SESSION_MARGIN_S))
    const privileges = { sview: video.id }
    const kalturaUserId = `discord_${userId}`
    const ks = mintSession(adminSecret, {
      partnerId,
      userId: kalturaUserId,
      type: SESSION_TYPE.user,
      expiresAtS: expiry,
      privileges,
    })
    return {
      entryId: video.id,
      ks,
      partnerId: String(partnerId),
      userId: kalturaUserId,
      expiry,
      privileges: formatPrivileges(privileges),
    }
  }
}

const notFound = () => fail('video_not_found', 'This video is not in the library. Choose another one.')

function toVideo(entry: Entry): Video {
  return {
    id: entry.id,
    name: entry.name ?? '',
    description: entry.description ?? '',
    tags: (entry.tags ?? '').split(',').flatMap(tag => tag.trim() || []),
    kind: isLive(entry) ? 'live' : 'vod',
    durationS: durationOf(entry),
    dvrWindowS: dvrWindowOf(entry),
    thumbnailUrl: `/api/v1/videos/${entry.id}/thumbnail`,
    createdAt: new Date((entry.createdAt ?? 0) * 1000).toISOString(),
    plays: Math.max(0, Math.round(entry.plays ?? 0)),
  }
}

function toSummary(entry: Entry): VideoSummary {
  const { id, name, kind, durationS, dvrWindowS } = toVideo(entry)
  return { entryId: id, name: name.slice(0, 1000), kind, durationS, dvrWindowS }
}
