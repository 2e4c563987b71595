import type { RoomClock } from './roomClock.ts'

export interface BucketSize {
  /** How many may come at once. */
  readonly burst: number
  /** How many come back each second. */
  readonly perS: number
}

export class TokenBucket {
  readonly #size: BucketSize
  readonly #clock: RoomClock
  #tokens: number
  #filledAtMs: number

  constructor(size: BucketSize, clock: RoomClock) {
    this.#size = size
    this.#clock = clock
    this.#tokens = size.burst
    this.#filledAtMs = clock.nowMs()
  }

  /** False when there is none left. */
  take(): boolean {
    const nowMs = this.#clock.nowMs()
    const earned = ((nowMs - this.#filledAtMs) / 1000) * this.#size.perS
    this.#tokens = Math.min(this.#size.burst, this.#tokens + earned)
    this.#filledAtMs = nowMs
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  /** For what turned out not to count. */
  giveBack(): void {
    this.#tokens = Math.min(this.#size.burst, this.#tokens + 1)
  }
}
