import { createLatencyLearner, type LatencyLearner } from './latencyLearner.ts'
import { median } from './median.ts'

/** One look at a player that should be in motion. Times in ms of any one clock, positions in seconds. */
export interface DriftInput {
  readonly nowMs: number
  /** Where the room is. */
  readonly targetS: number
  readonly positionS: number
  readonly roomRate: number
  /** In motion: not seeking, and with data to play. */
  readonly ready: boolean
}

export type DriftAction =
  | { readonly kind: 'hold' }
  | { readonly kind: 'rate'; readonly rate: number }
  | { readonly kind: 'seek'; readonly positionS: number }

export interface DriftController {
  step(input: DriftInput): DriftAction
  /** A seek at once, however small the error: nobody minds one when they come back to the page. */
  jump(input: DriftInput): DriftAction
  /** Target minus position as it is steered by, seconds, positive is behind; null until it can be told. */
  errorS(): number | null
  /** In step for so long that it needs no closer look, until one look says otherwise. */
  settled(): boolean
  /** It may not seek for a while, having done so too often. */
  ratesOnly(nowMs: number): boolean
  /** The video was moved by somebody else: what was measured is void. */
  reset(): void
}

const WINDOW = 7
const MIN_SAMPLES = 4
const HARD_SEEK_S = 0.75
/** After a seek has come to its end, its player needs a moment to tell the truth, ms. */
const AFTER_SEEK_MS = 150
const SEEK_TIMEOUT_MS = 4000
/** A new speed swallows some 80 ms from 1 to 1.5 in Chromium, and it takes this long until all of it shows, ms. */
const AFTER_ROOM_RATE_MS = 400
const THRASH = { seeks: 2, withinMs: 10_000, restMs: 15_000 } as const

/** Above the first a player is pushed at once; above the second when it has been at rest for long enough, seconds. */
const PUSH_S = 0.02
const TRIM_S = 0.004
const TRIM_REST_MS = 500
/** One look may be off by this while the middle of several isn't, seconds: browsers count by sounds and pictures. */
const CALM_S = 0.01
/** How hard: nobody hears 4 %, and 8 % only for a few seconds. By the size of the error, seconds. */
const RATES = [
  { uptoS: 0.06, by: 0.04 },
  { uptoS: Number.POSITIVE_INFINITY, by: 0.08 },
] as const
const RATE_STEP = 0.002
const MAX_PUSH_MS = 3000
/** A shorter push may be over before the player has taken notice, ms. */
const MIN_PUSH_MS = 250
/** After a push the player needs a moment to be itself again, ms. */
const AFTER_PUSH_MS = 200
/** A player whose own speed is off by more leans against it all the time, s/s. */
const LEAN_FROM = 0.0015
const LEAN_LIMIT = 0.006
/** A shorter look, or a larger step, says nothing about speed. */
const LEAN_OVER_MS = 800
const LEAN_STEP_S = 0.03

interface Push {
  readonly untilMs: number
  readonly by: number
  /** What is to be left when it is over, seconds. */
  readonly leavesS: number
  readonly engages: boolean
}

class Controller implements DriftController {
  readonly #seekLatency: LatencyLearner
  /**
   * Leaving the speed of 1 starts the browser's time stretching, which swallows a bit of the video once. Measured
   * in Chromium: 17 to 21 ms, whatever the speed, and nothing on the way back.
   */
  readonly #engaging = createLatencyLearner({ initialS: 0.019, minS: -0.01, maxS: 0.06 })
  #errors: number[] = []
  #push: Push | null = null
  #pushed: Push | null = null
  /** Own speed against the room's, which is taken up all the time. */
  #lean = 0
  /** How fast the error grew the last time it was watched at rest, s/s. */
  #lastSlope = 0
  #rest: { readonly sinceMs: number; readonly errorS: number } | null = null
  #seekingSinceMs: number | null = null
  #quietUntilMs = Number.NEGATIVE_INFINITY
  #roomRate: number | null = null
  #learnsFromSeek = false
  #seeksAtMs: number[] = []
  #ratesOnlyUntilMs = Number.NEGATIVE_INFINITY

  constructor(seekLatency: LatencyLearner) {
    this.#seekLatency = seekLatency
  }

