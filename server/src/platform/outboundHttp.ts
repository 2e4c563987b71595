import { BrokenCircuitError } from 'cockatiel'
import type { Logger } from './logger.ts'
import { createCallReports, type OutboundObserver } from './outboundCalls.ts'
import { OutboundError } from './outboundError.ts'
import { createOutboundGuard, type OutboundGuard } from './outboundGuard.ts'
import { pathShape } from './pathShape.ts'

export interface OutboundRequest {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** A read that may be sent again when the first try got lost. */
  readonly idempotent: boolean
  /** For the log and the metrics, one of few; left out, the method and the words of the path. */
  readonly operation?: string
  /**
   * Failures of these say nothing of what else the origin does, so that they have a breaker of their own, by this name:
   * one of few.
   */
  readonly breaker?: string
  /** For one try. */
  readonly timeoutMs?: number
  /** For all tries and the waits between them. */
  readonly deadlineMs?: number
  readonly maxBytes?: number
}

export interface OutboundAnswer {
  readonly status: number
  readonly contentType: string
  /** Where it says so in whole seconds. */
  readonly retryAfterS: number | null
  /** Where a redirect leads, as it was written: nothing here follows it. */
  readonly location: string | null
  readonly cacheControl: string | null
  readonly body: Buffer
}

export interface OutboundHttp {
  /** Throws an `OutboundError` when there is no answer; any status is an answer. */
  request(request: OutboundRequest): Promise<OutboundAnswer>
  /**
   * For a client library that brings its own time-outs and retries: allow-list and breaker only. `operation` is for
   * the log and the metrics, one of few.
   */
  fetch(url: string, init: RequestInit, operation: string): Promise<Response>
}

const DEFAULT_TIMEOUT_MS = 5_000
const DEFAULT_DEADLINE_MS = 8_000
const DEFAULT_MAX_BYTES = 4 * 1024 * 1024

export interface OutboundHttpOptions {
  readonly allowedOrigins: readonly string[]
  readonly logger: Logger
  /** What an origin is called in the log and the metrics; left out, it is called by its address. */
  readonly nameOf?: (origin: string) => string
  readonly observer?: OutboundObserver | null
}

const NEVER = new AbortController().signal

/** The only way out of the process: to the allowed origins, without following redirects. */
export function createOutboundHttp(options: OutboundHttpOptions): OutboundHttp {
  const { allowedOrigins, logger, nameOf = origin => origin, observer = null } = options
  const report = createCallReports(logger, observer)
  const guards = new Map<string, OutboundGuard>()

  function guardOf(target: string): OutboundGuard {
    const guard = guards.get(target) ?? createOutboundGuard({ target, logger, observer })
    guards.set(target, guard)
    return guard
  }

  function whereTo(address: string, breaker?: string) {
    const url = parseUrl(address)
    const isAllowed = url?.username === '' && url.password === '' && allowedOrigins.includes(url.origin)
    if (!url || !isAllowed) throw new OutboundError('not_allowed', url?.origin ?? 'no address')
    const target = nameOf(url.origin)
    return { target, url, guard: guardOf(breaker === undefined ? target : `${target} ${breaker}`) }
  }

  return {
    async request(request) {
      const { target, guard, url } = whereTo(request.url, request.breaker)
      const operation = request.operation ?? operationOf(request.method, url)
      const deadline = AbortSignal.timeout(Math.ceil(request.deadlineMs ?? DEFAULT_DEADLINE_MS))
      let tries = 0
      const send = () => {
        tries += 1
        return sendOnce(request, deadline, url.origin)
      }
      const call = () => before(deadline, guard.run({ again: request.idempotent, deadline, send }))
      return report({ target, operation, tries: () => tries }, () => withName(url.origin, call()))
    },
    async fetch(address, init, operation) {
      const { target, guard, url } = whereTo(address)
      let tries = 0
      const send = () => {
        tries += 1
        return fetch(url, { ...init, redirect: 'manual' })
      }
      const call = () => guard.run({ again: false, deadline: NEVER, send })
      const asked = { target, operation, tries: () => tries }
      return report(asked, () => withName(url.origin, call()))
    },
  }
}

const operationOf = (method = 'GET', { pathname }: URL) => `${method} ${pathShape(pathname)}`

function parseUrl(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}

async function sendOnce(
  request: OutboundRequest,
  deadline: AbortSignal,
  origin: string,
): Promise<OutboundAnswer> {
  const { url, method = 'GET', headers = {}, body = null } = request
  const signal = AbortSignal.any([
    deadline,
    AbortSignal.timeout(Math.ceil(request.timeoutMs ?? DEFAULT_TIMEOUT_MS)),
  ])
  const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    retryAfterS: retryAfterOf(response),
    location: response.headers.get('location'),
    cacheControl: response.headers.get('cache-control'),
    body: await readBody(response, request.maxBytes ?? DEFAULT_MAX_BYTES, origin),
  }
}

function retryAfterOf({ headers }: Response): number | null {
  const given = headers.get('retry-after') ?? ''
  return /^\d{1,5}$/.test(given) ? Number(given) : null
}

async function readBody(response: Response, maxBytes: number, origin: string): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new OutboundError('too_large', origin)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Whoever waits is answered by the deadline, whatever the work is waiting for itself. */
function before<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(deadline.reason)
    deadline.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', giveUp))
  })
}

/** Errors of the network with our own name, because theirs quote addresses. */
async function withName<T>(origin: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof OutboundError) throw error
    if (error instanceof BrokenCircuitError) throw new OutboundError('circuit_open', origin)
    // An abort by the caller's own signal keeps its name: the caller waits for it.
    if (error instanceof Error && error.name === 'AbortError') throw error
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    throw new OutboundError(timedOut ? 'timeout' : 'network', origin)
  }
}
