import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'
import type { CatalogueVideo } from './catalogue.ts'
import { ENTRY_TYPES, MEDIA_TYPES } from './query.ts'

/** What is later is no date any more, ECMA-262. */
const LAST_DATE_S = 8_640_000_000_000

/** Of a KalturaMediaEntry or KalturaLiveEntry, what we read. */
export const EntrySchema = z.object({
  id: EntryIdSchema,
  name: z.string().nullish(),
  description: z.string().nullish(),
  /** Comma separated. */
  tags: z.string().nullish(),
  /** KalturaEntryStatus, a number as text. */
  status: z.coerce.string(),
  /** KalturaEntryType. */
  type: z.coerce.string(),
  mediaType: z.coerce.number().nullish(),
  /** Seconds, whole. */
  duration: z.number().nullish(),
  msDuration: z.number().nullish(),
  plays: z.number().nullish(),
  /** Epoch seconds. */
  createdAt: z.number().min(0).max(LAST_DATE_S).nullish(),
  thumbnailUrl: z.string().nullish(),
  /** KalturaDVRStatus: 1 is on. */
  dvrStatus: z.coerce.number().nullish(),
  /** Minutes. */
  dvrWindow: z.number().nullish(),
})
export type Entry = z.infer<typeof EntrySchema>

/** KalturaEntryStatus values that matter here. */
const STATUS_READY = '2'
const STATUS_GONE: readonly string[] = ['3', '6']
/** KalturaEntryType LIVE_STREAM and LIVE_CHANNEL. */
const LIVE_TYPES: readonly string[] = ['7', '8']
const DVR_ON = 1
/** What Kaltura keeps when a live entry has DVR and names no window, minutes. */
const DEFAULT_DVR_WINDOW_MIN = 120

/** The library has videos and live streams: the account may hold pictures, documents and recordings of sound as well. */
export const isInLibrary = ({ type, mediaType }: Entry) =>
  ENTRY_TYPES.includes(type) && (mediaType == null || MEDIA_TYPES.includes(mediaType))

const isReady = (entry: Entry) => entry.status === STATUS_READY
export const isGone = (entry: Entry) => STATUS_GONE.includes(entry.status)
const isLive = (entry: Entry) => LIVE_TYPES.includes(entry.type)

/** Seconds; null for live. */
function durationOf(entry: Entry): number | null {
  if (isLive(entry)) return null
  return entry.msDuration ? entry.msDuration / 1000 : (entry.duration ?? 0)
}

/** Seconds a viewer may go back from the live edge; null without DVR. */
function dvrWindowOf(entry: Entry): number | null {
  if (!isLive(entry) || entry.dvrStatus !== DVR_ON) return null
  return (entry.dvrWindow || DEFAULT_DVR_WINDOW_MIN) * 60
}

export function toCatalogueVideo(entry: Entry): CatalogueVideo {
  return {
    id: entry.id,
    name: entry.name ?? '',
    description: entry.description ?? '',
    tags: (entry.tags ?? '').split(',').flatMap(tag => tag.trim() || []),
    kind: isLive(entry) ? 'live' : 'vod',
    durationS: durationOf(entry),
    dvrWindowS: dvrWindowOf(entry),
    createdAt: new Date((entry.createdAt ?? 0) * 1000).toISOString(),
    plays: Math.max(0, Math.round(entry.plays ?? 0)),
    isReady: isReady(entry),
    pictureUrl: entry.thumbnailUrl || null,
    mediaType: entry.mediaType ?? null,
  }
}
