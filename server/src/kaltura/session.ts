import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Secret } from '../platform/secret.ts'

/** Kaltura's session types: what a viewer may do, and what the account's owner may. */
export const SESSION_TYPE = { user: 0, admin: 2 } as const

/** Kaltura's own role of those who only watch. */
export const PLAYBACK_ROLE = 'PLAYBACK_BASE_ROLE'

/** A value of '' is a privilege without one. */
export type Privileges = Readonly<Record<string, string>>

export interface SessionClaims {
  readonly partnerId: number
  readonly userId: string
  readonly type: (typeof SESSION_TYPE)[keyof typeof SESSION_TYPE]
  /** Epoch seconds. */
  readonly expiresAtS: number
  readonly privileges: Privileges
}

const RANDOM_BYTES = 16
const BLOCK_BYTES = 16
const ZERO_IV = Buffer.alloc(BLOCK_BYTES)

/**
 * Mints a Kaltura session (KS, version 2) without asking Kaltura. `random` is an argument only so that known
 * sessions can be reproduced.
 */
export function mintSession(
  secret: Secret,
  claims: SessionClaims,
  random = randomBytes(RANDOM_BYTES),
): string {
  const body = Buffer.concat([random, Buffer.from(encodeFields(claims))])
  const message = Buffer.concat([sha1(body), body])
  const padding = Buffer.alloc((BLOCK_BYTES - (message.length % BLOCK_BYTES)) % BLOCK_BYTES)
  const key = sha1(secret.reveal()).subarray(0, BLOCK_BYTES)
  const cipher = createCipheriv('aes-128-cbc', key, ZERO_IV).setAutoPadding(false)
  const sealed = Buffer.concat([
    Buffer.from(`v2|${claims.partnerId}|`),
    cipher.update(Buffer.concat([message, padding])),
    cipher.final(),
  ])
  return sealed.toString('base64').replaceAll('+', '-').replaceAll('/', '_')
}

/** The form in which Kaltura's API takes and shows privileges: `sview:0_abc,list:*`. */
export function formatPrivileges(privileges: Privileges): string {
  return Object.entries(privileges)
    .map(([name, value]) =>
      value === '' ? withoutComma(name) : `${withoutComma(name)}:${withoutComma(value)}`,
    )
    .join(',')
}

/** As Kaltura reads that form: `*` is everything, only the first colon parts, and the last of two wins. */
export function parsePrivileges(text: string): Privileges {
  const parts = text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  return Object.fromEntries(
    parts.map(part => {
      if (part === '*') return ['all', '*']
      const [name = '', ...value] = part.split(':')
      return [name, value.join(':')]
    }),
  )
}

function encodeFields({ privileges, expiresAtS, type, userId }: SessionClaims): string {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(privileges))
    fields.append(withoutComma(name), withoutComma(value))
  fields.append('_e', String(expiresAtS))
  fields.append('_t', String(type))
  fields.append('_u', userId)
  return fields.toString()
}

/** A comma parts privileges from each other wherever they are read, so no name or value may bring one. */
const withoutComma = (text: string) => text.replaceAll(',', '')

const sha1 = (data: Buffer | string) => createHash('sha1').update(data).digest()
