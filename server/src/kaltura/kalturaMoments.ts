import type {
  CaptionHits,
  CaptionSearchQuery,
  CaptionTrack,
} from '@kaltura-discord/shared/protocol/http/moments.ts'
import type * as z from 'zod'
import { FreshCache } from '../platform/freshCache.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import {
  type CaptionAsset,
  CaptionAssetSchema,
  listCaptionAssets,
  serveCaptions,
} from './api/captionAsset.ts'
import { ChapterCuePointSchema, listChapters } from './api/cuePoint.ts'
import { readCaptionCursor, writeCaptionCursor } from './captions/captionCursor.ts'
import { type CaptionIndex, type Find, findIn, indexCaptions, toHit } from './captions/captionIndex.ts'
import { wordsOf } from './captions/foldText.ts'
import { readCaptions } from './captions/readCaptions.ts'
import type { KalturaAnswer, KalturaClient } from './client.ts'
import { captionsUnreadable } from './kalturaFailure.ts'
import type { KalturaSessions } from './kalturaSessions.ts'
import type { FoundMoments, MomentSource } from './moments.ts'
import { withAdminSession } from './withAdminSession.ts'
import { withinDeadline } from './withinDeadline.ts'

/** Chapters and captions change while people edit a video, which they seldom do while others watch it. */
const MOMENTS_CACHE = { freshMs: 60_000, soonMs: 600_000, staleMs: 3_600_000, capacity: 2_000 } as const
/** Captions ready to be searched: characters, of both forms of each text. */
const CAPTIONS_CACHE = { freshMs: 600_000, staleMs: 3_600_000, capacity: 64 * 1024 * 1024 } as const
/** Kept for each cue besides its text, in the same unit. */
const CUE_COST = 100
/** Of a title; the rest is left out. */
const MAX_TITLE_CHARS = 200

interface KalturaMomentsOptions {
  readonly client: KalturaClient
  readonly sessions: KalturaSessions
  readonly clock: RoomClock
}

/** Null is a file that nobody can read, which it also is the next time. */
type Searchable = { readonly index: CaptionIndex | null }

export function createKalturaMoments({ client, sessions, clock }: KalturaMomentsOptions): MomentSource {
  const known = new FreshCache<FoundMoments>({ clock, ...MOMENTS_CACHE })
  const files = new FreshCache<Searchable>({ clock, ...CAPTIONS_CACHE, sizeOf: costOf })
  const ask = <T>(call: (ks: string) => Promise<KalturaAnswer<T>>) =>
    withAdminSession(sessions, 'catalogue', call)

  async function load(entryId: string): Promise<Result<FoundMoments>> {
    const [cuePoints, assets] = await Promise.all([
      ask(ks => listChapters(client, ks, entryId)),
      ask(ks => listCaptionAssets(client, ks, entryId)),
    ])
    if (cuePoints.kind === 'silence') return cuePoints.failure
    if (assets.kind === 'silence') return assets.failure
    // An account without the one may well have the other.
    const chapters = cuePoints.kind === 'answer' ? chaptersOf(cuePoints.value.objects) : []
    const captions = assets.kind === 'answer' ? tracksOf(assets.value.objects) : []
    return succeed({ chapters, captions })
  }

  const momentsOf = (entryId: string) => withinDeadline(() => known.look(entryId, () => load(entryId)))

  const searchable = (captionId: string) =>
    files.get(captionId, async () => {
      const file = await ask(ks => serveCaptions(client, ks, captionId))
      if (file.kind === 'silence') return file.failure
      const cues = file.kind === 'answer' ? readCaptions(file.value) : null
      return succeed({ index: cues && indexCaptions(cues) })
    })

  async function search(entryId: string, query: CaptionSearchQuery): Promise<Result<CaptionHits>> {
    const { q, language = null } = query
    const asked = [entryId, q, language]
    const from = readCaptionCursor(query.cursor, asked)
    if (!from.ok) return from
    const found = await momentsOf(entryId)
    if (!found.ok) return found
    const { captions } = found.value.value
    const tracks = captions.filter(track => language === null || track.language === language)
    if (tracks.length === 0) return captions.length === 0 ? succeed(NO_HITS) : noSuchLanguage()
    const read = await withinDeadline(() => readAll(tracks))
    return read.ok ? answer(read.value, { query, from: from.value, asked }) : read
  }

  async function readAll(tracks: readonly CaptionTrack[]): Promise<Result<readonly Read[]>> {
    const all = await Promise.all(tracks.map(async track => ({ track, file: await searchable(track.id) })))
    const read: Read[] = []
    for (const { track, file } of all) {
      if (!file.ok) return file
      read.push({ track, index: file.value.index })
    }
    return succeed(read)
  }

  return {
    async moments(entryId) {
      const found = await momentsOf(entryId)
      if (!found.ok) return found
      const { value, atMs, isStale } = found.value
      return succeed(isStale ? { ...value, asOf: new Date(atMs).toISOString() } : value)
    },
    searchCaptions: search,
  }
}

