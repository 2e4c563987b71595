import type { Logger } from '../platform/logger.ts'
import { OutboundError } from '../platform/outboundError.ts'
import type { OutboundHttp } from '../platform/outboundHttp.ts'
import { parseJson } from '../platform/parseJson.ts'
import { requestContext } from '../platform/requestContext.ts'
import { type Result, succeed } from '../platform/result.ts'
import { away } from './gatewayFailure.ts'

export interface GatewayRequest {
  /** As the other deployment's document calls it: `videos.list`. */
  readonly operation: string
  /** With query, below the version. */
  readonly path: string
  /** What stands behind `Bearer`. */
  readonly token?: string
  /** Makes it a POST. */
  readonly body?: unknown
  readonly idempotent: boolean
  readonly deadlineMs: number
}

export interface GatewayAnswer {
  readonly status: number
  /** Undefined where it was none. */
  readonly json: unknown
  readonly retryAfterS: number | null
}

/** Fails only where there is no answer. */
export type SendToGateway = (request: GatewayRequest) => Promise<Result<GatewayAnswer>>

interface SendToGatewayOptions {
  readonly http: OutboundHttp
  /** Ends in `/api`, or in a version below it. */
  readonly url: string
  readonly logger: Logger
}

export function createSendToGateway({ http, url, logger }: SendToGatewayOptions): SendToGateway {
  return async ({ operation, path, token, body, idempotent, deadlineMs }) => {
    try {
      const answer = await http.request({
        url: `${url}${path}`,
        operation,
        method: body === undefined ? 'GET' : 'POST',
        headers: headersOf(token, body),
        ...(body !== undefined && { body: JSON.stringify(body) }),
        idempotent,
        deadlineMs,
      })
      const { status, retryAfterS } = answer
      return succeed({ status, retryAfterS, json: parseJson(answer.body.toString('utf8')) })
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error
      logger.warn('gateway.unavailable', { operation, reason: error.failure })
      return away()
    }
  }
}

/** The id goes along, so that the log lines of both deployments can be found together. */
function headersOf(token: string | undefined, body: unknown): Record<string, string> {
  const requestId = requestContext.getStore()?.requestId
  return {
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(requestId !== undefined && { 'x-request-id': requestId }),
  }
}
