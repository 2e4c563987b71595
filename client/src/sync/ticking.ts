import type { Apart } from './apart.ts'
import type { PageLifecycle } from './pageLifecycle.ts'
import type { Steering } from './steering.ts'
import type { Timers } from './timers.ts'
import type { VideoLoading } from './videoLoading.ts'

export interface TickingParts {
  readonly timers: Pick<Timers, 'every'>
  readonly lifecycle: Pick<PageLifecycle, 'hidden'>
  readonly loading: Pick<VideoLoading, 'phase'>
  readonly steering: Pick<Steering, 'calm'>
  readonly apart: Pick<Apart, 'pace'>
}

const TICK_MS = 50
/** While there is nothing to do but look whether there is. */
const CALM_TICK_MS = 250
const HIDDEN_TICK_MS = 1000

/** Has somebody look at the player: often while there is something to steer, which costs everybody's processor. */
export class Ticking {
  readonly #parts: TickingParts
  readonly #tick: () => void
  #cancel = (): void => {}
  #periodMs = Number.NaN
  #isClosed = false

  constructor(parts: TickingParts, tick: () => void) {
    this.#parts = parts
    this.#tick = tick
  }

  /** Goes on in the pace that is right by now. */
  goOn(): void {
    const periodMs = this.#dueMs()
    // An answer may still come in when all is over.
    if (periodMs === this.#periodMs || this.#isClosed) return
    this.#periodMs = periodMs
    this.#cancel()
    this.#cancel = this.#parts.timers.every(periodMs, this.#tick)
  }

  close(): void {
    this.#isClosed = true
    this.#cancel()
  }

  #dueMs(): number {
    const { lifecycle, loading, steering, apart } = this.#parts
    if (lifecycle.hidden()) return HIDDEN_TICK_MS
    if (loading.phase === 'loading') return TICK_MS
    const isCalm = loading.phase !== 'ready' || (steering.calm && !apart.pace)
    return isCalm ? CALM_TICK_MS : TICK_MS
  }
}
