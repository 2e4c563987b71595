import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { applyFaults, type Outcome } from './faults/applyFaults.ts'
import type { FaultList } from './faults/faultList.ts'
import type { FaultService } from './faults/faultSchema.ts'
import { MAX_BODY_BYTES, readBody } from './http/readBody.ts'
import type { StandIn, StandInRequest, StandInResponse } from './standIn.ts'
import { describeBody } from './traffic/describeBody.ts'
import { redactHeaders, redactText } from './traffic/redact.ts'
import type { TrafficLog } from './traffic/trafficLog.ts'

/** The proxy names the person by it; a stand-in never sees it, nor does the product's server. */
export const PERSON_HEADER = 'x-sandbox-person'

export interface Serving {
  readonly service: FaultService
  /** The stand-in's own, for absolute URLs. */
  readonly origin: string
  readonly faults: FaultList
  readonly traffic: TrafficLog
  /** Left out where there is none that could be killed. */
  readonly killServer?: () => void
}

interface Arrived {
  readonly request: StandInRequest
  readonly person: string | null
  readonly isBrowser: boolean
  readonly startedAtMs: number
}

/** Wraps a stand-in for `node:http`: bodies read whole, faults applied, the server's calls recorded. */
export function serveStandIn(standIn: StandIn, serving: Serving) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    handle(standIn, serving, incoming, response).catch((error: unknown) => {
      // A caller that gave up while sending is no failure of a stand-in.
      if (incoming.destroyed && !incoming.complete) return
      process.stderr.write(`sandbox: ${serving.service} stand-in failed: ${String(error)}\n`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
}

async function handle(
  standIn: StandIn,
  serving: Serving,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming)
  if (body === null) {
    send(response, { status: 413, body: { message: `Bodies end at ${MAX_BODY_BYTES} bytes.`, code: 0 } })
    return
  }
  const arrived = arrive(incoming, body, serving)
  const { method, url } = arrived.request
  const pathAndQuery = url.pathname + url.search
  const { service, killServer } = serving
  const faults = serving.faults.take({ service, method, pathAndQuery, user: arrived.person })
  const outcome = await applyFaults(faults, () => standIn(arrived.request), killServer)
  if (outcome.kind === 'answer' && outcome.whenSent) response.once('finish', outcome.whenSent)
  const sent = outcome.kind === 'answer' ? send(response, outcome.response) : drop(response)
  record(serving, arrived, outcome, sent)
}

function arrive(incoming: IncomingMessage, body: Buffer, serving: Serving): Arrived {
  const { [PERSON_HEADER]: person, ...headers } = incoming.headers
  return {
    request: {
      method: incoming.method ?? 'GET',
      url: URL.parse(incoming.url ?? '/', serving.origin) ?? new URL(serving.origin),
      headers,
      body,
    },
    person: typeof person === 'string' ? person : null,
    isBrowser: isFromBrowser(headers),
    startedAtMs: Date.now(),
  }
}

/** Only browsers send `Sec-Fetch-Site`; the host page shows avatars straight from the Discord stand-in. */
function isFromBrowser(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-site'] !== undefined
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

function send(response: ServerResponse, answer: StandInResponse): Sent {
  const { body, contentType } = encode(answer.body)
  const given = lowerCased(answer.headers ?? {})
  const headers: Record<string, string> = {
    ...(contentType === null ? {} : { 'content-type': contentType }),
    ...given,
  }
  if (body.length > 0 || answer.status === 200) headers['content-length'] ??= String(body.length)
  response.writeHead(answer.status, headers)
  response.end(body)
  return { headers, body }
}

function drop(response: ServerResponse): Sent {
  response.destroy()
  return { headers: {}, body: Buffer.alloc(0) }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function encode(body: StandInResponse['body']): { body: Buffer; contentType: string | null } {
  if (body === undefined) return { body: Buffer.alloc(0), contentType: null }
  if (Buffer.isBuffer(body)) return { body, contentType: null }
  if (typeof body === 'string') return { body: Buffer.from(body), contentType: 'text/plain; charset=utf-8' }
  return { body: Buffer.from(JSON.stringify(body)), contentType: 'application/json; charset=utf-8' }
}

function record(serving: Serving, arrived: Arrived, outcome: Outcome, sent: Sent): void {
  if (arrived.person !== null || arrived.isBrowser) return
  const { request, startedAtMs } = arrived
  serving.traffic.record({
    at: new Date(startedAtMs).toISOString(),
    service: serving.service === 'cdn' ? 'kaltura' : serving.service,
    method: request.method,
    // `@original` as Discord documents it: libraries send it encoded, which says the same.
    url: redactText(request.url.href.replaceAll('%40original', '@original')),
    requestHeaders: redactHeaders(request.headers, 'request'),
    requestBody: describeBody(request.body, request.headers['content-type'] ?? '', 'request'),
    status: outcome.kind === 'answer' ? outcome.response.status : null,
    responseHeaders: redactHeaders(sent.headers, 'response'),
    responseBody: describeBody(sent.body, sent.headers['content-type'] ?? '', 'response'),
    durationMs: Date.now() - startedAtMs,
  })
}
