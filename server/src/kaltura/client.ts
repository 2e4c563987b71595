import * as z from 'zod'
import type { Logger } from '../platform/logger.ts'
import { OutboundError } from '../platform/outboundError.ts'
import type { OutboundHttp } from '../platform/outboundHttp.ts'
import { type Failure, fail, type Result, succeed } from '../platform/result.ts'

export interface KalturaCall<T> {
  /** As in the path: `baseentry`, `elasticsearch_esearch`. */
  readonly service: string
  readonly action: string
  readonly ks: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly answer: z.ZodType<T>
}

/** Kaltura answers 200 and says in the body that it refused. */
const ExceptionSchema = z.object({
  objectType: z.literal('KalturaAPIException'),
  code: z.string(),
  message: z.string(),
})

export type KalturaRefusal = { readonly refused: string }

export interface KalturaClient {
  /** A read. `refused` carries Kaltura's own code where it said no; what that means is the caller's to say. */
  read<T>(call: KalturaCall<T>): Promise<Result<T | KalturaRefusal>>
}

interface KalturaClientOptions {
  readonly http: OutboundHttp
  /** Ends in `/api_v3`. */
  readonly endpoint: string
  readonly partnerId: number
  readonly logger: Logger
}

const CLIENT_TAG = 'kaltura-discord'
const RETRY_AFTER_S = 5

export function createKalturaClient(options: KalturaClientOptions): KalturaClient {
  return {
    async read({ service, action, ks, parameters, answer }) {
      const { http, endpoint, partnerId, logger } = options
      const fields = { service, action }
      try {
        const { status, body } = await http.request({
          url: `${endpoint}/service/${service}/action/${action}`,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ ...parameters, ks, partnerId, format: 1, clientTag: CLIENT_TAG }),
          idempotent: true,
        })
        if (status !== 200) return unavailable(logger, { ...fields, status })
        const parsed = parseAnswer(body.toString('utf8'), answer)
        if (!parsed) return unavailable(logger, { ...fields, reason: 'unexpected answer' })
        if (parsed.refused !== undefined) logger.info('kaltura.refused', { ...fields, code: parsed.refused })
        return succeed(parsed.value)
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error
        return unavailable(logger, { ...fields, reason: error.failure })
      }
    },
  }
}

interface Parsed<T> {
  readonly value: T | KalturaRefusal
  readonly refused?: string
}

function parseAnswer<T>(text: string, schema: z.ZodType<T>): Parsed<T> | null {
  const json = parseJson(text)
  const exception = ExceptionSchema.safeParse(json)
  if (exception.success) {
    const refused = exception.data.code
    return { value: { refused }, refused }
  }
  const answer = schema.safeParse(json)
  return answer.success ? { value: answer.data } : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unavailable(logger: Logger, fields: Record<string, string | number>): Failure {
  logger.warn('kaltura.unavailable', fields)
  return fail('kaltura_unavailable', 'Kaltura does not answer at the moment. Try again shortly.', {
    retryAfterS: RETRY_AFTER_S,
  })
}
