export interface PkcePair {
  readonly verifier: string
  /** S256 of the verifier. */
  readonly challenge: string
}

/** A fresh pair for one authorization, RFC 7636: 32 random bytes give a verifier of 43 characters. */
export async function createPkcePair(): Promise<PkcePair> {
  const verifier = randomText(32)
  return { verifier, challenge: await challengeOf(verifier) }
}

/** S256. Exported for its test. */
export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return toBase64Url(new Uint8Array(digest))
}

/** `bytes` random bytes in base64url, without padding. */
export function randomText(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)))
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
