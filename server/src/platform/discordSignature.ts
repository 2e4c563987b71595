import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { sendProblem } from './http/answer.ts'
import type { RoomClock } from './roomClock.ts'

/* How Discord signs what it sends: Ed25519 over the timestamp and the body, byte for byte.
   https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers */

/** What was signed longer ago may be somebody's recording, and what is this far ahead wasn't signed by now, ms. */
export const MAX_SIGNATURE_AGE_MS = 5 * 60_000

const SIGNATURE_HEX = /^[0-9a-f]{128}$/i
/** Seconds since the epoch; no fraction, no sign, no exponent. */
const TIMESTAMP = /^\d{1,12}$/

export interface SignedHeaders {
  /** 64 bytes, hex. */
  readonly signature: string | undefined
  readonly timestamp: string | undefined
}

export interface DiscordSignatures {
  /** Whether the headers alone could belong to something that was signed just now: the body isn't worth reading otherwise. */
  plausible(headers: SignedHeaders): boolean
  /** Never throws, whatever comes. */
  holds(headers: SignedHeaders, body: Uint8Array): boolean
}

interface SignaturesOptions {
  /** 32 bytes, hex. */
  readonly publicKey: string
  readonly clock: RoomClock
  /** `MAX_SIGNATURE_AGE_MS` when left out. */
  readonly maxAgeMs?: number
}

export function createDiscordSignatures(options: SignaturesOptions): DiscordSignatures {
  const { publicKey, clock, maxAgeMs = MAX_SIGNATURE_AGE_MS } = options
  const key = keyOf(publicKey)

  function plausible({ signature, timestamp }: SignedHeaders): boolean {
    if (signature === undefined || !SIGNATURE_HEX.test(signature)) return false
    if (timestamp === undefined || !TIMESTAMP.test(timestamp)) return false
    return Math.abs(clock.nowMs() - Number(timestamp) * 1000) <= maxAgeMs
  }

  return {
    plausible,
    holds(headers, body) {
      if (!plausible(headers)) return false
      const signed = Buffer.concat([Buffer.from(headers.timestamp ?? '', 'ascii'), body])
      return verify(null, signed, key, Buffer.from(headers.signature ?? '', 'hex'))
    },
  }
}

const keyOf = (publicKey: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'hex').toString('base64url') },
    format: 'jwk',
  })

interface SignedBodyOptions extends SignaturesOptions {
  readonly maxBytes: number
}

export interface SignedRequest {
  /** As it came, and as it was signed. */
  readonly body: Buffer
  readonly response: Response
}

/** Handlers for Express that let `handle` see what Discord has signed and answer everything else with 401. */
export type Signed = (handle: (request: SignedRequest) => Promise<void>) => RequestHandler[]

export function createSignedBody({ maxBytes, ...options }: SignedBodyOptions): Signed {
  const signatures = createDiscordSignatures(options)
  const read = express.raw({ limit: maxBytes, type: () => true, inflate: false })
  return handle => [
    (request, response, next) =>
      signatures.plausible(headersOf(request)) ? read(request, response, next) : refuse(response),
    async (request, response) => {
      const body: unknown = request.body
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
      if (!signatures.holds(headersOf(request), bytes)) return refuse(response)
      await handle({ body: bytes, response })
    },
  ]
}

const headersOf = (request: Request): SignedHeaders => ({
  signature: request.get('x-signature-ed25519'),
  timestamp: request.get('x-signature-timestamp'),
})

function refuse(response: Response): void {
  response.set('WWW-Authenticate', 'Signature realm="discord"')
  sendProblem(response, {
    code: 'unauthenticated',
    message: 'Discord has not signed this request, or not just now.',
  })
}
