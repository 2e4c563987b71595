/** Notices that a player which should move doesn't. */
export interface StallWatch {
  /** Feed it while the player should be in motion; returns for how long it hasn't been, ms. */
  look(nowMs: number, positionS: number): number
  stalledMs(): number
  reset(): void
}

/** Less than this isn't motion, s: players nudge themselves over gaps. */
const MOTION_S = 0.01

export function createStallWatch(): StallWatch {
  let lastS: number | null = null
  let movedAtMs = 0
  let stalledMs = 0
  return {
    look: (nowMs, positionS) => {
      if (lastS === null || Math.abs(positionS - lastS) > MOTION_S) {
        lastS = positionS
        movedAtMs = nowMs
      }
      stalledMs = nowMs - movedAtMs
      return stalledMs
    },
    stalledMs: () => stalledMs,
    reset: () => {
      lastS = null
      stalledMs = 0
    },
  }
}
