import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'
import type { Secret } from './secret.ts'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_ID_LENGTH = 12

export interface TokenVault {
  /** What comes out opens only beside the same `boundTo`: the place it is kept at. */
  seal(text: string, boundTo: string): string
  /** Null when it was sealed elsewhere, has been changed, or its key is gone. */
  open(sealed: string, boundTo: string): string | null
}

interface TokenVaultOptions {
  /** Seals. */
  readonly current: Secret
  /** What they sealed still opens. */
  readonly previous: readonly Secret[]
  /** Vaults of different purposes have different keys. */
  readonly purpose: string
}

interface VaultKey {
  readonly id: string
  readonly bytes: Buffer
}

/** Keeps tokens in places that others may come to read: `<key id>.<nonce, ciphertext and tag>`. */
export function createTokenVault({ current, previous, purpose }: TokenVaultOptions): TokenVault {
  const sealing = deriveKey(current, purpose)
  const keys = new Map(
    [...previous.map(secret => deriveKey(secret, purpose)), sealing].map(key => [key.id, key]),
  )

  return {
    seal(text, boundTo) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, sealing.bytes, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(context(sealing.id, boundTo))
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${sealing.id}.${sealed.toString('base64url')}`
    },
    open(sealed, boundTo) {
      const [id = '', encoded = '', ...rest] = sealed.split('.')
      const key = keys.get(id)
      const bytes = Buffer.from(encoded, 'base64url')
      // Base64 has several spellings of some values; only ours is taken.
      const isOurs = rest.length === 0 && bytes.toString('base64url') === encoded
      if (!key || !isOurs || bytes.length < NONCE_BYTES + TAG_BYTES) return null
      return decrypt(key, bytes, context(id, boundTo))
    },
  }
}

function decrypt(key: VaultKey, bytes: Buffer, associated: Buffer): string | null {
  const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(associated).setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** The id is made from the key one way, so it tells nothing of it. */
function deriveKey(secret: Secret, purpose: string): VaultKey {
  const bytes = Buffer.from(
    hkdfSync('sha256', secret.reveal(), '', `kaltura-discord vault ${purpose}`, KEY_BYTES),
  )
  const id = hash('sha256', Buffer.concat([Buffer.from('key id '), bytes]), 'base64url').slice(
    0,
    KEY_ID_LENGTH,
  )
  return { id, bytes }
}

const context = (id: string, boundTo: string) => Buffer.from(`${id}\n${boundTo}`, 'utf8')
