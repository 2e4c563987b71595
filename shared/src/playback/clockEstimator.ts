import { median } from './median.ts'

/**
 * One question to the room's clock and its answer. `sentMs` and `returnedMs` are the asker's own clock, which
 * must be monotonic (`performance.now()`): people's wall clocks are wrong, and are set while we watch.
 * `receivedMs` and `repliedMs` are room time. All in milliseconds.
 */
export interface ClockSample {
  readonly sentMs: number
  readonly receivedMs: number
  readonly repliedMs: number
  readonly returnedMs: number
}

export interface ClockEstimator {
  add(sample: ClockSample): void
  /** Room time at local time `localMs`, epoch ms; `localMs` itself before the first sample. */
  roomMs(localMs: number): number
  /** Half the shortest round trip: the true offset is within it. Infinite before the first sample. */
  errorMs(): number
  /**
   * 95th percentile of the one-way delay over the window, ms; 0 before the first sample. Estimated from the shortest
   * and the middle round trip: a page that was busy has taken answers up late, and that isn't the line.
   */
  oneWayP95Ms(): number
  /** Still finding out: ask often. */
  acquiring(): boolean
  /** Spread of the estimate's own samples is below a millisecond: asking less often is enough. */
  steady(): boolean
}

interface Measured {
  readonly atMs: number
  readonly offsetMs: number
  readonly roundTripMs: number
}

/** Where the offset is being moved to, and from where. */
interface Slew {
  readonly fromMs: number
  readonly sinceMs: number
  readonly toMs: number
}

const WINDOW_SAMPLES = 64
const WINDOW_MS = 90_000
const BEST = 3
/** At first the clock may be set at once, with each better answer: a player follows within the same seconds. */
const ACQUIRING = 24
/** Fewer say nothing about how well they agree. */
const STEADY_SAMPLES = 8
/** Later the offset moves slowly, so that no player sees it jump, ms per ms. */
const SLEW = 0.001
/** Beyond what its round trip can explain by this much, a sample tells of a clock that has jumped, ms. */
const JUMP_MS = 50
const JUMP_SAMPLES = 3
/** Crystals part by some 50 ppm, so an old sample is worth less, ms per ms. */
const AGEING = 0.00005
const STEADY_MS = 1
/** How far the 95th percentile lies above the shortest, in medians: queues both ways with an exponential tail. */
const P95_PER_MEDIAN = 2.8

/**
 * Offset to the room's clock from four timestamps a sample (RFC 5905 §8): the mean of the three samples with the
 * shortest round trips of the last 64 or 90 s, the shorter weighing more. What queues and jitter add only makes
 * a round trip longer, so the shortest ones come closest; what is left is the asymmetry of the path.
 */
export function createClockEstimator(): ClockEstimator {
  let samples: readonly Measured[] = []
  let slew: Slew | null = null
  let taken = 0
  let jumped: readonly Measured[] = []

  const add = (sample: ClockSample): void => {
    const measured = measure(sample)
    if (measured.roundTripMs < 0) return
    taken++
    jumped = tellsOfJump(measured, slew) ? [...jumped, measured] : []
    const hasJumped = jumped.length >= JUMP_SAMPLES
    samples = hasJumped ? jumped : recent([...samples, measured], measured.atMs)
    const toMs = meanOfBest(best(samples, measured.atMs))
    const steps = slew === null || taken <= ACQUIRING || hasJumped
    if (hasJumped) jumped = []
    slew = { fromMs: steps ? toMs : offsetAt(slew, measured.atMs), sinceMs: measured.atMs, toMs }
  }

  return {
    add,
    roomMs: localMs => localMs + offsetAt(slew, localMs),
    errorMs: () => Math.min(...samples.map(each => each.roundTripMs)) / 2,
    oneWayP95Ms: () => likelyP95(samples.map(each => each.roundTripMs / 2)),
    acquiring: () => taken < ACQUIRING,
    steady: () => isSteady(samples),
  }
}

function measure({ sentMs, receivedMs, repliedMs, returnedMs }: ClockSample): Measured {
  return {
    atMs: returnedMs,
    offsetMs: (receivedMs - sentMs + (repliedMs - returnedMs)) / 2,
    roundTripMs: returnedMs - sentMs - (repliedMs - receivedMs),
  }
}

function recent(samples: readonly Measured[], nowMs: number): readonly Measured[] {
  return samples.filter(each => nowMs - each.atMs <= WINDOW_MS).slice(-WINDOW_SAMPLES)
}

function best(samples: readonly Measured[], nowMs: number): readonly Measured[] {
  const doubt = (each: Measured): number => each.roundTripMs / 2 + (nowMs - each.atMs) * AGEING
  return [...samples].sort((a, b) => doubt(a) - doubt(b)).slice(0, BEST)
}

function meanOfBest(chosen: readonly Measured[]): number {
  const shortestMs = Math.min(...chosen.map(each => each.roundTripMs))
  const weight = (each: Measured): number => 1 / (each.roundTripMs - shortestMs + 2)
  const total = chosen.reduce((sum, each) => sum + weight(each), 0)
  // Subtracting one of them first keeps the sum of large epoch numbers exact to well below a millisecond.
  const base = chosen[0]?.offsetMs ?? 0
  return base + chosen.reduce((sum, each) => sum + (each.offsetMs - base) * weight(each), 0) / total
}

/** An honest clock is within half the round trip of the truth, whatever the path does. */
function tellsOfJump(measured: Measured, slew: Slew | null): boolean {
  if (slew === null) return false
  const differenceMs = Math.abs(measured.offsetMs - offsetAt(slew, measured.atMs))
  return differenceMs > JUMP_MS + measured.roundTripMs / 2
}

function offsetAt(slew: Slew | null, localMs: number): number {
  if (slew === null) return 0
  const reachMs = Math.max(0, localMs - slew.sinceMs) * SLEW
  const wayMs = slew.toMs - slew.fromMs
  return slew.fromMs + Math.max(-reachMs, Math.min(reachMs, wayMs))
}

function isSteady(samples: readonly Measured[]): boolean {
  if (samples.length < STEADY_SAMPLES) return false
  const offsets = best(samples, samples.at(-1)?.atMs ?? 0).map(each => each.offsetMs)
  return Math.max(...offsets) - Math.min(...offsets) < STEADY_MS
}

function likelyP95(values: readonly number[]): number {
  if (values.length === 0) return 0
  const shortest = Math.min(...values)
  return shortest + P95_PER_MEDIAN * (median(values) - shortest)
}
