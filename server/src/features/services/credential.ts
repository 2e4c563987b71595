import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { CREDENTIAL_PREFIX } from '../../platform/http/serviceAccess.ts'

const ID_BYTES = 8
const SECRET_BYTES = 32
/** `kds_<id>_<secret>`: sixteen hex digits, then 256 bits in base64url. */
const CREDENTIAL = new RegExp(`^${CREDENTIAL_PREFIX}([0-9a-f]{${ID_BYTES * 2}})_[\\w-]{43}$`)

export interface NewCredential {
  readonly id: string
  readonly credential: string
}

export function createCredential(): NewCredential {
  const id = randomBytes(ID_BYTES).toString('hex')
  return { id, credential: `${CREDENTIAL_PREFIX}${id}_${randomBytes(SECRET_BYTES).toString('base64url')}` }
}

/** Whose credential it would be; null when it has not the form of one. */
export const serviceIdOf = (credential: string): string | null => CREDENTIAL.exec(credential)?.[1] ?? null

/**
 * A fast hash on purpose: nobody goes through 256 random bits, so a slow one would protect nothing and give
 * everybody a way to keep this server busy.
 */
export const hashCredential = (credential: string): string => hash('sha256', credential)

/** Takes as long whether the first character differs or the last. */
export const isSameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
