import { capRole, type Role } from '@kaltura-discord/shared/permissions/roles.ts'
import type { IssuedToken, TokenRequest } from '@kaltura-discord/shared/protocol/http.ts'
import type { KalturaSessions } from '../../kaltura/kalturaSessions.ts'
import { kalturaUserId } from '../../kaltura/kalturaUserId.ts'
import { lacksScope } from '../../platform/http/access.ts'
import type { ServiceIdentity } from '../../platform/http/serviceAccess.ts'
import type { Logger } from '../../platform/logger.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { SignIns } from './signIns.ts'

/** Gives a service a token with which it acts for somebody. */
export type IssueToken = (service: ServiceIdentity, request: TokenRequest) => Promise<Result<IssuedToken>>

interface ServiceTokensOptions {
  readonly signIns: Pick<SignIns, 'open' | 'end'>
  readonly startUserSession: KalturaSessions['user']
  /** What names of roles make of somebody. */
  readonly roleOf: (names: readonly string[]) => Role
  /** Whether a service hasn't been revoked. */
  readonly serviceHolds: (serviceId: string) => Promise<boolean>
  readonly logger: Logger
}

export function createServiceTokens(options: ServiceTokensOptions): IssueToken {
  const { signIns, startUserSession, roleOf, serviceHolds, logger } = options
  return async (service, { discordId, username, roles, audience, scopes: asked }) => {
    const scopes = [...new Set(asked ?? service.scopes)]
    const beyond = asked?.findIndex(scope => !service.scopes.includes(scope)) ?? -1
    const lacking = asked?.[beyond]
    if (lacking) return lacksScope(lacking, `scopes.${beyond}`)
    // Before anything is kept: Kaltura may be away. Playing is a right of its own, and a session of Kaltura is it.
    const session = scopes.includes('videos:play') ? await startUserSession(discordId) : succeed(null)
    if (!session.ok) return session
    const kalturaRole = capRole(roleOf(roles), service.kalturaRole)
    const { signInId, tokens } = await signIns.open({
      surface: audience,
      userId: discordId,
      guildId: null,
      instanceId: null,
      serviceId: service.id,
      scopes,
      kalturaRole,
      displayName: username,
      avatarUrl: null,
    })
    if (!(await serviceHolds(service.id))) {
      await signIns.end(signInId)
      return fail('unauthenticated', 'This service has been revoked.')
    }
    logger.info('auth.token.issued', { serviceId: service.id, userId: discordId, surface: audience })
    return succeed({
      token: tokens.accessToken,
      expiresAt: tokens.expiresAt,
      refreshToken: tokens.refreshToken,
      scopes,
      user: {
        discordId,
        discordUsername: username,
        kalturaUserId: kalturaUserId(discordId),
        kalturaRole,
      },
      kalturaSession: session.value && { ...session.value, partnerId: String(session.value.partnerId) },
    })
  }
}
