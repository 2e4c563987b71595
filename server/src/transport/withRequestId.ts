import type { RequestHandler } from 'express'
import type { Logger } from '../platform/logger.ts'
import { pathShape } from '../platform/pathShape.ts'
import { requestContext, requestIdFrom } from '../platform/requestContext.ts'

/** Runs the request under an id and logs how it ended, with nothing in the line that the request brought along. */
export function withRequestId(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = requestIdFrom(request.get('x-request-id'))
    const startedMs = performance.now()
    // Taken before routing, because routers shorten what they pass on.
    const path = pathShape(request.path)
    response.set('X-Request-Id', requestId)
    response.on('finish', () =>
      logger.debug('http.answered', {
        requestId,
        method: request.method,
        path,
        status: response.statusCode,
        durationMs: Math.round(performance.now() - startedMs),
      }),
    )
    requestContext.run({ requestId }, next)
  }
}
