import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  fullJitterGenerator,
  handleAll,
  handleWhen,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel'
import type { Logger } from './logger.ts'

/** Failures in a row after which an origin is left alone. */
const BREAKER_FAILURES = 5
const BREAKER_REST_MS = 5_000
const RETRIES = 2
const FIRST_RETRY_MS = 150
/** Retries may add this share to the traffic, and this many at once after a quiet time. */
const RETRY_SHARE = 0.1
const RETRY_BURST = 10

/** What stands between us and one outside origin. */
export interface OutboundGuard {
  /** Sends once, unless the origin is being left alone. */
  readonly once: IPolicy
  /** Sends again after a failure, within the budget. */
  readonly again: IPolicy
  /** Counts a request towards the budget for retries. */
  earn(): void
}

const isServerError = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'status' in answer && Number(answer.status) >= 500

export function createOutboundGuard(origin: string, logger: Logger): OutboundGuard {
  let budget = RETRY_BURST
  const spend = () => {
    if (budget < 1) return false
    budget -= 1
    return true
  }
  const breaker = circuitBreaker(handleAll.orWhenResult(isServerError), {
    halfOpenAfter: BREAKER_REST_MS,
    breaker: new ConsecutiveBreaker(BREAKER_FAILURES),
  })
  breaker.onBreak(() => logger.warn('outbound.circuit.opened', { origin }))
  breaker.onReset(() => logger.info('outbound.circuit.closed', { origin }))
  const worthRetrying = handleWhen(error => !(error instanceof BrokenCircuitError) && spend()).orWhenResult(
    answer => isServerError(answer) && spend(),
  )
  const retrying = retry(worthRetrying, {
    maxAttempts: RETRIES,
    backoff: new ExponentialBackoff({ initialDelay: FIRST_RETRY_MS, generator: fullJitterGenerator }),
  })
  return {
    once: breaker,
    again: wrap(retrying, breaker),
    earn: () => {
      budget = Math.min(RETRY_BURST, budget + RETRY_SHARE)
    },
  }
}
