import {
  CaptionHitsSchema,
  CaptionSearchQuerySchema,
  MomentsSchema,
} from '@kaltura-discord/shared/protocol/http/moments.ts'
import * as z from 'zod'
import type { Identity } from '../../platform/accessTokens.ts'
import { ANYBODY, type CreateBearerAccess } from '../../platform/http/access.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { type ImageProxy, sendImage } from '../../platform/imageProxy.ts'
import { fail, type Result } from '../../platform/result.ts'
import type { MomentService } from './service.ts'

/** Somebody who searches while typing, and then some. */
const REQUESTS = { points: 120, perS: 60, name: 'moments' } as const
const PICTURE_MAX_AGE_S = 3_600

const IdSchema = z.object({
  id: z.string().max(100).meta({ description: 'Entry id', example: '0_abc12345' }),
})

const NOT_ON = fail('forbidden', 'Guests find their way in what is on in the room, once it is on.')

interface MomentOperationsOptions {
  readonly service: MomentService
  readonly images: ImageProxy
  readonly bearer: CreateBearerAccess
  /** Whether a video is on in the room of an Activity. */
  readonly isOnIn: (instanceId: string, entryId: string) => Promise<boolean>
  /** Where the stills of a video are to be had in one picture. */
  readonly slicesSource: (entryId: string) => Promise<Result<string>>
}

export function createMomentOperations(options: MomentOperationsOptions): readonly Operation[] {
  const { service, images, bearer, slicesSource, isOnIn } = options
  const surfaces = ['activity', 'api', 'guest'] as const
  const access = bearer({ surfaces, scope: 'videos:read', guestScope: 'videos:play' })
  /** Whoever may watch what is on may find their way in it, and in nothing else of the library. */
  const mayFind = async ({ surface, scopes, instanceId }: Identity, entryId: string): Promise<boolean> =>
    surface !== 'guest' ||
    scopes.includes('videos:read') ||
    (instanceId !== null && (await isOnIn(instanceId, entryId)))
  const common = {
    method: 'get',
    tag: 'videos',
    access,
    limit: REQUESTS,
    params: IdSchema,
    etag: true,
  } as const
  return [
    defineOperation({
      ...common,
      id: 'videos.moments',
      path: '/videos/{id}/moments',
      summary: 'Get chapters, captions and stills of a video',
      errors: ['video_not_found', 'video_not_ready', 'forbidden', 'kaltura_unavailable'],
      answer: MomentsSchema,
      handle: async ({ params, caller }) =>
        (await mayFind(caller, params.id)) ? service.of(params.id, caller.userId) : NOT_ON,
    }),
    defineOperation({
      ...common,
      id: 'videos.searchCaptions',
      path: '/videos/{id}/captions/search',
      summary: 'Find what is said in a video',
      description:
        'Finds the moments at which all of the words are said, by time. Case and accents don’t matter.',
      errors: [
        'video_not_found',
        'video_not_ready',
        'not_found',
        'forbidden',
        'captions_unreadable',
        'kaltura_unavailable',
      ],
      query: CaptionSearchQuerySchema,
      answer: CaptionHitsSchema,
      handle: async ({ params, query, caller }) =>
        (await mayFind(caller, params.id)) ? service.searchCaptions(params.id, query, caller.userId) : NOT_ON,
    }),
    defineOperation({
      id: 'videos.slices',
      method: 'get',
      path: '/videos/{id}/slices',
      tag: 'pictures',
      summary: 'Get a hundred stills of a video in one picture',
      description: 'Side by side, each 164 pixels wide, the first one at the left.',
      errors: ['video_not_found', 'rate_limited', 'not_found', 'kaltura_unavailable', 'unavailable'],
      // As with the picture of a video: those who look can't be told apart.
      limit: null,
      access: ANYBODY,
      params: IdSchema,
      answer: 'image',
      async handle({ params }) {
        const source = await slicesSource(params.id)
        return source.ok ? images.get(source.value) : source
      },
      send: (response, image) => sendImage(response, image, PICTURE_MAX_AGE_S),
    }),
  ]
}
