import type { Scope, Surface } from '@kaltura-discord/shared/permissions/scopes.ts'
import type { Identity } from '../accessTokens.ts'
import { fail, succeed } from '../result.ts'
import type { Authenticate } from './bearer.ts'
import { keysOfCaller } from './limitKeys.ts'
import type { Access } from './operation.ts'

/** Anybody may ask. Those are counted together: behind Discord's proxy an address says nothing of who asks. */
export const ANYBODY: Access<null> = {
  scheme: 'none',
  scope: null,
  admit: async () => succeed(null),
  keyOf: () => 'anybody',
}

export interface BearerRule {
  readonly surfaces: readonly Surface[]
  readonly scope: Scope
  /** What is enough for guests, where the operation looks itself at what of it is for them; left out, the same. */
  readonly guestScope?: Scope
}

/** Whoever has an access token of one of these surfaces, with this scope. */
export type CreateBearerAccess = (rule: BearerRule) => Access<Identity>

export const createBearerAccess =
  (authenticate: Authenticate): CreateBearerAccess =>
  ({ surfaces, scope, guestScope = scope }) => ({
    scheme: 'bearer',
    scope,
    async admit(request) {
      const identity = await authenticate(request, surfaces)
      if (!identity.ok) return identity
      const needed = identity.value.surface === 'guest' ? guestScope : scope
      if (identity.value.scopes.includes(needed)) return identity
      // RFC 6750, section 3.1. Who has said nothing is answered by the operation.
      request.res?.set('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${needed}"`)
      return lacksScope(needed)
    },
    keyOf: ({ userId }) => userId,
    countsAgainst: keysOfCaller,
  })

export const lacksScope = (scope: Scope, field?: string) =>
  fail('forbidden', `This needs the scope ${scope}, which was not granted.`, field ? { field } : {})
