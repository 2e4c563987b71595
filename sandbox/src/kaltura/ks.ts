import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const USER_SESSION = 0
export const ADMIN_SESSION = 2

/** A KS (Kaltura session), version 2, opened. */
export interface Ks {
  readonly raw: string
  readonly partnerId: number
  readonly userId: string
  readonly type: number
  /** Seconds since 1970. */
  readonly expiresAtS: number
  /** One value per name; `''` where the privilege has none. */
  readonly privileges: ReadonlyMap<string, string>
}

export interface KsContents {
  readonly partnerId: number
  readonly userId: string
  readonly type: number
  readonly expiresAtS: number
  /** As the API takes them: `sview:0_abc,setrole:X`. */
  readonly privileges: string
}

const VERSION = 'v2'
const BLOCK_BYTES = 16
const HASH_BYTES = 20
const ZERO_IV = Buffer.alloc(BLOCK_BYTES)
/** Field names of a KS that are not privileges. */
const RESERVED_FIELDS = new Set(['_e', '_t', '_u', '_m', '_d'])

const sha1 = (bytes: Buffer | string): Buffer => createHash('sha1').update(bytes).digest()

const keyOf = (secret: string): Buffer => sha1(secret).subarray(0, BLOCK_BYTES)

const toUrlSafe = (bytes: Buffer): string =>
  bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_')

/** `*` alone means all; otherwise only the first colon separates. The last of two equal names wins. */
export const parsePrivileges = (privileges: string): ReadonlyMap<string, string> => {
  const named = privileges
    .split(',')
    .map(privilege => privilege.trim())
    .filter(privilege => privilege !== '')
    .map((privilege): [string, string] => {
      if (privilege === '*') return ['all', '*']
      const colon = privilege.indexOf(':')
      return colon < 0 ? [privilege, ''] : [privilege.slice(0, colon), privilege.slice(colon + 1)]
    })
  return new Map(named)
}

export const formatPrivileges = (privileges: ReadonlyMap<string, string>): string =>
  [...privileges].map(([name, value]) => (value === '' ? name : `${name}:${value}`)).join(',')

export const encodeKs = (contents: KsContents, secret: string, random = randomBytes(BLOCK_BYTES)): string => {
  const fields = new URLSearchParams([
    ...parsePrivileges(contents.privileges),
    ['_e', `${contents.expiresAtS}`],
    ['_t', `${contents.type}`],
    ['_u', contents.userId],
  ])
  const body = Buffer.concat([random, Buffer.from(fields.toString())])
  const signed = Buffer.concat([sha1(body), body])
  const padding = Buffer.alloc((BLOCK_BYTES - (signed.length % BLOCK_BYTES)) % BLOCK_BYTES)
  const cipher = createCipheriv('aes-128-cbc', keyOf(secret), ZERO_IV).setAutoPadding(false)
  const encrypted = Buffer.concat([cipher.update(Buffer.concat([signed, padding])), cipher.final()])
  return toUrlSafe(Buffer.concat([Buffer.from(`${VERSION}|${contents.partnerId}|`), encrypted]))
}

/** The KS, or nothing where it was not signed with this secret. Says nothing about expiry. */
export const decodeKs = (raw: string, secret: string): Ks | undefined => {
  const bytes = Buffer.from(raw.replaceAll('-', '+').replaceAll('_', '/'), 'base64')
  const prefix = /^v2\|(\d{1,10})\|/.exec(bytes.subarray(0, 16).toString('latin1'))
  if (!prefix?.[1]) return undefined
  const fields = decryptFields(bytes.subarray(prefix[0].length), secret)
  if (!fields) return undefined
  return {
    raw,
    partnerId: Number(prefix[1]),
    userId: fields.get('_u') ?? '',
    type: Number(fields.get('_t') ?? USER_SESSION),
    expiresAtS: Number(fields.get('_e') ?? 0),
    privileges: new Map([...fields].filter(([name]) => !RESERVED_FIELDS.has(name))),
  }
}

const decryptFields = (encrypted: Buffer, secret: string): URLSearchParams | undefined => {
  if (encrypted.length === 0 || encrypted.length % BLOCK_BYTES !== 0) return undefined
  const decipher = createDecipheriv('aes-128-cbc', keyOf(secret), ZERO_IV).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(encrypted), decipher.final()])
  const signed = padded.subarray(0, padded.findLastIndex(byte => byte !== 0) + 1)
  if (signed.length < HASH_BYTES + BLOCK_BYTES) return undefined
  const body = signed.subarray(HASH_BYTES)
  if (!timingSafeEqual(signed.subarray(0, HASH_BYTES), sha1(body))) return undefined
  return new URLSearchParams(body.subarray(BLOCK_BYTES).toString())
}