interface Read {
  readonly track: CaptionTrack
  readonly index: CaptionIndex | null
}

const NO_HITS: CaptionHits = { hits: [], total: 0, nextCursor: null, unreadable: [] }

interface Asked {
  readonly query: CaptionSearchQuery
  readonly from: number
  readonly asked: readonly (string | null)[]
}

function answer(read: readonly Read[], { query, from, asked }: Asked): Result<CaptionHits> {
  const unreadable = [...new Set(read.filter(({ index }) => !index).map(({ track }) => track.language))]
  if (read.every(({ index }) => !index)) return captionsUnreadable()
  const words = wordsOf(query.q)
  const finds = read
    .flatMap(({ track, index }) => (index ? findIn(index, words).map(find => ({ track, index, find })) : []))
    .toSorted((a, b) => a.find.startS - b.find.startS)
  const unique = withoutTwins(finds)
  const upTo = from + query.limit
  const hits = unique
    .slice(from, upTo)
    .map(({ track, index, find }) => ({ ...toHit(index, find, words), language: track.language }))
  const nextCursor = upTo < unique.length ? writeCaptionCursor(upTo, asked) : null
  return succeed({ hits, total: unique.length, nextCursor, unreadable })
}

interface FindIn {
  readonly track: CaptionTrack
  readonly index: CaptionIndex
  readonly find: Find
}

/** Two captions in one language mostly say the same at the same time. */
function withoutTwins(finds: readonly FindIn[]): readonly FindIn[] {
  const seen = new Set<string>()
  return finds.filter(({ track, index, find }) => {
    const key = `${track.language} ${Math.round(find.startS)} ${index.folded[find.first]}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const noSuchLanguage = () =>
  fail('not_found', 'This video has no captions in this language. Leave it out to search all there are.', {
    field: 'language',
  })

const costOf = ({ index }: Searchable): number =>
  index === null
    ? CUE_COST
    : index.cues.reduce(
        (sum, { text }, at) => sum + CUE_COST + text.length + (index.folded[at]?.length ?? 0),
        0,
      )

/** One that is unlike all others must not take the rest away. */
const fitting = <T>(objects: readonly unknown[], schema: z.ZodType<T>): T[] =>
  objects.flatMap(object => schema.safeParse(object).data ?? [])

const chaptersOf = (objects: readonly unknown[]) =>
  fitting(objects, ChapterCuePointSchema)
    .map(({ startTime, title, description }) => ({
      startS: startTime / 1000,
      title: (title?.trim() || description?.trim() || '').slice(0, MAX_TITLE_CHARS).toWellFormed(),
    }))
    .filter(({ title }) => title !== '')
    .toSorted((a, b) => a.startS - b.startS)

const isCaption = ({ displayOnPlayer, usage }: CaptionAsset) =>
  displayOnPlayer !== false && (usage == null || usage === '0')

const tracksOf = (objects: readonly unknown[]): CaptionTrack[] =>
  fitting(objects, CaptionAssetSchema)
    .filter(isCaption)
    .toSorted((a, b) => Number(b.isDefault === 1) - Number(a.isDefault === 1))
    .map(({ id, language, languageCode, label }) => ({
      id,
      language: languageCode || language || 'und',
      label: label || language || languageCode || id,
    }))
