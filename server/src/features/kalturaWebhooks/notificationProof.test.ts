import { describe, expect, it } from 'vitest'
import { Secret } from '../../platform/secret.ts'
import { createNotificationProof, type ProofHeaders } from './notificationProof.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const TOKEN = 'a-token-of-the-template-0123456789'
const BODY = Buffer.from(
  '{"eventNotificationJobId":42,"object":{"id":"0_a","objectType":"KalturaMediaEntry"}}',
)
/** By `openssl dgst` over the secret and the body. */
const SIGNATURES = [
  ['sha1', 'edd383f151444815f612e715db9cdb1b5cf41b09'],
  ['sha256', 'b6cff263f9f09b8dbf25f6f6abb00a2598fcc1b0567d27dfb5032092e3c5f7e0'],
  [
    'sha512',
    'b2ce552b1835b323403cf8d093c63899ccdc0fe60b630aeaa7532a2ada4439070bff40e8b581c891636a6740f234ee7a6794967e34a37d921a5354f1667d8904',
  ],
] as const

const headers = (more: Partial<ProofHeaders> = {}): ProofHeaders => ({
  signature: undefined,
  algorithm: undefined,
  token: undefined,
  ...more,
})
const proofWith = (secret: string | null, token: string | null) =>
  createNotificationProof({
    secret: secret === null ? null : new Secret(secret),
    token: token === null ? null : new Secret(token),
  })

describe('what shows that a notification is Kaltura’s', () => {
  it.each(SIGNATURES)('is the %s of the secret and the body', (algorithm, signature) => {
    const proof = proofWith(SECRET, null)
    expect(proof?.holds(headers({ algorithm, signature }), BODY)).toBe(true)
    expect(proof?.holds(headers({ algorithm, signature }), BODY.subarray(1))).toBe(false)
    expect(proofWith('another', null)?.holds(headers({ algorithm, signature }), BODY)).toBe(false)
  })

  it('is no signature where only a token is known, and no token where only a secret is', () => {
    const [[algorithm, signature]] = SIGNATURES
    const signed = headers({ algorithm, signature })
    const carried = headers({ token: TOKEN })
    expect(proofWith(null, TOKEN)?.plausible(signed)).toBe(false)
    expect(proofWith(null, TOKEN)?.holds(signed, BODY)).toBe(false)
    expect(proofWith(null, TOKEN)?.holds(carried, BODY)).toBe(true)
    expect(proofWith(SECRET, null)?.plausible(carried)).toBe(false)
    expect(proofWith(SECRET, null)?.holds(carried, BODY)).toBe(false)
    expect(proofWith(SECRET, TOKEN)?.holds(signed, BODY)).toBe(true)
    expect(proofWith(SECRET, TOKEN)?.holds(carried, BODY)).toBe(true)
    expect(proofWith(SECRET, TOKEN)?.holds(headers(), BODY)).toBe(false)
  })

  it('is nothing where neither is known', () => {
    expect(proofWith(null, null)).toBeNull()
  })
})
