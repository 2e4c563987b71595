import { randomUUID } from 'node:crypto'
import { createSignIns, type SignIns } from '../features/auth/signIns.ts'
import { createStaysInActivity } from '../features/auth/staysInActivity.ts'
import { createSignInStore, type SignInStore } from '../features/auth/store.ts'
import type { Outside } from '../outside.ts'
import { type AccessTokens, createAccessTokens } from '../platform/accessTokens.ts'
import { type Authenticate, createBearer } from '../platform/http/bearer.ts'
import { createKeyRing } from '../platform/keyRing.ts'
import { rememberVerified } from '../platform/rememberVerified.ts'
import type { Ground } from './ground.ts'

/** Who somebody is, and how that is told. */
export interface IdentityParts {
  readonly tokens: AccessTokens
  readonly signIns: SignIns
  readonly signInStore: SignInStore
  readonly authenticate: Authenticate
}

export function assembleIdentity(ground: Ground, { discord }: Outside): IdentityParts {
  const { config, clock, logger, database } = ground
  const keys = createKeyRing(config.jwt)
  const tokens = rememberVerified(createAccessTokens({ keys, clock, newId: randomUUID }), clock)
  const signInStore = createSignInStore(database)
  const signIns = createSignIns({
    store: signInStore,
    tokens,
    mayGoOn: createStaysInActivity(discord, clock),
    clock,
    logger,
    newId: randomUUID,
  })
  return { tokens, signIns, signInStore, authenticate: createBearer(tokens, signIns.holds) }
}
