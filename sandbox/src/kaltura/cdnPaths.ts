import { LIVE_SEGMENT_MS, partnerPath } from './entryAnswer.ts'
import type { AudioFlavor, Flavor } from './flavor.ts'

type Named = Flavor | AudioFlavor
/** What of a flavor a stream has: picture and sound, or one of them. */
export type Part = 'v1-a1' | 'v1' | 'a1'

import type { KalturaOptions } from './kalturaOptions.ts'

const flavorPath = (flavor: Named, { partnerId }: KalturaOptions): string =>
  `${partnerPath(partnerId)}/serveFlavor/entryId/${flavor.entryId}/v/1/ev/2/flavorId/${flavor.id}/name/a.mp4`

export const filmUrl = (flavor: Flavor, options: KalturaOptions): string =>
  `${options.cdnOrigin}/pd${flavorPath(flavor, options)}`

const packagedUrl = (flavor: Named, options: KalturaOptions): string =>
  `${options.cdnOrigin}/hls${flavorPath(flavor, options)}`

export const playlistUrl = (flavor: Named, options: KalturaOptions, part: Part = 'v1-a1'): string =>
  `${packagedUrl(flavor, options)}/index${part === 'v1-a1' ? '' : `-${part}`}.m3u8`

export const initUrl = (flavor: Named, options: KalturaOptions, part: Part = 'v1-a1'): string =>
  `${packagedUrl(flavor, options)}/init-${part}.mp4`

/** Segments count from 1. */
export const segmentUrl = (
  flavor: Named,
  options: KalturaOptions,
  number: number,
  part: Part = 'v1-a1',
): string => `${packagedUrl(flavor, options)}/seg-${number}-${part}.m4s`

const liveUrl = (flavor: Flavor, { cdnOrigin, partnerId }: KalturaOptions): string =>
  `${cdnOrigin}/live/hls/p/${partnerId}/e/${flavor.entryId}/sd/${LIVE_SEGMENT_MS}/t/${flavor.id}`

export const livePlaylistUrl = (flavor: Flavor, options: KalturaOptions): string =>
  `${liveUrl(flavor, options)}/index.m3u8`

export const liveInitUrl = (flavor: Flavor, options: KalturaOptions): string =>
  `${liveUrl(flavor, options)}/init-v1-a1.mp4`

export const liveSegmentUrl = (flavor: Flavor, options: KalturaOptions, sequence: number): string =>
  `${liveUrl(flavor, options)}/seg-${sequence}-v1-a1.m4s`
