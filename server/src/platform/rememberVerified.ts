import { LRUCache } from 'lru-cache'
import type { AccessTokens, Identity } from './accessTokens.ts'
import { succeed } from './result.ts'
import type { RoomClock } from './roomClock.ts'

/** Tokens whose signature is known to be right. */
const REMEMBERED_TOKENS = 5_000

/**
 * Checks a token's signature once and remembers what it says until it expires: whoever asks often is recognised
 * without the arithmetic. Only tokens that have been found good are remembered; whether a sign-in still holds is
 * asked elsewhere, each time.
 */
export function rememberVerified(tokens: AccessTokens, clock: RoomClock): AccessTokens {
  const known = new LRUCache<string, Identity>({ max: REMEMBERED_TOKENS })
  return {
    issue: identity => tokens.issue(identity),
    async verify(token, surfaces) {
      const identity = known.get(token)
      if (identity && clock.nowMs() < identity.expiresAtMs && surfaces.includes(identity.surface))
        return succeed(identity)
      const verified = await tokens.verify(token, surfaces)
      if (verified.ok) known.set(token, verified.value)
      else known.delete(token)
      return verified
    },
  }
}
