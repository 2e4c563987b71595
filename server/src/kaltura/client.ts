import * as z from 'zod'
import type { Logger } from '../platform/logger.ts'
import { OutboundError } from '../platform/outboundError.ts'
import type { OutboundHttp, OutboundRequest } from '../platform/outboundHttp.ts'
import { parseJson } from '../platform/parseJson.ts'
import type { Failure } from '../platform/result.ts'
import { kalturaAway } from './kalturaFailure.ts'

export interface KalturaCall<T> {
  /** As in the path: `baseentry`, `elasticsearch_esearch`. */
  readonly service: string
  readonly action: string
  /** A read is sent again when it got lost, and is waited for less long. */
  readonly kind: 'read' | 'write'
  /** Left out where a session is what is asked for. */
  readonly ks?: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Unknown fields are left out; missing ones make the answer unusable. */
  readonly answer: z.ZodType<T>
}

export type KalturaAnswer<T> =
  | { readonly kind: 'answer'; readonly value: T }
  /** Kaltura said no, by its own code; what that means is the caller's to say. */
  | { readonly kind: 'refusal'; readonly code: string }
  /** Nothing usable came. */
  | { readonly kind: 'silence'; readonly failure: Failure }

export interface KalturaClient {
  send<T>(call: KalturaCall<T>): Promise<KalturaAnswer<T>>
  /** Several calls in one request, in this order. One that is refused doesn't stop the others. */
  sendAll<T>(calls: readonly KalturaCall<T>[]): Promise<readonly KalturaAnswer<T>[]>
  /** What Kaltura answers with a file of text. */
  download(call: KalturaDownload): Promise<KalturaAnswer<string>>
}

export interface KalturaDownload {
  readonly service: string
  readonly action: string
  readonly ks: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** A longer file is no usable answer. */
  readonly maxBytes: number
  /** Its text. Left to the caller: files of others come in any encoding. */
  readonly decode: (bytes: Buffer) => string
}

interface KalturaClientOptions {
  readonly http: OutboundHttp
  /** Ends in `/api_v3`. */
  readonly endpoint: string
  readonly partnerId: number
  readonly logger: Logger
}

/** How long one try of a call may take, ms. */
const TIMEOUT_MS = { read: 2_000, write: 5_000 } as const
/** The same for a file that Kaltura first has to make, ms. */
const DOWNLOAD_TIMEOUT_MS = 6_000

/** Kaltura answers 200 and says in the body that it refused. */
const ExceptionSchema = z.object({
  objectType: z.literal('KalturaAPIException'),
  code: z.string(),
  message: z.string(),
})

interface Said {
  readonly status: number
  readonly json: unknown
}
type Fields = Readonly<Record<string, string | number>>

export function createKalturaClient({
  http,
  endpoint,
  partnerId,
  logger,
}: KalturaClientOptions): KalturaClient {
  const common = { partnerId, format: 1, clientTag: 'kaltura-discord' }

  function unusable(fields: Fields): KalturaAnswer<never> {
    logger.warn('kaltura.unavailable', fields)
    return { kind: 'silence', failure: kalturaAway() }
  }

  /** Throws where there is no answer at all. */
  const request = (
    path: string,
    body: object,
    how: Pick<OutboundRequest, 'idempotent' | 'timeoutMs' | 'maxBytes'>,
  ) =>
    http.request({
      url: `${endpoint}/service/${path}`,
      operation: path.replace('/action/', '.'),
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ ...body, ...common }),
      ...how,
    })

  async function post(path: string, body: object, kind: 'read' | 'write'): Promise<Said> {
    const answer = await request(path, body, { idempotent: kind === 'read', timeoutMs: TIMEOUT_MS[kind] })
    const { status } = answer
    return { status, json: status === 200 ? parseJson(answer.body.toString('utf8')) : undefined }
  }

  function refused(service: string, action: string, code: string): KalturaAnswer<never> {
    // By its code alone: the message may quote the session.
    logger.info('kaltura.refused', { service, action, code })
    return { kind: 'refusal', code }
  }

  function read<T>({ status, json }: Said, { service, action, answer }: KalturaCall<T>): KalturaAnswer<T> {
    const exception = ExceptionSchema.safeParse(json)
    if (exception.success) return refused(service, action, exception.data.code)
    const parsed = answer.safeParse(json)
    if (parsed.success) return { kind: 'answer', value: parsed.data }
    return unusable({ service, action, reason: 'unexpected answer', status })
  }

  return {
    async send(call) {
      const { service, action, parameters, ks, kind } = call
      const body = ks === undefined ? parameters : { ...parameters, ks }
      try {
        return read(await post(`${service}/action/${action}`, body, kind), call)
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error
        return unusable({ service, action, reason: error.failure })
      }
    },

    async sendAll(calls) {
      const items = calls.map(({ service, action, ks, parameters }, index) => [
        String(index + 1),
        { service, action, ...(ks === undefined ? {} : { ks }), ...parameters },
      ])
      const kind = calls.every(call => call.kind === 'read') ? 'read' : 'write'
      try {
        const { status, json } = await post('multirequest', Object.fromEntries(items), kind)
        // Refused as a whole it is an exception in the place of the list.
        const answers = Array.isArray(json) ? json : calls.map(() => json)
        return calls.map((call, index) => read({ status, json: answers[index] }, call))
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error
        const { failure: reason } = error
        return calls.map(({ service, action }) => unusable({ service, action, reason }))
      }
    },

    async download({ service, action, ks, parameters, maxBytes, decode }) {
      try {
        const how = { idempotent: true, timeoutMs: DOWNLOAD_TIMEOUT_MS, maxBytes }
        const { status, body } = await request(`${service}/action/${action}`, { ...parameters, ks }, how)
        if (status !== 200) return unusable({ service, action, reason: 'unexpected answer', status })
        const code = codeOfException(body.toString('utf8'))
        return code === null ? { kind: 'answer', value: decode(body) } : refused(service, action, code)
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error
        return unusable({ service, action, reason: error.failure })
      }
    },
  }
}

/** In the place of a file an exception may be either, whatever format was asked for. */
function codeOfException(text: string): string | null {
  const exception = ExceptionSchema.safeParse(parseJson(text))
  if (exception.success) return exception.data.code
  return /^\s*<\?xml.*?<error>.*?<code>(\w{1,100})<\/code>/s.exec(text.slice(0, 2_000))?.[1] ?? null
}
