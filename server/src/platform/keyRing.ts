import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Secret } from './secret.ts'

/** A key, and the name by which a token says that it was signed with it. */
export interface SigningKey {
  readonly kid: string
  readonly key: KeyObject
}

/** The key that signs, and all that verify: with the previous ones among them, rotating a secret ends no session. */
export interface KeyRing {
  readonly current: SigningKey
  find(kid: string): KeyObject | null
}

const KID_LENGTH = 12
/** No token begins like this, so the name of a key is never the signature of anything. */
const KID_LABEL = 'name of this key'

export function createKeyRing({ current, previous }: Config['jwt']): KeyRing {
  const signing = toKey(current)
  const keys = new Map([...previous.map(toKey), signing].map(({ kid, key }) => [kid, key]))
  return { current: signing, find: kid => keys.get(kid) ?? null }
}

/** The name follows from the secret, so that every node gives it the same one, and says nothing about it. */
function toKey(secret: Secret): SigningKey {
  const value = secret.reveal()
  const kid = createHmac('sha256', value).update(KID_LABEL).digest('base64url').slice(0, KID_LENGTH)
  return { kid, key: createSecretKey(value, 'utf8') }
}