  step(input: DriftInput): DriftAction {
    this.#notice(input)
    if (!this.#measurable(input)) return { kind: 'hold' }
    this.#errors = [...this.#errors, input.targetS - input.positionS].slice(-WINDOW)
    const errorS = this.errorS()
    if (errorS === null) return this.#rate(input)
    if (this.#push === null) this.#learn(errorS)
    if (Math.abs(errorS) > HARD_SEEK_S && !this.ratesOnly(input.nowMs)) return this.jump(input)
    if (this.#push) return this.#pushOn(input, this.#push)
    return this.#settle(input, errorS)
  }

  jump({ nowMs, targetS, roomRate }: DriftInput): DriftAction {
    this.reset()
    this.#seekingSinceMs = nowMs
    this.#learnsFromSeek = true
    this.#seeksAtMs = [...this.#seeksAtMs, nowMs].filter(atMs => nowMs - atMs <= THRASH.withinMs)
    if (this.#seeksAtMs.length >= THRASH.seeks) this.#ratesOnlyUntilMs = nowMs + THRASH.restMs
    return { kind: 'seek', positionS: targetS + this.#seekLatency.latencyS() * roomRate }
  }

  errorS(): number | null {
    return this.#errors.length < MIN_SAMPLES ? null : median(this.#errors)
  }

  settled(): boolean {
    const errorS = this.#push === null && this.#errors.length === WINDOW ? this.errorS() : null
    if (errorS === null || Math.abs(errorS) > TRIM_S) return false
    return this.#errors.every(each => Math.abs(each) <= CALM_S)
  }

  ratesOnly(nowMs: number): boolean {
    return nowMs < this.#ratesOnlyUntilMs
  }

  reset(): void {
    this.#errors = []
    this.#push = null
    this.#pushed = null
    this.#rest = null
    this.#seekingSinceMs = null
    this.#learnsFromSeek = false
  }

  #notice({ roomRate, nowMs }: DriftInput): void {
    if (this.#roomRate !== null && roomRate !== this.#roomRate) {
      this.#push = null
      this.#pushed = null
      this.#rest = null
      this.#quietUntilMs = nowMs + AFTER_ROOM_RATE_MS
    }
    this.#roomRate = roomRate
  }

  /** A seek of our own is on its way for as long as it takes; what is read meanwhile isn't drift. */
  #measurable({ nowMs, ready }: DriftInput): boolean {
    if (this.#seekingSinceMs !== null) {
      const isOver = nowMs - this.#seekingSinceMs > SEEK_TIMEOUT_MS
      if (!ready && !isOver) return false
      this.#seekingSinceMs = null
      this.#quietUntilMs = nowMs + AFTER_SEEK_MS
    }
    if (ready && nowMs >= this.#quietUntilMs) return true
    this.#errors = []
    if (!ready) this.#push = null
    return false
  }

  #learn(errorS: number): void {
    if (this.#learnsFromSeek) this.#seekLatency.missedBy(errorS)
    if (this.#pushed?.engages) this.#engaging.missedBy(errorS - this.#pushed.leavesS)
    this.#learnsFromSeek = false
    this.#pushed = null
  }

  #settle(input: DriftInput, errorS: number): DriftAction {
    this.#rest ??= { sinceMs: input.nowMs, errorS }
    const restedMs = input.nowMs - this.#rest.sinceMs
    const isSettled = restedMs >= TRIM_REST_MS && this.#errors.length === WINDOW
    if (Math.abs(errorS) <= PUSH_S && !(isSettled && Math.abs(errorS) > TRIM_S)) return this.#rate(input)
    this.#leanAgainst(errorS - this.#rest.errorS, restedMs)
    this.#push = this.#plan(input, errorS)
    return this.#pushOn(input, this.#push)
  }

  /** One slope may be an accident, two alike are the player's own speed. */
  #leanAgainst(stepS: number, overMs: number): void {
    if (overMs < LEAN_OVER_MS || Math.abs(stepS) > LEAN_STEP_S) return
    const slope = stepS / (overMs / 1000)
    const isSteady = Math.abs(slope) > LEAN_FROM && slope * this.#lastSlope > LEAN_FROM ** 2
    if (isSteady) this.#lean = limit(this.#lean + (slope + this.#lastSlope) / 2, LEAN_LIMIT)
    this.#lastSlope = isSteady ? 0 : slope
  }

  /**
   * At rest a position is exact to a tenth of a millisecond, while at any other speed it carries a sawtooth of
   * 5 ms. So an error is taken out by a push of known length, measured before and after but not during.
   */
  #plan({ nowMs, roomRate }: DriftInput, errorS: number): Push {
    const engages = quantise(roomRate, this.#lean) === 1
    const wayS = errorS + (engages ? this.#engaging.latencyS() : 0)
    const size = RATES.find(({ uptoS }) => Math.abs(errorS) <= uptoS)?.by ?? RATES[0].by
    const fullMs = (Math.abs(wayS) / (size * roomRate)) * 1000
    const lengthMs = Math.max(MIN_PUSH_MS, Math.min(MAX_PUSH_MS, fullMs))
    // A push that has to last longer than it needs is a weaker one.
    const by =
      Math.sign(wayS) * Math.min(size, toStep(Math.abs(wayS) / ((lengthMs / 1000) * roomRate)) || RATE_STEP)
    return { untilMs: nowMs + lengthMs, by, engages, leavesS: wayS - (by * roomRate * lengthMs) / 1000 }
  }

  #pushOn(input: DriftInput, push: Push): DriftAction {
    if (input.nowMs < push.untilMs)
      return { kind: 'rate', rate: quantise(input.roomRate, this.#lean + push.by) }
    this.#push = null
    this.#pushed = push
    this.#errors = []
    this.#rest = null
    this.#quietUntilMs = input.nowMs + AFTER_PUSH_MS
    return this.#rate(input)
  }

  #rate({ roomRate }: DriftInput): DriftAction {
    return { kind: 'rate', rate: quantise(roomRate, this.#lean) }
  }
}

/**
 * Keeps one player where the room is, by speed for small errors and by a seek for large ones. A seek aims ahead
 * by what seeks have been seen to cost, is never repeated because of its own delay, and is given up for a while
 * when it doesn't help.
 */
export function createDriftController(seekLatency: LatencyLearner): DriftController {
  return new Controller(seekLatency)
}

function limit(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value))
}

function toStep(correction: number): number {
  return Math.round(correction / RATE_STEP) * RATE_STEP
}

function quantise(roomRate: number, correction: number): number {
  return Number((roomRate * (1 + toStep(correction))).toFixed(6))
}
