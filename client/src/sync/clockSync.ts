import { createClockEstimator } from '@kaltura-discord/shared/playback/clockEstimator.ts'
import type { ClockReply } from '@kaltura-discord/shared/protocol/frames.ts'
import type { Timers } from './timers.ts'

export interface ClockSyncOptions {
  readonly timers: Timers
  /** Asks once; never settles, or rejects, when no answer comes. `sentMs` is handed back in the reply. */
  readonly ask: (sentMs: number) => Promise<ClockReply>
}

export interface ClockSync {
  /** Room time, epoch ms. */
  nowMs(): number
  errorMs(): number
  oneWayP95Ms(): number
  /** Several questions in a row: after joining, reconnecting, waking up. */
  burst(): void
  /** No questions while there is nobody to ask. */
  pause(): void
  close(): void
}

const BURST = 8
const BURST_GAP_MS = 60
const ACQUIRING_PERIOD_MS = 250
const PERIOD_MS = 4000
const STEADY_PERIOD_MS = 10_000

/** Keeps asking the room what time it is. */
export function createClockSync({ timers, ask }: ClockSyncOptions): ClockSync {
  const estimator = createClockEstimator()
  let cancel = (): void => {}
  let left = 0

  const probe = async (): Promise<void> => {
    const sentMs = timers.nowMs()
    const reply = await ask(sentMs).catch(() => null)
    if (reply === null || reply.sentMs !== sentMs) return
    estimator.add({ ...reply, returnedMs: timers.nowMs() })
  }
  const next = (): void => {
    void probe()
    left = Math.max(0, left - 1)
    cancel = timers.after(period(), next)
  }
  const period = (): number => {
    if (left > 0) return BURST_GAP_MS
    if (estimator.acquiring()) return ACQUIRING_PERIOD_MS
    return estimator.steady() ? STEADY_PERIOD_MS : PERIOD_MS
  }

  return {
    nowMs: () => estimator.roomMs(timers.nowMs()),
    errorMs: estimator.errorMs,
    oneWayP95Ms: estimator.oneWayP95Ms,
    burst: () => {
      cancel()
      left = BURST
      next()
    },
    pause: () => cancel(),
    close: () => cancel(),
  }
}
