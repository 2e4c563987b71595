import { KalturaVideoSchema, PlayUrlSchema } from '@kaltura-discord/shared/protocol/http/play.ts'
import {
  type PlaybackGrant,
  PlaybackGrantSchema,
  type PlaybackSession,
  VideoListQuerySchema,
  VideoPageSchema,
  VideoSchema,
  VideoSearchQuerySchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import * as z from 'zod'
import type { Identity } from '../../platform/accessTokens.ts'
import { ANYBODY, type CreateBearerAccess } from '../../platform/http/access.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { type ImageProxy, sendImage } from '../../platform/imageProxy.ts'
import { fail, succeed } from '../../platform/result.ts'
import { createCollectionOperations } from './collectionOperations.ts'
import { playUrlOf } from './playUrl.ts'
import type { VideoService } from './service.ts'

/** Somebody who searches while typing, and then some. */
const REQUESTS = { points: 120, perS: 60, name: 'videos' } as const
const THUMBNAIL_MAX_AGE_S = 3_600
/** Thumbnails come in these widths only, so that nobody can fill the cache with variants. */
const WIDEST = 1280
const WIDTHS = [160, 320, 480, 640, 960, WIDEST] as const

const IdSchema = z.object({
  id: z.string().max(100).meta({ description: 'Entry id', example: '0_abc12345' }),
})
const ThumbnailQuerySchema = z.object({ width: z.coerce.number().int().min(1).max(4096).default(320) })

interface VideoOperationsOptions {
  readonly service: VideoService
  readonly images: ImageProxy
  readonly bearer: CreateBearerAccess
  /** Kaltura's, ends in `/api_v3`. */
  readonly apiEndpoint: string
  /** Whether a video is on in the room of an Activity, or waits in its queue. */
  readonly isShownIn: (instanceId: string, entryId: string) => Promise<boolean>
  /** An address below our origin, for players that fetch a stream by themselves. */
  readonly startStream: (stream: {
    readonly manifestUrl: string
    /** Whether Kaltura's hosts are reached by the Activity's mappings, or as they are. */
    readonly page: 'activity' | 'browser'
    /** Epoch seconds. */
    readonly untilS: number
  }) => string
}

export function createVideoOperations(options: VideoOperationsOptions): readonly Operation[] {
  return [
    ...createReads(options),
    ...createCollectionOperations({ ...options, limit: REQUESTS }),
    ...createRights(options),
    createThumbnail(options),
  ]
}

function createReads({ service, bearer }: VideoOperationsOptions): Operation[] {
  const access = bearer({ surfaces: ['activity', 'api', 'guest'], scope: 'videos:read' })
  const common = { method: 'get', tag: 'videos', access, limit: REQUESTS, etag: true } as const
  return [
    defineOperation({
      ...common,
      id: 'videos.list',
      path: '/videos',
      summary: 'List the library, the newest first',
      errors: ['kaltura_unavailable'],
      query: VideoListQuerySchema,
      answer: VideoPageSchema,
      handle: ({ query, caller }) => service.list(query, caller.userId),
    }),
    defineOperation({
      ...common,
      id: 'videos.search',
      path: '/videos/search',
      summary: 'Search the library',
      description: 'Finds videos in whose name, description, tags or captions the words occur.',
      errors: ['kaltura_unavailable'],
      query: VideoSearchQuerySchema,
      answer: VideoPageSchema,
      handle: ({ query: { q, ...page }, caller }) => service.search(q, page, caller.userId),
    }),
    defineOperation({
      ...common,
      id: 'videos.get',
      path: '/videos/{id}',
      summary: 'Get one video',
      errors: ['video_not_found', 'video_not_ready', 'kaltura_unavailable'],
      params: IdSchema,
      answer: VideoSchema,
      handle: ({ params, caller }) => service.get(params.id, caller.userId),
    }),
    defineOperation({
      ...common,
      id: 'kaltura.video',
      path: '/kaltura/video/{id}',
      summary: 'Get what Kaltura says of a video, under its own names',
      errors: ['video_not_found', 'video_not_ready', 'kaltura_unavailable'],
      params: IdSchema,
      answer: KalturaVideoSchema,
      handle: ({ params, caller }) => service.kalturaVideo(params.id, caller.userId),
    }),
  ]
}

/** Each right to play is made anew, so these can be repeated only under a key. */
function createRights(options: VideoOperationsOptions): Operation[] {
  const { service, bearer, apiEndpoint, isShownIn, startStream } = options
  const access = bearer({ surfaces: ['activity', 'api'], scope: 'videos:play' })
  const orGuest = bearer({ surfaces: ['activity', 'api', 'guest'], scope: 'videos:play' })
  /** Whoever may not read the library sees of it what the room does. */
  const mayPlay = async ({ surface, scopes, instanceId }: Identity, entryId: string) =>
    surface !== 'guest' ||
    scopes.includes('videos:read') ||
    (instanceId !== null && (await isShownIn(instanceId, entryId)))
  const grantOf = (session: PlaybackSession, { surface }: Identity): PlaybackGrant => {
    const { playUrl } = playUrlOf(session, apiEndpoint)
    const page = surface === 'activity' ? 'activity' : 'browser'
    return { ...session, hlsUrl: startStream({ manifestUrl: playUrl, page, untilS: session.expiry }) }
  }
  const common = { method: 'post', tag: 'videos', access, limit: REQUESTS, creates: true } as const
  return [
    defineOperation({
      ...common,
      access: orGuest,
      id: 'videos.session',
      path: '/videos/{id}/session',
      summary: 'Get the right to play one video for a while',
      description:
        "A Kaltura session (KS) for Kaltura's own player, which hands it on in a header. `hlsUrl` is for where the " +
        'browser plays the stream by itself and no header can be sent: each playlist from there on comes from here, ' +
        'with every address in it where the page can ask for it. Treat both as secrets.',
      errors: ['video_not_found', 'video_not_ready', 'forbidden', 'kaltura_unavailable'],
      params: IdSchema,
      answer: PlaybackGrantSchema,
      handle: async ({ params, caller }) => {
        if (!(await mayPlay(caller, params.id))) return NOT_SHOWN
        const session = await service.session(params.id, caller.userId)
        return session.ok ? succeed(grantOf(session.value, caller)) : session
      },
    }),
    defineOperation({
      ...common,
      id: 'videos.play',
      path: '/videos/{id}/play',
      summary: 'Get an address that plays one video for a while',
      description:
        'For players that take an address and nothing else. The address carries a session for this one video, so ' +
        'treat it as a secret. Where the player can send headers, ask for a session instead.',
      errors: ['video_not_found', 'video_not_ready', 'kaltura_unavailable'],
      params: IdSchema,
      answer: PlayUrlSchema,
      handle: async ({ params, caller }) => {
        const session = await service.session(params.id, caller.userId)
        return session.ok ? succeed(playUrlOf(session.value, apiEndpoint)) : session
      },
    }),
  ]
}

const NOT_SHOWN = fail('forbidden', 'Guests see what is on in the room, and what waits to come.')

function createThumbnail({ service, images }: VideoOperationsOptions): Operation {
  return defineOperation({
    id: 'videos.thumbnail',
    method: 'get',
    path: '/videos/{id}/thumbnail',
    tag: 'pictures',
    summary: 'Get the picture of a video',
    errors: ['video_not_found', 'rate_limited', 'not_found', 'kaltura_unavailable', 'unavailable'],
    // Those who look at pictures can't be told apart; the service asks Kaltura only so often on their behalf.
    limit: null,
    access: ANYBODY,
    params: IdSchema,
    query: ThumbnailQuerySchema,
    answer: 'image',
    async handle({ params, query }) {
      const width = WIDTHS.find(each => each >= query.width) ?? WIDEST
      const source = await service.thumbnailSource(params.id, width)
      return source.ok ? images.get(source.value) : source
    },
    send: (response, image) => sendImage(response, image, THUMBNAIL_MAX_AGE_S),
  })
}
