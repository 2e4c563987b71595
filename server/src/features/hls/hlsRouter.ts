import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Request, type Response, Router } from 'express'
import { sendProblem } from '../../platform/http/answer.ts'
import { otherMethods } from '../../platform/http/operationRouter.ts'
import type { RequestLimits } from '../../platform/http/requestLimits.ts'
import type { Streams } from './streams.ts'

/**
 * Of one viewer's video. A live one with its own sound and captions takes three playlists every two seconds; whoever
 * seeks about in one of many qualities, some more.
 */
export const PLAYLIST_REQUESTS = { points: 300, perS: 60 } as const

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl'
const OPERATION = 'hls.playlist'
/** Compressing less than this isn't worth it, bytes. */
const SMALLEST_COMPRESSED = 1_024

const toGzip = promisify(gzip)

interface HlsRouterOptions {
  readonly streams: Streams
  readonly limits: RequestLimits
}

/** Playlists for players that fetch them by themselves: no program sends these requests, so none is documented for them. */
export function createHlsRouter({ streams, limits }: HlsRouterOptions): Router {
  const router = Router()
  const route = router.route('/hls/:ref/:file')

  route.get(async (request, response) => {
    response.locals['operation'] = OPERATION
    const ref = streams.open(request.params.ref)
    if (!ref.ok) return sendProblem(response, ref.error)
    const key = { by: 'session', key: ref.value.stream } as const
    const { allowed } = await limits.take({ id: OPERATION, limit: PLAYLIST_REQUESTS }, [key])
    if (!allowed.ok) return sendProblem(response, allowed.error)
    const playlist = await streams.playlist(ref.value)
    if (!playlist.ok) return sendProblem(response, playlist.error)
    const { text, maxAgeS } = playlist.value
    response
      .set('Content-Type', PLAYLIST_TYPE)
      // What is sealed in it is one person's.
      .set('Cache-Control', maxAgeS === null ? 'no-store' : `private, max-age=${maxAgeS}`)
      // Where the Activity's document has an opaque origin (old iOS), its own files are cross-origin.
      .set('Access-Control-Allow-Origin', '*')
      .set('Cross-Origin-Resource-Policy', 'cross-origin')
      .vary('Accept-Encoding')
    return sendText(request, response, Buffer.from(text))
  })
  route.all(otherMethods(['GET']))
  return router
}

async function sendText(request: Request, response: Response, body: Buffer): Promise<void> {
  const compressed = body.length >= SMALLEST_COMPRESSED && request.acceptsEncodings('gzip') === 'gzip'
  if (compressed) response.set('Content-Encoding', 'gzip')
  response.end(compressed ? await toGzip(body) : body)
}
