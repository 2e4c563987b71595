import type {
  CaptionHits,
  CaptionSearchQuery,
  Moments,
  Slices,
} from '@kaltura-discord/shared/protocol/http/moments.ts'
import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import type { Asker } from '../../kaltura/catalogue.ts'
import type { MomentSource } from '../../kaltura/moments.ts'
import { type Result, succeed } from '../../platform/result.ts'

/** Stills of a video in one picture, and how wide each is, pixels; Kaltura makes it with the first question. */
export const SLICES = { count: 100, width: 164 } as const

export interface MomentService {
  of(entryId: string, asker?: Asker): Promise<Result<Moments>>
  searchCaptions(entryId: string, query: CaptionSearchQuery, asker?: Asker): Promise<Result<CaptionHits>>
}

interface MomentServiceOptions {
  readonly source: MomentSource
  /** The video, if it can be played. */
  readonly lookUp: (entryId: string, asker?: Asker) => Promise<Result<Video>>
}

const NO_HITS: CaptionHits = { hits: [], total: 0, nextCursor: null, unreadable: [] }

/** Only what is in the library has moments, and nothing of what goes on can be found before it has happened. */
export function createMomentService({ source, lookUp }: MomentServiceOptions): MomentService {
  return {
    async of(entryId, asker) {
      const video = await lookUp(entryId, asker)
      if (!video.ok) return video
      if (video.value.kind === 'live') return succeed({ chapters: [], captions: [], slices: null })
      const found = await source.moments(entryId, asker)
      return found.ok ? succeed({ ...found.value, slices: slicesOf(entryId) }) : found
    },
    async searchCaptions(entryId, query, asker) {
      const video = await lookUp(entryId, asker)
      if (!video.ok) return video
      return video.value.kind === 'live' ? succeed(NO_HITS) : source.searchCaptions(entryId, query, asker)
    },
  }
}

const slicesOf = (entryId: string): Slices => ({ ...SLICES, url: `/api/v1/videos/${entryId}/slices` })
