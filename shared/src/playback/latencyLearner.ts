/**
 * Learns by how much a player answers late, in seconds: an exponentially weighted mean of what was missed. It
 * may be negative: a video that is started after a pause can come out ahead of where its clock stood.
 */
export interface LatencyLearner {
  /** What to reckon with now, seconds. */
  readonly latencyS: () => number
  /** The last attempt, made with `latencyS()`, ended this far behind (positive) or ahead (negative), seconds. */
  readonly missedBy: (errorS: number) => void
}

interface LearnerOptions {
  readonly initialS: number
  readonly minS: number
  readonly maxS: number
}

/** The first attempt says most, since the start value is a guess. */
const FIRST_WEIGHT = 0.8
const WEIGHT = 0.4

export function createLatencyLearner({ initialS, minS, maxS }: LearnerOptions): LatencyLearner {
  let latencyS = initialS
  let weight = FIRST_WEIGHT
  return {
    latencyS: () => latencyS,
    missedBy: errorS => {
      latencyS = Math.max(minS, Math.min(maxS, latencyS + weight * errorS))
      weight = WEIGHT
    },
  }
}

/** What a player has gone through since it last moved: a seek empties its pipeline, a mere pause doesn't. */
export type StartKind = 'afterSeek' | 'afterPause'

/**
 * From `play()` to motion. Measured in Chromium with the Kaltura player: 97 to 127 ms after a seek; after a pause
 * the video comes out 11 ms ahead of where its clock had stopped.
 */
export function createStartLatencies(): Readonly<Record<StartKind, LatencyLearner>> {
  return {
    afterSeek: createLatencyLearner({ initialS: 0.09, minS: -0.15, maxS: 0.4 }),
    afterPause: createLatencyLearner({ initialS: 0, minS: -0.15, maxS: 0.4 }),
  }
}

/** From a seek while playing to motion, as distance missed. Measured with HLS: 105 to 120 ms when buffered. */
export function createSeekLatency(): LatencyLearner {
  return createLatencyLearner({ initialS: 0.15, minS: 0, maxS: 2 })
}
