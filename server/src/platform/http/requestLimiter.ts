import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { fail, type Result, succeed } from '../result.ts'

export interface RequestLimit {
  readonly points: number
  readonly perS: number
}

/** Counts requests by whom they come from; behind Discord's proxy an address says nothing about that. */
export function createRequestLimiter({ points, perS }: RequestLimit): (key: string) => Promise<Result<void>> {
  const limiter = new RateLimiterMemory({ points, duration: perS })
  return async key => {
    try {
      await limiter.consume(key)
      return succeed(undefined)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      const retryAfterS = Math.ceil(refused.msBeforeNext / 1000)
      return fail('rate_limited', 'That was too many requests at once. Wait a moment.', { retryAfterS })
    }
  }
}
