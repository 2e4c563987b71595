import { SurfaceSchema } from '@kaltura-discord/shared/permissions/scopes.ts'
import type { TokenUser, Validation } from '@kaltura-discord/shared/protocol/http.ts'
import { kalturaUserId } from '../../kaltura/kalturaUserId.ts'
import type { AccessTokens, Identity } from '../../platform/accessTokens.ts'
import { type Authenticate, bearerOf, type Holds } from '../../platform/http/bearer.ts'
import type { Access } from '../../platform/http/operation.ts'
import { credentialOf, type ServiceIdentity } from '../../platform/http/serviceAccess.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'

const EVERY_SURFACE = SurfaceSchema.options

/** Says whether a token holds, and for whom. */
export type ValidateToken = (token: string) => Promise<Validation>

export function createValidateToken(tokens: AccessTokens, holds: Holds): ValidateToken {
  return async token => {
    const identity = await tokens.verify(token, EVERY_SURFACE)
    if (!identity.ok)
      return { valid: false, reason: identity.error.code === 'token_expired' ? 'expired' : 'unknown' }
    if (!(await holds(identity.value))) return { valid: false, reason: 'ended' }
    const { surface, scopes, expiresAtMs } = identity.value
    return {
      valid: true,
      user: userOf(identity.value),
      surface,
      scopes: [...scopes],
      expiresAt: new Date(expiresAtMs).toISOString(),
    }
  }
}

const userOf = ({ userId, displayName, kalturaRole }: Identity): TokenUser => ({
  discordId: userId,
  discordUsername: displayName,
  kalturaUserId: kalturaUserId(userId),
  kalturaRole,
})

/** A service asks about any token, and a bearer about the one it has come with. */
export type ValidationCaller =
  | { readonly kind: 'service'; readonly id: string }
  | { readonly kind: 'bearer'; readonly id: string; readonly token: string }

/**
 * Strangers can't ask: whoever has found a heap of tokens is not told which of them are good without its being seen
 * whose they are.
 */
export function createValidationAccess(
  serviceAccess: Access<ServiceIdentity>,
  authenticate: Authenticate,
): Access<ValidationCaller> {
  async function admit(request: Parameters<Authenticate>[0]): Promise<Result<ValidationCaller>> {
    const token = bearerOf(request)
    if (token === null || credentialOf(request) !== null) {
      const service = await serviceAccess.admit(request)
      return service.ok ? succeed({ kind: 'service', id: service.value.id }) : service
    }
    const identity = await authenticate(request, EVERY_SURFACE)
    if (!identity.ok) return identity
    return succeed({ kind: 'bearer', id: identity.value.userId, token })
  }
  return { scheme: 'service', scope: null, admit, keyOf: ({ id }) => id }
}

export const mayAskAbout = (caller: ValidationCaller, token: string): Result<void> =>
  caller.kind === 'service' || caller.token === token
    ? succeed(undefined)
    : fail('forbidden', 'Without the credential of a service you can ask about your own token alone.')
