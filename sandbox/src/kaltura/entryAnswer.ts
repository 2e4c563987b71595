import { flavorsOf } from './flavor.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import { ENTRY_TYPE, LIBRARY_DAY_S, type LibraryEntry, MEDIA_TYPE } from './library.ts'

const DAY_S = 86_400
const APPROVED_AUTOMATICALLY = 6
const PUBLIC_ACCESS_CONTROL = 1001
const PROTECTED_ACCESS_CONTROL = 1002
const LIVE_DVR_WINDOW_MINUTES = 2
export const LIVE_SEGMENT_MS = 4000
const PLAYABLE = 1

export const createdAtS = (entry: LibraryEntry): number =>
  Math.round(LIBRARY_DAY_S - entry.createdDaysAgo * DAY_S)

export const typeOf = (entry: LibraryEntry): string =>
  entry.isLive ? ENTRY_TYPE.liveStream : ENTRY_TYPE.mediaClip

export const mediaTypeOf = (entry: LibraryEntry): number =>
  entry.isLive ? MEDIA_TYPE.liveStreamFlash : MEDIA_TYPE.video

export const partnerPath = (partnerId: number): string => `/p/${partnerId}/sp/${partnerId}00`

/** Whose entries they are, and where their pictures come from. */
export type EntryHost = Pick<KalturaOptions, 'partnerId' | 'cdnOrigin'>

export const thumbnailUrlOf = (entryId: string, { cdnOrigin, partnerId }: EntryHost): string =>
  `${cdnOrigin}${partnerPath(partnerId)}/thumbnail/entry_id/${entryId}/version/100002`

export const thumbnailUrl = (entry: LibraryEntry, options: EntryHost): string =>
  thumbnailUrlOf(entry.id, options)

/** Kaltura's short, medium and long: under four minutes, up to twenty, above. */
const durationType = (durationS: number): string => {
  if (durationS === 0) return 'notavailable'
  if (durationS < 240) return 'short'
  return durationS < 1200 ? 'medium' : 'long'
}

const baseProperties = (entry: LibraryEntry, options: KalturaOptions): object => ({
  id: entry.id,
  name: entry.name,
  description: entry.description,
  partnerId: options.partnerId,
  userId: entry.userId,
  creatorId: entry.userId,
  tags: entry.tags,
  categories: entry.categories,
  // Enumerations of strings leave Kaltura's JSON as numbers where they look like numbers.
  status: Number(entry.status),
  moderationStatus: APPROVED_AUTOMATICALLY,
  moderationCount: 0,
  type: Number(typeOf(entry)),
  createdAt: createdAtS(entry),
  updatedAt: createdAtS(entry) + 120,
  rank: 0,
  totalRank: 0,
  votes: 0,
  searchText: `_PAR_ONLY_ _${options.partnerId}_ ${entry.name} ${entry.tags}`,
  licenseType: -1,
  version: 0,
  thumbnailUrl: thumbnailUrl(entry, options),
  accessControlId: entry.isPublic ? PUBLIC_ACCESS_CONTROL : PROTECTED_ACCESS_CONTROL,
  replacementStatus: 0,
  partnerSortValue: 0,
  conversionProfileId: 8100,
  rootEntryId: entry.rootEntryId ?? entry.id,
  operationAttributes: [],
  entitledUsersEdit: '',
  entitledUsersPublish: '',
  entitledUsersView: '',
  capabilities: '',
  displayInSearch: 1,
  plays: entry.plays,
  views: entry.views,
  duration: entry.durationS,
  msDuration: entry.durationS * 1000,
  durationType: durationType(entry.durationS),
  mediaType: mediaTypeOf(entry),
})

const manifestUrl = (entry: LibraryEntry, options: KalturaOptions, format: string): string =>
  `${options.apiOrigin}${partnerPath(options.partnerId)}/playManifest/entryId/${entry.id}/format/${format}/protocol/http`

const mediaEntry = (entry: LibraryEntry, options: KalturaOptions): object => ({
  objectType: 'KalturaMediaEntry',
  ...baseProperties(entry, options),
  ...(entry.durationS === 0 ? {} : { width: 640, height: 360 }),
  conversionQuality: '8100',
  sourceType: '1',
  downloadUrl: `${manifestUrl(entry, options, 'download')}/flavorParamIds/0`,
  dataUrl: manifestUrl(entry, options, 'url'),
  flavorParamsIds: flavorsOf(entry)
    .map(flavor => flavor.flavorParamsId)
    .join(','),
})

const liveStreamEntry = (entry: LibraryEntry, options: KalturaOptions): object => ({
  objectType: 'KalturaLiveStreamEntry',
  ...baseProperties(entry, options),
  sourceType: '32',
  dataUrl: manifestUrl(entry, options, 'applehttp'),
  recordStatus: 0,
  dvrStatus: 1,
  dvrWindow: LIVE_DVR_WINDOW_MINUTES,
  pushPublishEnabled: 0,
  firstBroadcast: createdAtS(entry),
  lastBroadcast: createdAtS(entry),
  currentBroadcastStartTime: createdAtS(entry),
  liveStatus: PLAYABLE,
  segmentDuration: LIVE_SEGMENT_MS,
  explicitLive: 0,
  viewMode: 1,
})

/** The entry as the API's object. */
export const entryAnswer = (
  entry: LibraryEntry,
  options: KalturaOptions,
): Readonly<Record<string, unknown>> => ({
  ...(entry.isLive ? liveStreamEntry(entry, options) : mediaEntry(entry, options)),
})
