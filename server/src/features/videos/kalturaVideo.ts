import type { KalturaVideo } from '@kaltura-discord/shared/protocol/http/play.ts'
import type { Video } from '@kaltura-discord/shared/protocol/http.ts'

/** A video as it is kept: what is sent is made once. */
export interface Shelved {
  readonly video: Video
  readonly isReady: boolean
  readonly pictureUrl: string | null
  readonly isPictureInternal: boolean
  /** KalturaMediaType, where the library says it. */
  readonly mediaType: number | null
}

/** KalturaMediaType VIDEO and LIVE_STREAM_FLASH, which stands for every live stream. */
const MEDIA_TYPES = { vod: 1, live: 201 } as const

export function toKalturaVideo({ video, pictureUrl, isPictureInternal, mediaType }: Shelved): KalturaVideo {
  const { id, name, description, tags, kind, durationS, plays, createdAt } = video
  return {
    id,
    name,
    description,
    tags: tags.join(', '),
    duration: durationS ?? 0,
    mediaType: mediaType ?? MEDIA_TYPES[kind],
    thumbnailUrl: isPictureInternal ? null : pictureUrl,
    plays,
    createdAt: Math.floor(Date.parse(createdAt) / 1000),
  }
}
