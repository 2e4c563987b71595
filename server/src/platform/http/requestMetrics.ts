import type { RequestHandler } from 'express'
import type { Metrics } from '../metrics/metrics.ts'
import { operationOf } from './operationRouter.ts'

/** Counts every request once it is over, whatever answered it. */
export function createRequestMetrics(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const startedMs = performance.now()
    response.once('close', () =>
      metrics.requestAnswered({
        operation: operationOf(response) ?? 'other',
        method: request.method,
        status: response.statusCode,
        durationS: (performance.now() - startedMs) / 1000,
      }),
    )
    next()
  }
}
