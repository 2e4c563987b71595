import type { Surface } from '@kaltura-discord/shared/permissions/scopes.ts'
import type { Request } from 'express'
import type { AccessTokens, Identity } from '../accessTokens.ts'
import { fail, type Result } from '../result.ts'

/** Who asks, by an access token of one of these surfaces. */
export type Authenticate = (request: Request, surfaces: readonly Surface[]) => Promise<Result<Identity>>

/** Whether a sign-in has not been ended before its tokens run out. */
export type Holds = (identity: Identity) => Promise<boolean>

/** RFC 6750, and nothing after the token. */
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i

/** The token in `Authorization: Bearer`; one in the address would end up in logs. */
export const bearerOf = (request: Request): string | null =>
  BEARER.exec(request.get('authorization') ?? '')?.[1] ?? null

export function createBearer(tokens: AccessTokens, holds: Holds): Authenticate {
  return async (request, surfaces) => {
    const token = bearerOf(request)
    if (token === null) return unauthenticated()
    const identity = await tokens.verify(token, surfaces)
    return !identity.ok || (await holds(identity.value)) ? identity : unauthenticated()
  }
}

const unauthenticated = () =>
  fail('unauthenticated', 'Sign in first: open the Activity in Discord, or get a token (POST auth/token).')
