import { BrokenCircuitError } from 'cockatiel'
import type { Logger } from './logger.ts'
import { OutboundError } from './outboundError.ts'
import { createOutboundGuard, type OutboundGuard } from './outboundGuard.ts'

export interface OutboundRequest {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** A read that may be sent again when the first try got lost. */
  readonly idempotent: boolean
  readonly timeoutMs?: number
  readonly maxBytes?: number
}

export interface OutboundAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
}

export interface OutboundHttp {
  /** Throws an `OutboundError` when there is no answer; any status is an answer. */
  request(request: OutboundRequest): Promise<OutboundAnswer>
  /** For a client library that brings its own time-outs and retries: allow-list and breaker only. */
  fetch(url: string, init: RequestInit): Promise<Response>
}

const DEFAULT_TIMEOUT_MS = 5_000
const DEFAULT_MAX_BYTES = 4 * 1024 * 1024

interface OutboundHttpOptions {
  readonly allowedOrigins: readonly string[]
  readonly logger: Logger
}

/** The only way out of the process: to the allowed origins, without following redirects. */
export function createOutboundHttp({ allowedOrigins, logger }: OutboundHttpOptions): OutboundHttp {
  const guards = new Map(allowedOrigins.map(origin => [origin, createOutboundGuard(origin, logger)]))

  function guardOf(url: string): { origin: string; guard: OutboundGuard } {
    const { origin, username, password } = new URL(url)
    const guard = guards.get(origin)
    if (!guard || username !== '' || password !== '') throw new OutboundError('not_allowed', origin)
    guard.earn()
    return { origin, guard }
  }

  return {
    async request(request) {
      const { origin, guard } = guardOf(request.url)
      const policy = request.idempotent ? guard.again : guard.once
      return withName(
        origin,
        policy.execute(() => send(request, origin)),
      )
    },
    async fetch(url, init) {
      const { origin, guard } = guardOf(url)
      const send = () => fetch(url, { ...init, redirect: 'manual' })
      return withName(origin, guard.once.execute(send))
    },
  }
}

async function send(request: OutboundRequest, origin: string): Promise<OutboundAnswer> {
  const { url, method = 'GET', headers = {}, body = null } = request
  const signal = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    body: await readBody(response, request.maxBytes ?? DEFAULT_MAX_BYTES, origin),
  }
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
