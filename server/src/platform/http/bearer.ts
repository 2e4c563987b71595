import type { Request } from 'express'
import type { AccessTokens, Identity } from '../accessTokens.ts'
import { fail, type Result } from '../result.ts'

export type Authenticate = (request: Request) => Promise<Result<Identity>>

/** Whether a sign-in has not been ended before its tokens run out. */
export type Holds = (identity: Identity) => Promise<boolean>

/** Reads `Authorization: Bearer`; a token in the address would end up in logs. */
export function createBearer(tokens: AccessTokens, holds: Holds): Authenticate {
  return async request => {
    const [scheme, token] = (request.get('authorization') ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token) return unauthenticated()
    const identity = await tokens.verify(token)
    return !identity.ok || (await holds(identity.value)) ? identity : unauthenticated()
  }
}

const unauthenticated = () => fail('unauthenticated', 'Sign in first: open the Activity in Discord.')
