import { generateKeyPairSync, sign } from 'node:crypto'

const RAW_KEY_BYTES = 32

/** The application's Ed25519 key pair, of which Discord keeps the private half. */
export interface SigningPair {
  /** The public half, hex, as Discord's portal shows it. */
  readonly verifyKey: string
  /** Of a timestamp and a body, hex. */
  sign(timestamp: string, body: string): string
}

export function createSigningPair(): SigningPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    verifyKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(-RAW_KEY_BYTES).toString('hex'),
    sign: (timestamp, body) => sign(null, Buffer.from(timestamp + body), privateKey).toString('hex'),
  }
}
