import { createHmac, createSecretKey, generateKeyPairSync } from 'node:crypto'
import { SurfaceSchema } from '@kaltura-discord/shared/permissions/scopes.ts'
import fc from 'fast-check'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { ACCESS_TOKEN_S, createAccessTokens } from './accessTokens.ts'
import { createKeyRing } from './keyRing.ts'
import { Secret } from './secret.ts'

const SECRET = 'a secret of at least thirty-two characters'
const PREVIOUS = 'the secret that was there before this one'
const RETIRED = 'the secret that was there long before that'
const NOW_MS = 1_800_000_000_000
const NOW_S = NOW_MS / 1000
const clock = { nowMs: () => NOW_MS }
const newId = () => 'id'

const ring = (current: string, ...previous: string[]) =>
  createKeyRing({ current: new Secret(current), previous: previous.map(each => new Secret(each)) })
const kidOf = (secret: string) => ring(secret).current.kid
const tokens = createAccessTokens({ keys: ring(SECRET, PREVIOUS), clock, newId })
const verify = (token: string) => tokens.verify(token, ['activity'])

const identity = {
  surface: 'activity',
  userId: '1400000000000000001',
  guildId: '1200000000000000001',
  instanceId: 'i-1',
  serviceId: null,
  signInId: 'sign-in',
  scopes: ['videos:read', 'videos:play'],
  kalturaRole: null,
  displayName: 'Ana',
  avatarUrl: null,
} as const

