import { hash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../../platform/secret.ts'

/* How Kaltura shows that a notification is its own: a plain hash over a secret and the body, byte for byte, or whatever
   header the template was told to send. A plain hash can be continued by whoever has seen one, so what a body says is
   at best a hint where to look. */

export interface ProofHeaders {
  /** Hex. */
  readonly signature: string | undefined
  readonly algorithm: string | undefined
  readonly token: string | undefined
}

export interface NotificationProof {
  /** Whether the headers alone could belong to a notification of Kaltura's: the body isn't worth reading otherwise. */
  plausible(headers: ProofHeaders): boolean
  /** Never throws, whatever comes. */
  holds(headers: ProofHeaders, body: Uint8Array): boolean
}

interface ProofOptions {
  /** What notifications are signed with; null where that isn't known. */
  readonly secret: Secret | null
  /** What they may carry instead. */
  readonly token: Secret | null
}

/** With how many bytes come of them. */
const ALGORITHMS: ReadonlyMap<string, number> = new Map([
  ['sha1', 20],
  ['sha256', 32],
  ['sha512', 64],
])
const HEX = /^(?:[0-9a-f]{2})+$/i

/** Null where neither is known: nobody can show anything then. */
export function createNotificationProof({ secret, token }: ProofOptions): NotificationProof | null {
  if (!secret && !token) return null

  const signatureOf = (headers: ProofHeaders) => (secret ? readSignature(headers) : null)
  const carriesToken = (given: string | undefined) =>
    token !== null && given !== undefined && sameText(given, token.reveal())

  return {
    plausible: headers => signatureOf(headers) !== null || carriesToken(headers.token),
    holds(headers, body) {
      if (carriesToken(headers.token)) return true
      const given = signatureOf(headers)
      if (!secret || !given) return false
      const signed = Buffer.concat([Buffer.from(secret.reveal(), 'utf8'), body])
      return timingSafeEqual(hash(given.algorithm, signed, 'buffer'), given.bytes)
    },
  }
}

/** Null for what no hash that we know can be. */
function readSignature({ signature = '', algorithm = '' }: ProofHeaders) {
  const known = algorithm.toLowerCase()
  const length = ALGORITHMS.get(known)
  if (length === undefined || signature.length !== 2 * length || !HEX.test(signature)) return null
  return { algorithm: known, bytes: Buffer.from(signature, 'hex') }
}

/** Their hashes are of one length, and say nothing of where two texts differ. */
const sameText = (one: string, other: string) =>
  timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))
