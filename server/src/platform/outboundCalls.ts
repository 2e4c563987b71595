import type { Logger } from './logger.ts'
import { OutboundError, type OutboundFailure } from './outboundError.ts'

/**
 * `refused` is an answer of status 4xx, `failed` one of 5xx; `aborted` was given up by whoever asked; `stood_in` is
 * what was asked of another one instead.
 */
export type OutboundOutcome = 'ok' | 'refused' | 'failed' | 'aborted' | 'stood_in' | OutboundFailure

export interface OutboundCall {
  /** Whom was asked: `kaltura`. */
  readonly target: string
  /** What for: `GET /guilds/:x`. One of few. */
  readonly operation: string
  readonly outcome: OutboundOutcome
  /** With all tries and the waits between them. */
  readonly durationMs: number
}

/** What metrics are made of. */
export interface OutboundObserver {
  outboundCall(call: OutboundCall): void
  /** Whether a target is being left alone. */
  circuit(target: string, state: 'closed' | 'open'): void
}

interface Answer {
  readonly status: number
}

interface Asked {
  readonly target: string
  readonly operation: string
  /** How often it has been sent. */
  readonly tries: () => number
}

/** Every call to the outside is told once, with how it ended. */
export function createCallReports(logger: Logger, observer: OutboundObserver | null) {
  return async function report<T extends Answer>(asked: Asked, call: () => Promise<T>): Promise<T> {
    const startedMs = performance.now()
    const tell = (outcome: OutboundOutcome, status?: number) => {
      const { target, operation, tries } = asked
      const durationMs = Math.round(performance.now() - startedMs)
      logger.debug('outbound.called', { target, operation, outcome, status, durationMs, tries: tries() })
      observer?.outboundCall({ target, operation, outcome, durationMs })
    }
    try {
      const answer = await call()
      tell(outcomeOf(answer.status), answer.status)
      return answer
    } catch (error) {
      tell(error instanceof OutboundError ? error.failure : 'aborted')
      throw error
    }
  }
}

function outcomeOf(status: number): OutboundOutcome {
  if (status >= 500) return 'failed'
  return status >= 400 ? 'refused' : 'ok'
}
