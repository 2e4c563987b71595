import type { Video, VideoListQuery, VideoPage } from '@kaltura-discord/shared/protocol/http.ts'
import type { Result } from '../../platform/result.ts'

/** Of the library, what commands ask; for the member with that Discord id. */
export interface VideoLibrary {
  /** Newest first. */
  list(query: VideoListQuery, userId: string): Promise<Result<VideoPage>>
  /** Best match first. */
  search(text: string, query: VideoListQuery, userId: string): Promise<Result<VideoPage>>
  get(entryId: string, userId: string): Promise<Result<Video>>
}
