import { randomUUID } from 'node:crypto'
import express, { type Express, type RequestHandler, type Router } from 'express'
import type { Config } from '../config.ts'
import type { Logger } from '../platform/logger.ts'
import { requestContext } from '../platform/requestContext.ts'
import { activityConfigOf, createActivityPage } from './activityPage.ts'
import { createClientFiles } from './clientFiles.ts'
import { createErrorExit, notFound } from './errorExit.ts'
import { loadPlayerFile } from './playerFile.ts'
import { createSecurityHeaders } from './securityHeaders.ts'

/** Largest body of a request, and largest frame of a socket, bytes. */
export const MAX_BODY_BYTES = 64 * 1024

/** How long after the start the player file is compressed, ms. */
const COMPRESS_AFTER_MS = 2_000

interface HttpOptions {
  readonly config: Config
  readonly logger: Logger
  /** One for each feature. */
  readonly routers: readonly Router[]
  /** Where the built client is. */
  readonly clientDirectory: string
}

export function createHttp({ config, logger, routers, clientDirectory }: HttpOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  // Nothing a proxy says about where a request came from is believed.
  app.set('trust proxy', false)
  app.use(withRequestId(logger))
  app.use(createSecurityHeaders())
  const api = [express.json({ limit: MAX_BODY_BYTES }), ...routers, notFound]
  app.use('/api/v1', ...api)
  app.use('/api', ...api)
  const player = loadPlayerFile()
  // Compressing takes a while: the first viewer shouldn't wait for it, nor those who come back after a restart.
  setTimeout(() => void player.asset.compress(), COMPRESS_AFTER_MS).unref()
  app.get(player.path, (request, response) => player.asset.send(request, response))
  const page = createActivityPage(clientDirectory, activityConfigOf(config, player.path))
  app.get(['/', '/index.html'], page)
  app.use(createClientFiles(clientDirectory))
  app.use(notFound, createErrorExit(logger))
  return app
}

/** Runs the request under an id of its own and logs how it ended, without the address's query. */
function withRequestId(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID()
    const startedMs = performance.now()
    const { method, path } = request
    response.set('X-Request-Id', requestId)
    response.on('finish', () =>
      logger.debug('http.answered', {
        requestId,
        method,
        path,
        status: response.statusCode,
        durationMs: Math.round(performance.now() - startedMs),
      }),
    )
    requestContext.run({ requestId }, next)
  }
}
