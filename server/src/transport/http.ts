import express, { type Express, type Router } from 'express'
import type { Config } from '../config.ts'
import type { Operation, OperationGround } from '../platform/http/operation.ts'
import { createOperationRouter } from '../platform/http/operationRouter.ts'
import { createRequestMetrics } from '../platform/http/requestMetrics.ts'
import type { Logger } from '../platform/logger.ts'
import type { Metrics } from '../platform/metrics/metrics.ts'
import { activityConfigOf, createActivityPage } from './activityPage.ts'
import { createClientFiles } from './clientFiles.ts'
import { createDocsPage } from './docsPage.ts'
import { createErrorExit, notFound } from './errorExit.ts'
import { createJoinPage } from './joinPage.ts'
import { loadPlayerFile } from './playerFile.ts'
import { createSecurityHeaders } from './securityHeaders.ts'
import { createWatchPage } from './watchPage.ts'
import { withRequestId } from './withRequestId.ts'

/** Largest body of a request, and largest frame of a socket, bytes. */
export const MAX_BODY_BYTES = 64 * 1024

/** How long after the start the player file is compressed, ms. */
const COMPRESS_AFTER_MS = 2_000

interface HttpOptions {
  readonly config: Config
  readonly logger: Logger
  /** Of all features. */
  readonly operations: readonly Operation[]
  readonly ground: OperationGround
  readonly metrics: Metrics
  /** What is no operation. */
  readonly routers?: readonly Router[]
  /** Where the built client is. */
  readonly clientDirectory: string
}

export function createHttp(options: HttpOptions): Express {
  const { config, logger, operations, ground, metrics, routers = [], clientDirectory } = options
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  // Nothing a proxy says about where a request came from is believed.
  app.set('trust proxy', false)
  app.use(withRequestId(logger))
  app.use(createRequestMetrics(metrics))
  app.use(createSecurityHeaders())
  const api = [
    createOperationRouter(operations, { ...ground, maxBodyBytes: MAX_BODY_BYTES }),
    createDocsPage(),
    ...routers,
    notFound,
  ]
  app.use('/api/v1', ...api)
  app.use('/api', ...api)
  const player = loadPlayerFile()
  // Compressing takes a while: the first viewer shouldn't wait for it, nor those who come back after a restart.
  setTimeout(() => void player.asset.compress(), COMPRESS_AFTER_MS).unref()
  app.get(player.path, (request, response) => player.asset.send(request, response))
  const page = createActivityPage(clientDirectory, activityConfigOf(config, player.path))
  app.get(['/', '/index.html'], page)
  app.get('/watch', createWatchPage({ directory: clientDirectory, config, playerPath: player.path }))
  app.use(createJoinPage({ directory: clientDirectory, kafUrl: config.kaltura.rooms.kafUrl }))
  app.use(createClientFiles(clientDirectory))
  app.use(notFound, createErrorExit(logger))
  return app
}
