import { type CaptionTrack, captionTracksOf } from './captionTrack.ts'
import { createdAtS, partnerPath } from './entryAnswer.ts'
import { CODECS, type Flavor, flavorsOf } from './flavor.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import type { Ks } from './ks.ts'
import { ENTRY_STATUS, type LibraryEntry } from './library.ts'
import { mayView } from './sessions.ts'

const BLOCK = 1
const WEBVTT = '3'
const READY = 2

/** Entries under access control are played by sessions that may view them; public ones by all. */
export const mayPlay = (entry: LibraryEntry, ks: Ks | undefined): boolean =>
  !isRefused(entry, ks) && (entry.isPublic || mayView(ks, entry.id))

const isRefused = ({ refusedTo = [] }: LibraryEntry, ks: Ks | undefined): boolean =>
  ks !== undefined && refusedTo.includes(ks.userId)

const source = (
  entry: LibraryEntry,
  options: KalturaOptions,
  made: { format: string; deliveryProfileId: number; file: string; flavors: readonly Flavor[] },
): object => {
  const flavorIds = made.flavors.map(flavor => flavor.id).join(',')
  const path = `${partnerPath(options.partnerId)}/playManifest/entryId/${entry.id}/protocol/http/format/${made.format}`
  return {
    objectType: 'KalturaPlaybackSource',
    deliveryProfileId: `${made.deliveryProfileId}`,
    format: made.format,
    protocols: 'http,https',
    flavorIds,
    url: `${options.apiOrigin}${path}${flavorIds === '' ? '' : `/flavorIds/${flavorIds}`}/${made.file}`,
    drm: [],
  }
}

const sourcesOf = (entry: LibraryEntry, options: KalturaOptions): readonly object[] => {
  if (entry.status !== ENTRY_STATUS.ready) return []
  const flavors = entry.isLive ? [] : flavorsOf(entry)
  const hls = source(entry, options, {
    format: 'applehttp',
    deliveryProfileId: 1,
    file: 'a.m3u8',
    flavors,
  })
  if (entry.isLive) return [hls]
  return [hls, source(entry, options, { format: 'url', deliveryProfileId: 2, file: 'a.mp4', flavors })]
}

const flavorAsset = (flavor: Flavor, entry: LibraryEntry, options: KalturaOptions): object => ({
  objectType: 'KalturaFlavorAsset',
  id: flavor.id,
  entryId: entry.id,
  partnerId: options.partnerId,
  version: 1,
  size: Math.round((flavor.bitrateKbps * entry.durationS) / 8),
  tags: 'mobile,web,mbr,iphonenew,ipadnew',
  fileExt: 'mp4',
  createdAt: createdAtS(entry),
  updatedAt: createdAtS(entry),
  description: '',
  flavorParamsId: flavor.flavorParamsId,
  width: flavor.width,
  height: flavor.height,
  bitrate: flavor.bitrateKbps,
  frameRate: flavor.frameRate,
  isOriginal: false,
  isWeb: true,
  containerFormat: 'isom',
  videoCodecId: CODECS.split('.')[0],
  status: READY,
  language: 'Undefined',
  isDefault: 0,
})

/** Captions come from the media host, as an action of the API that it answers. */
const captionUrl = (track: CaptionTrack, options: KalturaOptions): string =>
  `${options.cdnOrigin}/api_v3/index.php/service/caption_captionAsset/action/serveWebVTT/captionAssetId/${track.id}/segmentIndex/-1/version/1/captions.vtt`

const playbackCaption = (track: CaptionTrack, options: KalturaOptions): object => ({
  objectType: 'KalturaCaptionPlaybackPluginData',
  label: track.label,
  format: WEBVTT,
  language: track.language,
  languageCode: track.languageCode,
  webVttUrl: captionUrl(track, options),
  url: captionUrl(track, options),
  isDefault: track.isDefault,
})

/** What a player may do with an entry, and where it finds the media. */
export const playbackContext = (
  entry: LibraryEntry,
  ks: Ks | undefined,
  options: KalturaOptions,
): Readonly<Record<string, unknown>> => {
  const isAllowed = mayPlay(entry, ks)
  return {
    objectType: 'KalturaPlaybackContext',
    sources: isAllowed ? sourcesOf(entry, options) : [],
    playbackCaptions: isAllowed ? captionTracksOf(entry).map(track => playbackCaption(track, options)) : [],
    flavorAssets: isAllowed ? flavorsOf(entry).map(flavor => flavorAsset(flavor, entry, options)) : [],
    actions: isAllowed ? [] : [{ objectType: 'KalturaAccessControlBlockAction', type: BLOCK }],
    messages: isAllowed
      ? []
      : [
          {
            objectType: 'KalturaAccessControlMessage',
            message: 'This video is not available with this session',
            code: 'NO_KS',
          },
        ],
    bumperData: [],
  }
}
