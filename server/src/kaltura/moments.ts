import type {
  CaptionHits,
  CaptionSearchQuery,
  Moments,
} from '@kaltura-discord/shared/protocol/http/moments.ts'
import type { Result } from '../platform/result.ts'
import type { Asker } from './catalogue.ts'

/** What is known of the moments of a video, but for its pictures. */
export type FoundMoments = Omit<Moments, 'slices'>

/** Finds moments in a video: from Kaltura itself, or from another deployment that asks it for us. */
export interface MomentSource {
  moments(entryId: string, asker?: Asker): Promise<Result<FoundMoments>>
  searchCaptions(entryId: string, query: CaptionSearchQuery, asker?: Asker): Promise<Result<CaptionHits>>
}
