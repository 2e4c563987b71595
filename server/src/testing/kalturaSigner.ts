import { hash } from 'node:crypto'

export type HashAlgorithm = 'sha1' | 'sha256' | 'sha512'

/** Headers as Kaltura sends them with a notification. */
export const signNotification = (secret: string, body: string | Uint8Array, algorithm: HashAlgorithm) => ({
  'X-KALTURA-SIGNATURE': hash(algorithm, Buffer.concat([Buffer.from(secret), Buffer.from(body)]), 'hex'),
  'X-KALTURA-HASH-ALGO': algorithm,
})
