import { createHmac, createSecretKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { ACCESS_TOKEN_S, createAccessTokens } from './accessTokens.ts'
import { Secret } from './secret.ts'

const SECRET = 'a secret of at least thirty-two characters'
const NOW_MS = 1_800_000_000_000
const NOW_S = NOW_MS / 1000
const clock = { nowMs: () => NOW_MS }
const tokens = createAccessTokens({ secret: new Secret(SECRET), clock, newId: () => 'id' })
const identity = {
  userId: '1400000000000000001',
  instanceId: 'i-1',
  signInId: 'sign-in',
  displayName: 'Ana',
  avatarUrl: null,
}

const HEADER = { alg: 'HS256', typ: 'at+jwt' }
const CLAIMS = {
  iss: 'kaltura-discord',
  aud: 'activity',
  sub: identity.userId,
  iat: NOW_S,
  exp: NOW_S + 60,
  jti: 'id',
  instance: 'i-1',
  session: 'sign-in',
  name: 'Ana',
  picture: null,
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

function forge(header: object, claims: object, key = SECRET, hash = 'sha256'): string {
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const without = (name: keyof typeof CLAIMS) =>
  Object.fromEntries(Object.entries(CLAIMS).filter(([key]) => key !== name))

describe('access tokens', () => {
  it('say who somebody is, until they run out', async () => {
    const { token, expiresAtMs } = await tokens.issue(identity)
    expect(expiresAtMs).toBe(NOW_MS + ACCESS_TOKEN_S * 1000)
    expect(await tokens.verify(token)).toEqual({ ok: true, value: { ...identity, expiresAtMs } })
    expect(forge(HEADER, CLAIMS).split('.')).toHaveLength(3)
    expect((await tokens.verify(forge(HEADER, CLAIMS))).ok).toBe(true)
  })

  it.each<[string, string | Promise<string>, string]>([
    ['no algorithm', `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(CLAIMS)}.`, 'unauthenticated'],
    ['another algorithm', forge({ ...HEADER, alg: 'HS512' }, CLAIMS, SECRET, 'sha512'), 'unauthenticated'],
    [
      'a public key as the secret',
      forge(HEADER, CLAIMS, publicKey.export({ type: 'spki', format: 'pem' }).toString()),
      'unauthenticated',
    ],
    [
      'a key pair of its own',
      new SignJWT(CLAIMS).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' }).sign(privateKey),
      'unauthenticated',
    ],
    [
      'a key in its header',
      forge({ ...HEADER, jwk: createSecretKey('mine', 'utf8').export({ format: 'jwk' }) }, CLAIMS, 'mine'),
      'unauthenticated',
    ],
    [
      'a key at an address',
      forge({ ...HEADER, jku: 'http://127.0.0.1/keys' }, CLAIMS, 'mine'),
      'unauthenticated',
    ],
    ['another key', forge(HEADER, CLAIMS, 'another secret of thirty-two characters'), 'unauthenticated'],
    ['an empty key', forge(HEADER, CLAIMS, ''), 'unauthenticated'],
    ['another issuer', forge(HEADER, { ...CLAIMS, iss: 'somebody' }), 'unauthenticated'],
    ['another audience', forge(HEADER, { ...CLAIMS, aud: 'browser' }), 'unauthenticated'],
    ['another type', forge({ ...HEADER, typ: 'JWT' }, CLAIMS), 'unauthenticated'],
    ['no type', forge({ alg: 'HS256' }, CLAIMS), 'unauthenticated'],
    ['a critical extension', forge({ ...HEADER, crit: ['b64'], b64: false }, CLAIMS), 'unauthenticated'],
    ['no end', forge(HEADER, without('exp')), 'unauthenticated'],
    ['no subject', forge(HEADER, without('sub')), 'unauthenticated'],
    ['no Activity', forge(HEADER, without('instance')), 'unauthenticated'],
    ['a subject that is no id', forge(HEADER, { ...CLAIMS, sub: '../1' }), 'unauthenticated'],
    ['a time to come', forge(HEADER, { ...CLAIMS, nbf: NOW_S + 60 }), 'unauthenticated'],
    ['run out', forge(HEADER, { ...CLAIMS, exp: NOW_S - 30 }), 'token_expired'],
    ['trailing data', `${forge(HEADER, CLAIMS)}.x`, 'unauthenticated'],
    ['nothing', '', 'unauthenticated'],
    ['a refresh token', Buffer.alloc(32, 7).toString('base64url'), 'unauthenticated'],
  ])('with %s are refused', async (_name, token, code) => {
    const verified = await tokens.verify(await token)
    expect(verified).toMatchObject({ ok: false, error: { code } })
  })

  it('are refused with any character changed', async () => {
    const { token } = await tokens.issue(identity)
    const position = fc.nat(token.length - 1)
    const character = fc.constantFrom(...'ABCDEFXYZabcxyz0189-_.= ')
    await fc.assert(
      fc.asyncProperty(position, character, async (at, by) => {
        const changed = `${token.slice(0, at)}${by}${token.slice(at + 1)}`
        // The last character of a signature has bits that mean nothing.
        fc.pre(changed !== token && at !== token.length - 1)
        expect((await tokens.verify(changed)).ok).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })
})
