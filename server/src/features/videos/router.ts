import { Router } from 'express'
import * as z from 'zod'
import type { Identity } from '../../platform/accessTokens.ts'
import { answer } from '../../platform/http/answer.ts'
import type { Authenticate } from '../../platform/http/bearer.ts'
import { parseInput } from '../../platform/http/parseInput.ts'
import { createRequestLimiter } from '../../platform/http/requestLimiter.ts'
import { type ImageProxy, sendImage } from '../../platform/imageProxy.ts'
import type { Result } from '../../platform/result.ts'
import { PageQuerySchema, SearchQuerySchema } from './cursor.ts'
import type { VideoService } from './service.ts'

/** Somebody who searches while typing, and then some. */
const REQUESTS = { points: 120, perS: 60 } as const
const THUMBNAIL_MAX_AGE_S = 3_600
/** Thumbnails come in these widths only, so that nobody can fill the cache with variants. */
const WIDTHS = [160, 320, 480, 640, 960, 1280] as const

const ThumbnailQuerySchema = z.object({ width: z.coerce.number().int().min(1).max(4096).default(320) })

interface VideoRouterOptions {
  readonly service: VideoService
  readonly images: ImageProxy
  readonly authenticate: Authenticate
}

export function createVideoRouter({ service, images, authenticate }: VideoRouterOptions): Router {
  const limit = createRequestLimiter(REQUESTS)
  const router = Router()

  const admit: Authenticate = async request => {
    const identity = await authenticate(request)
    if (!identity.ok) return identity
    const allowed = await limit(identity.value.userId)
    return allowed.ok ? identity : allowed
  }

  /** Authenticate, parse, do. */
  async function handle<I, T>(
    identity: Result<Identity>,
    input: Result<I>,
    act: (input: I, identity: Identity) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    if (!identity.ok) return identity
    return input.ok ? act(input.value, identity.value) : input
  }

  router.get('/videos', async (request, response) => {
    const query = parseInput(PageQuerySchema, request.query)
    answer(response, await handle(await admit(request), query, input => service.list(input)))
  })

  router.get('/videos/search', async (request, response) => {
    const query = parseInput(SearchQuerySchema, request.query)
    answer(response, await handle(await admit(request), query, ({ q, ...rest }) => service.search(q, rest)))
  })

  router.get('/videos/:id', async (request, response) => {
    const id = parseInput(z.string(), request.params.id)
    answer(response, await handle(await admit(request), id, input => service.get(input)))
  })

  router.post('/videos/:id/session', async (request, response) => {
    const id = parseInput(z.string(), request.params.id)
    const act = (entryId: string, { userId }: Identity) => service.session(entryId, userId)
    answer(response, await handle(await admit(request), id, act))
  })

  router.get('/videos/:id/thumbnail', async (request, response) => {
    const query = parseInput(ThumbnailQuerySchema, request.query)
    if (!query.ok) return answer(response, query)
    const source = await service.thumbnailSource(request.params.id)
    if (!source.ok) return answer(response, source)
    const width = WIDTHS.find(each => each >= query.value.width) ?? WIDTHS[WIDTHS.length - 1]
    sendImage(response, await images.get(`${source.value}/width/${width}`), THUMBNAIL_MAX_AGE_S)
  })

  return router
}
