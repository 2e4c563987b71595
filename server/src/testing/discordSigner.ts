import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export interface SignatureHeaders {
  readonly 'x-signature-ed25519': string
  readonly 'x-signature-timestamp': string
}

/** Signs as Discord does, with a key of its own. */
export interface DiscordSigner {
  /** For `DISCORD_PUBLIC_KEY`. */
  readonly publicKey: string
  sign(body: string | Uint8Array, atMs?: number): SignatureHeaders
}

export function createDiscordSigner(): DiscordSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: rawHex(publicKey),
    sign(body, atMs = Date.now()) {
      const timestamp = String(Math.floor(atMs / 1000))
      const signed = Buffer.concat([Buffer.from(timestamp), Buffer.from(body)])
      return {
        'x-signature-ed25519': sign(null, signed, privateKey).toString('hex'),
        'x-signature-timestamp': timestamp,
      }
    },
  }
}

const rawHex = (key: KeyObject): string =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex')
