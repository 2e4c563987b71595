import { mappedRole } from '@kaltura-discord/shared/permissions/permissions.ts'
import { createDiscordSignIn } from '../features/auth/discordSignIn.ts'
import { createAuthOperations } from '../features/auth/operations.ts'
import { createServiceTokens } from '../features/auth/serviceTokens.ts'
import { createValidateToken, createValidationAccess } from '../features/auth/validateToken.ts'
import { createServices } from '../features/services/services.ts'
import { createServiceStore } from '../features/services/store.ts'
import type { UserSync } from '../features/users/userSync.ts'
import type { Outside } from '../outside.ts'
import type { Operation } from '../platform/http/operation.ts'
import { createServiceAccess } from '../platform/http/serviceAccess.ts'
import { fail } from '../platform/result.ts'
import type { IdentityParts } from './assembleIdentity.ts'
import type { Ground } from './ground.ts'

interface AuthParts {
  readonly ground: Ground
  readonly outside: Outside
  readonly identity: IdentityParts
  /** Null where another deployment keeps Kaltura's users in step. */
  readonly users: UserSync | null
}

export function assembleAuthOperations({
  ground,
  outside,
  identity,
  users,
}: AuthParts): readonly Operation[] {
  const { clock, logger, database, defaults } = ground
  const { tokens, signIns, authenticate } = identity
  const services = createServices(createServiceStore(database), clock)
  const serviceAccess = createServiceAccess(services.authenticate)
  return createAuthOperations({
    signIns,
    signInThroughDiscord: createDiscordSignIn({
      ...outside,
      signIns,
      onSignedIn: users?.signedIn,
      clock,
      logger,
    }),
    issueToken: createServiceTokens({
      signIns,
      startUserSession: outside.kaltura?.sessions.user ?? refuseUserSession,
      roleOf: names => mappedRole(names.map(withoutId), defaults.roles.mapping),
      serviceHolds: services.holds,
      logger,
    }),
    validateToken: createValidateToken(tokens, signIns.holds),
    serviceAccess,
    validationAccess: createValidationAccess(serviceAccess, authenticate),
  })
}

const withoutId = (name: string) => ({ id: '', name })

/** A deployment without credentials of Kaltura has none to hand on. */
const refuseUserSession = async () =>
  fail(
    'unavailable',
    'This deployment has no access to Kaltura of its own. Ask the one behind it, or leave out the scope videos:play.',
  )
