import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How often it looks, ms; what it measures contains that, so it is taken off again. */
const RESOLUTION_MS = 20
/** What is longer ago than this says nothing about now, ms. */
const WINDOW_MS = 60_000

/** How late the event loop has been during the last minute. */
export class EventLoopDelay {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  readonly #timer: NodeJS.Timeout

  constructor() {
    this.#histogram.enable()
    this.#timer = setInterval(() => this.#histogram.reset(), WINDOW_MS).unref()
  }

  /** Nanoseconds. */
  read(): { mean: number; p99: number } {
    if (this.#histogram.count === 0) return { mean: 0, p99: 0 }
    const beyond = (measured: number) => Math.max(0, Math.round(measured - RESOLUTION_MS * 1e6))
    return { mean: beyond(this.#histogram.mean), p99: beyond(this.#histogram.percentile(99)) }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#histogram.disable()
  }
}
