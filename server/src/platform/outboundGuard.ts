import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  fullJitterGenerator,
  handleWhen,
  retry,
} from 'cockatiel'
import type { Logger } from './logger.ts'
import type { OutboundObserver } from './outboundCalls.ts'
import { OutboundError } from './outboundError.ts'

/** Failures in a row after which an origin is left alone. */
const BREAKER_FAILURES = 5
const BREAKER_REST_MS = 5_000
const RETRIES = 2
const FIRST_RETRY_MS = 150
/** Retries may add this share to the traffic, and this many at once after a quiet time. */
const RETRY_SHARE = 0.1
const RETRY_BURST = 10

export interface GuardedSend<T> {
  /** Whether it may be sent again after a failure, within the budget. */
  readonly again: boolean
  /** Nothing is sent after this. */
  readonly deadline: AbortSignal
  send(): Promise<T>
}

/** What stands between us and one outside origin. */
export interface OutboundGuard {
  run<T>(guarded: GuardedSend<T>): Promise<T>
}

interface OutboundGuardOptions {
  /** How the origin is called in the log. */
  readonly target: string
  readonly logger: Logger
  readonly observer: OutboundObserver | null
}

const isServerError = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'status' in answer && Number(answer.status) >= 500

/** An answer that is too large came from somebody who is well, and would be as large again. */
const isOutage = (error: unknown) => !(error instanceof OutboundError)

export function createOutboundGuard({ target, logger, observer }: OutboundGuardOptions): OutboundGuard {
  let budget = RETRY_BURST
  const spend = () => {
    if (budget < 1) return false
    budget -= 1
    return true
  }
  const breaker = circuitBreaker(handleWhen(isOutage).orWhenResult(isServerError), {
    halfOpenAfter: BREAKER_REST_MS,
    breaker: new ConsecutiveBreaker(BREAKER_FAILURES),
  })
  breaker.onBreak(() => {
    logger.warn('outbound.circuit.opened', { target })
    observer?.circuit(target, 'open')
  })
  breaker.onReset(() => {
    logger.info('outbound.circuit.closed', { target })
    observer?.circuit(target, 'closed')
  })
  const worthRetrying = handleWhen(
    error => isOutage(error) && !(error instanceof BrokenCircuitError) && spend(),
  ).orWhenResult(answer => isServerError(answer) && spend())
  const retrying = retry(worthRetrying, {
    maxAttempts: RETRIES,
    backoff: new ExponentialBackoff({ initialDelay: FIRST_RETRY_MS, generator: fullJitterGenerator }),
  })

  return {
    run({ again, deadline, send }) {
      const trySend = async () => {
        // Between two tries the time may have run out, which says nothing against the origin.
        deadline.throwIfAborted()
        // While one call finds out whether the origin is back, the others don't wait for it.
        if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError()
        return breaker.execute(send)
      }
      budget = Math.min(RETRY_BURST, budget + RETRY_SHARE)
      return again ? retrying.execute(trySend, deadline) : trySend()
    },
  }
}