const HEADER = { alg: 'HS256', typ: 'at+jwt', kid: kidOf(SECRET) }
const CLAIMS = {
  iss: 'kaltura-discord',
  aud: 'activity',
  sub: identity.userId,
  iat: NOW_S,
  exp: NOW_S + 60,
  jti: 'id',
  guild: identity.guildId,
  instance: 'i-1',
  service: null,
  session: 'sign-in',
  scope: 'videos:read videos:play',
  role: null,
  name: 'Ana',
  picture: null,
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

function forge(header: object, claims: object, key = SECRET, hash = 'sha256'): string {
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const without = (part: object, name: string) =>
  Object.fromEntries(Object.entries(part).filter(([key]) => key !== name))
const valid = forge(HEADER, CLAIMS)
const [validHeader = '', validClaims = '', validSignature = ''] = valid.split('.')

describe('access tokens', () => {
  it('say who somebody is, until they run out', async () => {
    const { token, expiresAtMs } = await tokens.issue(identity)
    expect(expiresAtMs).toBe(NOW_MS + ACCESS_TOKEN_S * 1000)
    expect(await verify(token)).toEqual({ ok: true, value: { ...identity, expiresAtMs } })
    expect((await verify(valid)).ok).toBe(true)
  })

  it('open the surface they were made for and no other (ID1)', async () => {
    for (const surface of SurfaceSchema.options) {
      const { token } = await tokens.issue({ ...identity, surface })
      for (const asked of SurfaceSchema.options)
        expect([surface, asked, (await tokens.verify(token, [asked])).ok]).toEqual([
          surface,
          asked,
          surface === asked,
        ])
    }
  })

  it('hold while the secret that signed them is a previous one, and no longer (ID6)', async () => {
    const issuedBefore = async (secret: string) =>
      (await createAccessTokens({ keys: ring(secret), clock, newId }).issue(identity)).token
    expect((await verify(await issuedBefore(PREVIOUS))).ok).toBe(true)
    expect((await verify(await issuedBefore(RETIRED))).ok).toBe(false)
    const { token } = await tokens.issue(identity)
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
    expect(header).toEqual(HEADER)
    expect(new Set([SECRET, PREVIOUS, RETIRED].map(kidOf)).size).toBe(3)
    expect(kidOf(SECRET)).toMatch(/^[\w-]{12}$/)
  })

  it('drop a scope that this build does not know', async () => {
    const verified = await verify(forge(HEADER, { ...CLAIMS, scope: 'videos:read moon:walk' }))
    expect(verified.ok && verified.value.scopes).toEqual(['videos:read'])
  })
})

/** Every token here is wrong in one way. */
const BAD: readonly (readonly [name: string, token: string | Promise<string>, code?: string])[] = [
  ['no algorithm', `${encode({ ...HEADER, alg: 'none' })}.${validClaims}.`],
  ['no algorithm, still signed', forge({ ...HEADER, alg: 'none' }, CLAIMS)],
  ['an algorithm spelled otherwise', forge({ ...HEADER, alg: 'hs256' }, CLAIMS)],
  ['HS384', forge({ ...HEADER, alg: 'HS384' }, CLAIMS, SECRET, 'sha384')],
  ['HS512', forge({ ...HEADER, alg: 'HS512' }, CLAIMS, SECRET, 'sha512')],
  ['another algorithm over ours', forge({ ...HEADER, alg: 'HS512' }, CLAIMS)],
  ['a public key as the secret', forge(HEADER, CLAIMS, PEM)],
  [
    'a key pair of its own',
    new SignJWT(CLAIMS).setProtectedHeader({ ...HEADER, alg: 'RS256' }).sign(privateKey),
  ],
  [
    'a key in its header',
    forge({ ...HEADER, jwk: createSecretKey('mine', 'utf8').export({ format: 'jwk' }) }, CLAIMS, 'mine'),
  ],
  ['a key in its header, signed by us', forge({ ...HEADER, jwk: { kty: 'oct', k: 'bWluZQ' } }, CLAIMS)],
  ['a key at an address', forge({ ...HEADER, jku: 'http://127.0.0.1/keys' }, CLAIMS, 'mine')],
  ['a key at an address, signed by us', forge({ ...HEADER, jku: 'http://127.0.0.1/keys' }, CLAIMS)],
  ['a certificate', forge({ ...HEADER, x5c: ['AAAA'] }, CLAIMS)],
  ['a certificate at an address', forge({ ...HEADER, x5u: 'http://127.0.0.1/x' }, CLAIMS)],
  ['another key', forge(HEADER, CLAIMS, 'another secret of thirty-two characters')],
  ['an empty key', forge(HEADER, CLAIMS, '')],
  ['the previous key under the name of the current one', forge(HEADER, CLAIMS, PREVIOUS)],
  ['the current key under the name of the previous one', forge({ ...HEADER, kid: kidOf(PREVIOUS) }, CLAIMS)],
  ['a retired key', forge({ ...HEADER, kid: kidOf(RETIRED) }, CLAIMS, RETIRED)],
  ['a key nobody knows', forge({ ...HEADER, kid: 'nobody-knows' }, CLAIMS)],
  ['no kid', forge(without(HEADER, 'kid'), CLAIMS)],
  ['an empty kid', forge({ ...HEADER, kid: '' }, CLAIMS)],
  ['a kid that is no text', forge({ ...HEADER, kid: 0 }, CLAIMS)],
  ['a kid that is a path', forge({ ...HEADER, kid: '../../dev/null' }, CLAIMS, '')],
  ['a kid that every object has', forge({ ...HEADER, kid: '__proto__' }, CLAIMS, '')],
  ['another issuer', forge(HEADER, { ...CLAIMS, iss: 'somebody' })],
  ['several issuers', forge(HEADER, { ...CLAIMS, iss: ['kaltura-discord', 'somebody'] })],
  ['no issuer', forge(HEADER, without(CLAIMS, 'iss'))],
  ['another audience', forge(HEADER, { ...CLAIMS, aud: 'browser' })],
  ['several audiences', forge(HEADER, { ...CLAIMS, aud: ['activity', 'api'] })],
  ['no audience', forge(HEADER, without(CLAIMS, 'aud'))],
  ...(['api', 'stream', 'join'] as const).map(
    aud => [`the surface ${aud}`, forge(HEADER, { ...CLAIMS, aud })] as const,
  ),
  ['another type', forge({ ...HEADER, typ: 'JWT' }, CLAIMS)],
  ['the type of a refresh token', forge({ ...HEADER, typ: 'rt+jwt' }, CLAIMS)],
  ['no type', forge(without(HEADER, 'typ'), CLAIMS)],
  ['a critical extension', forge({ ...HEADER, crit: ['b64'], b64: false }, CLAIMS)],
  ...Object.keys(CLAIMS)
    .filter(name => !['iss', 'aud'].includes(name))
    .map(name => [`no ${name}`, forge(HEADER, without(CLAIMS, name))] as const),
  ['no Activity', forge(HEADER, { ...CLAIMS, instance: null })],
  ['a subject that is no id', forge(HEADER, { ...CLAIMS, sub: '../1' })],
  ['a role that does not exist', forge(HEADER, { ...CLAIMS, role: 'owner' })],
  ['an end that is no number', forge(HEADER, { ...CLAIMS, exp: 'never' })],
  ['a start to come', forge(HEADER, { ...CLAIMS, nbf: NOW_S + 60 })],
  ['a time of issue to come', forge(HEADER, { ...CLAIMS, iat: NOW_S + 60, exp: NOW_S + 120 })],
  ['run out', forge(HEADER, { ...CLAIMS, exp: NOW_S - 30 }), 'token_expired'],
  ['a year to live', forge(HEADER, { ...CLAIMS, iat: NOW_S - 1_000, exp: NOW_S + 3e7 }), 'token_expired'],
  ['a fourth part', `${valid}.x`],
  ['a fifth part', `${valid}.x.y`],
  ['something after it', `${valid}=`],
  ['a line after it', `${valid}\n`],
  ['a blank before it', ` ${valid}`],
  ['no signature', `${validHeader}.${validClaims}.`],
  ['only two parts', `${validHeader}.${validClaims}`],
  ['its parts mixed up', `${validClaims}.${validHeader}.${validSignature}`],
  ['half a signature', `${validHeader}.${validClaims}.${validSignature.slice(0, 20)}`],
  ['claims that are no JSON', `${validHeader}.e30x.${validSignature}`],
  ['nothing', ''],
  ['dots', '..'],
  ['a refresh token', Buffer.alloc(32, 7).toString('base64url')],
  ['the credential of a service', `kds_${'0'.repeat(16)}_${'a'.repeat(43)}`],
]

describe('of bad tokens, none of more than a thousand is taken (ID1, ASVS 9.1.1, 9.1.2, 9.1.3, 9.2.1, 9.2.2, 9.2.3, 9.2.4)', () => {
  it.each(BAD)('with %s', async (_name, token, code) => {
    const error = { code: code ?? 'unauthenticated' }
    expect(await verify((await token) ?? '')).toMatchObject({ ok: false, error })
  })

  it('with any character changed', async () => {
    const character = fc.constantFrom(...'ABCDEFXYZabcxyz0189-_.= ')
    await fc.assert(
      fc.asyncProperty(fc.nat(valid.length - 1), character, async (at, by) => {
        const changed = `${valid.slice(0, at)}${by}${valid.slice(at + 1)}`
        fc.pre(changed !== valid)
        expect((await verify(changed)).ok).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })

  it('with any header and claims under a key that is not ours', async () => {
    const part = fc.dictionary(fc.string(), fc.jsonValue())
    await fc.assert(
      fc.asyncProperty(part, part, fc.string(), async (header, claims, key) => {
        const token = forge({ ...HEADER, ...header }, { ...CLAIMS, ...claims }, key)
        expect((await verify(token)).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
