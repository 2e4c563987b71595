import {
  type CaptionHits,
  CaptionHitsSchema,
  type Moments,
  MomentsSchema,
} from '@kaltura-discord/shared/protocol/http/moments.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiResult } from '../api/apiResult.ts'

type Api = Pick<ApiClient, 'request'>

const videoPath = (entryId: string): string => `/videos/${encodeURIComponent(entryId)}`

export const askMoments = (api: Api, entryId: string): Promise<ApiResult<Moments>> =>
  api.request(`${videoPath(entryId)}/moments`, MomentsSchema)

export interface CaptionQuestion {
  readonly entryId: string
  readonly text: string
  /** Null asks all captions there are. */
  readonly language: string | null
  readonly cursor: string | null
  readonly signal: AbortSignal
}

export function askCaptions(api: Api, question: CaptionQuestion): Promise<ApiResult<CaptionHits>> {
  const { entryId, text, language, cursor, signal } = question
  const parameters = new URLSearchParams({ q: text })
  if (language !== null) parameters.set('language', language)
  if (cursor !== null) parameters.set('cursor', cursor)
  return api.request(`${videoPath(entryId)}/captions/search?${parameters}`, CaptionHitsSchema, { signal })
}
