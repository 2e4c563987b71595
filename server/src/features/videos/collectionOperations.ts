import {
  AccessQuestionSchema,
  AccessSchema,
  CollectionListQuerySchema,
  CollectionPageSchema,
  CollectionParamsSchema,
} from '@kaltura-discord/shared/protocol/http/collections.ts'
import { VideoListQuerySchema, VideoPageSchema } from '@kaltura-discord/shared/protocol/http.ts'
import type { CreateBearerAccess } from '../../platform/http/access.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { succeed } from '../../platform/result.ts'
import type { VideoService } from './service.ts'

interface CollectionOperationsOptions {
  readonly service: VideoService
  readonly bearer: CreateBearerAccess
  /** What the other operations of videos allow as well. */
  readonly limit: Operation['limit']
}

/** Many videos at once: what an editor has put together, and who may watch what of it. */
export function createCollectionOperations({
  service,
  bearer,
  limit,
}: CollectionOperationsOptions): Operation[] {
  const access = bearer({ surfaces: ['activity', 'api', 'guest'], scope: 'videos:read' })
  const reading = { method: 'get', tag: 'videos', access, limit, etag: true } as const
  return [
    defineOperation({
      ...reading,
      id: 'collections.list',
      path: '/collections',
      summary: 'List playlists and categories',
      description: 'Each page has a page of both. Those that an account keeps elsewhere are not among them.',
      errors: ['kaltura_unavailable'],
      query: CollectionListQuerySchema,
      answer: CollectionPageSchema,
      handle: ({ query, caller }) => service.collections(query, caller.userId),
    }),
    defineOperation({
      ...reading,
      id: 'collections.videos',
      path: '/collections/{kind}/{id}/videos',
      summary: 'List the videos of a playlist or category',
      description: 'A playlist keeps its order; a category has its own videos, the newest first.',
      errors: ['not_found', 'kaltura_unavailable'],
      params: CollectionParamsSchema,
      query: VideoListQuerySchema,
      answer: VideoPageSchema,
      handle: ({ params, query, caller }) => service.collectionVideos(params, query, caller.userId),
    }),
    defineOperation({
      id: 'videos.access',
      method: 'post',
      path: '/videos/access',
      tag: 'videos',
      summary: 'Ask which videos whoever asks may not watch',
      description: 'What Kaltura does not say is not among the refused: the player finds out.',
      access: bearer({ surfaces: ['activity', 'api'], scope: 'videos:play' }),
      limit,
      errors: ['kaltura_unavailable'],
      body: AccessQuestionSchema,
      answer: AccessSchema,
      async handle({ body, caller }) {
        const refused = await service.refused(body.entryIds, caller.userId)
        return refused.ok ? succeed({ refused: [...refused.value] }) : refused
      },
    }),
  ]
}
