import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { fail, type Result, succeed } from '../result.ts'

export interface RequestLimit {
  readonly points: number
  readonly perS: number
  /** For `everybody` together, where strangers are counted by something that they can make up. */
  readonly ofAll?: number
  /** Operations whose limits have one name are counted together. */
  readonly name?: string
}

/** `caller` is whoever an access tells apart in a way of its own. */
export type CountedBy = 'user' | 'session' | 'instance' | 'service' | 'address' | 'caller' | 'everybody'

export interface LimitKey {
  readonly by: CountedBy
  readonly key: string
}

/** How one of those that a request counts against stands. */
export interface Quota {
  readonly by: CountedBy
  readonly allowed: number
  readonly windowS: number
  readonly remaining: number
  /** Seconds until everything is allowed again. */
  readonly resetS: number
}

export interface Taken {
  readonly quotas: readonly Quota[]
  readonly allowed: Result<void>
}

export interface RequestLimits {
  /** Counts a request against each key in turn. The first that has nothing left answers, and the rest stay untouched. */
  take(
    operation: { readonly id: string; readonly limit: RequestLimit },
    keys: readonly LimitKey[],
  ): Promise<Taken>
}

interface RequestLimitsOptions {
  /** Times what each limit says, for load tests. */
  readonly factor?: number
  readonly onRefused?: (refused: { readonly operation: string; readonly by: CountedBy }) => void
}

/**
 * What is allowed to a whole Activity, in allowances of one member: a full room that reloads at once asks for less,
 * and one member alone never comes near it.
 */
export const INSTANCE_SHARE = 20

/** Counts in this process alone; behind a balancer that sticks to a node, that is where a client's requests are. */
export function createRequestLimits({ factor = 1, onRefused }: RequestLimitsOptions = {}): RequestLimits {
  const limiters = new Map<string, RateLimiterAbstract>()

  function limiterOf(name: string, by: CountedBy, limit: RequestLimit): RateLimiterAbstract {
    const key = `${name} ${by}`
    const known = limiters.get(key)
    if (known) return known
    const points = Math.ceil(pointsFor(by, limit) * factor)
    const limiter = new RateLimiterMemory({ points, duration: limit.perS })
    limiters.set(key, limiter)
    return limiter
  }

  return {
    async take({ id, limit }, keys) {
      const quotas: Quota[] = []
      for (const { by, key } of keys) {
        const limiter = limiterOf(limit.name ?? id, by, limit)
        const { state, refused } = await consume(limiter, key)
        const resetS = Math.max(1, Math.ceil(state.msBeforeNext / 1000))
        const remaining = Math.max(0, state.remainingPoints)
        quotas.push({ by, allowed: limiter.points, windowS: limit.perS, remaining, resetS })
        if (!refused) continue
        onRefused?.({ operation: id, by })
        return { quotas, allowed: tooMany(resetS) }
      }
      return { quotas, allowed: succeed(undefined) }
    },
  }
}

function pointsFor(by: CountedBy, { points, ofAll = points }: RequestLimit): number {
  if (by === 'everybody') return ofAll
  return by === 'instance' ? points * INSTANCE_SHARE : points
}

async function consume(
  limiter: RateLimiterAbstract,
  key: string,
): Promise<{ state: RateLimiterRes; refused: boolean }> {
  try {
    return { state: await limiter.consume(key), refused: false }
  } catch (state) {
    if (!(state instanceof RateLimiterRes)) throw state
    return { state, refused: true }
  }
}

const tooMany = (retryAfterS: number) =>
  fail('rate_limited', 'That was too many requests at once. Wait a moment.', { retryAfterS })
