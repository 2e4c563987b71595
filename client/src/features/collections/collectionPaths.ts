import {
  type CollectionPage,
  CollectionPageSchema,
  type CollectionRef,
} from '@kaltura-discord/shared/protocol/http/collections.ts'
import { type VideoPage, VideoPageSchema } from '@kaltura-discord/shared/protocol/http.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiResult } from '../api/apiResult.ts'

export type CollectionsApi = Pick<ApiClient, 'request'>

/** Most of a collection that comes with one answer; people scroll through fewer. */
const ALL = 100

interface Asked {
  readonly cursor: string | null
  readonly signal: AbortSignal
}

export function askCollections(
  api: CollectionsApi,
  { text, cursor, signal }: Asked & { readonly text: string },
): Promise<ApiResult<CollectionPage>> {
  const query = new URLSearchParams()
  if (text !== '') query.set('q', text)
  if (cursor !== null) query.set('cursor', cursor)
  return api.request(`/collections?${query}`, CollectionPageSchema, { signal })
}

export function askVideosOf(
  api: CollectionsApi,
  {
    ref: { kind, id },
    all,
    cursor,
    signal,
  }: Asked & { readonly ref: Pick<CollectionRef, 'kind' | 'id'>; readonly all: boolean },
): Promise<ApiResult<VideoPage>> {
  const query = new URLSearchParams(all ? { limit: String(ALL) } : {})
  if (cursor !== null) query.set('cursor', cursor)
  return api.request(`/collections/${kind}/${encodeURIComponent(id)}/videos?${query}`, VideoPageSchema, {
    signal,
  })
}
