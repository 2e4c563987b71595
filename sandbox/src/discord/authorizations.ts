import { createHash, randomBytes } from 'node:crypto'
import { APPLICATION } from './identities.ts'

/** Discord's codes live longer; a short life here finds whoever keeps one. */
export const CODE_LIFE_MS = 60_000
/** Discord's own, one week. */
export const ACCESS_TOKEN_LIFE_S = 604_800

/** What a person allowed an application. */
export interface Grant {
  readonly userId: string
  readonly clientId: string
  readonly scopes: readonly string[]
}

export interface AccessToken extends Grant {
  readonly accessToken: string
  readonly expiresAtMs: number
}

export interface TokenPair extends AccessToken {
  readonly refreshToken: string
}

interface PendingCode extends Grant {
  readonly expiresAtMs: number
  readonly challenge: string | null
  /** Where it was sent; null where an Activity was given it. */
  readonly redirectUri: string | null
}

/** Codes and tokens of the OAuth stand-in: what `AUTHORIZE` gives and the token endpoint takes. */
export interface Authorizations {
  issueCode(grant: Grant, challenge: string | null, redirectUri?: string): string
  /** null when the code is unknown, used, expired, or fits neither client nor verifier nor redirect. */
  exchange(code: string, verifier: string | null, redirectUri?: string | null): TokenPair | null
  /** Rotates: the old refresh token is void afterwards. */
  refresh(refreshToken: string): TokenPair | null
  /** Discord takes everything the person allowed the application, not just the one token. */
  revoke(token: string): void
  lookup(accessToken: string): AccessToken | null
}

export function createAuthorizations(now: () => number): Authorizations {
  const codes = new Map<string, PendingCode>()
  const access = new Map<string, AccessToken>()
  const refreshes = new Map<string, Grant>()

  function issueTokens({ userId, clientId, scopes }: Grant): TokenPair {
    const grant = { userId, clientId, scopes }
    const accessToken = secret()
    const refreshToken = secret()
    const issued = { ...grant, accessToken, expiresAtMs: now() + ACCESS_TOKEN_LIFE_S * 1000 }
    access.set(accessToken, issued)
    refreshes.set(refreshToken, grant)
    return { ...issued, refreshToken }
  }

  return {
    issueCode(grant, challenge, redirectUri) {
      const code = secret()
      codes.set(code, {
        ...grant,
        challenge,
        redirectUri: redirectUri ?? null,
        expiresAtMs: now() + CODE_LIFE_MS,
      })
      return code
    },
    exchange(code, verifier, redirectUri = null) {
      const pending = codes.get(code)
      // Gone whatever comes of it: a wrong verifier must not leave the code for a second guess.
      codes.delete(code)
      if (pending === undefined || pending.expiresAtMs <= now()) return null
      // RFC 6749, 4.1.3: the same as in the question, where that had one.
      if (pending.redirectUri !== null && pending.redirectUri !== redirectUri) return null
      return verifies(pending.challenge, verifier) ? issueTokens(pending) : null
    },
    refresh(refreshToken) {
      const grant = refreshes.get(refreshToken)
      if (grant === undefined) return null
      refreshes.delete(refreshToken)
      return issueTokens(grant)
    },
    revoke(token) {
      const grant = access.get(token) ?? refreshes.get(token)
      if (grant === undefined) return
      removeGrant(access, grant)
      removeGrant(refreshes, grant)
    },
    lookup(accessToken) {
      const found = access.get(accessToken)
      return found !== undefined && found.expiresAtMs > now() ? found : null
    },
  }
}

function removeGrant(tokens: Map<string, Grant>, grant: Grant): void {
  for (const [token, owner] of tokens) {
    if (owner.userId === grant.userId && owner.clientId === grant.clientId) tokens.delete(token)
  }
}

/** PKCE, S256 only (RFC 7636); a verifier without a challenge is a downgrade and refused (RFC 9700, 2.1.1). */
function verifies(challenge: string | null, verifier: string | null): boolean {
  if (challenge === null || verifier === null) return challenge === verifier
  return createHash('sha256').update(verifier).digest('base64url') === challenge
}

function secret(): string {
  return randomBytes(24).toString('base64url')
}

export function isClient(clientId: string, clientSecret: string): boolean {
  return clientId === APPLICATION.id && clientSecret === APPLICATION.clientSecret
}
