/** Notices that a player which should move doesn't. */
export interface StallWatch {
  /** Feed it while the player should be in motion; returns for how long it hasn't been, ms. */
  look(nowMs: number, player: { readonly positionS: number; readonly rate: number }): number
  stalledMs(): number
  reset(): void
}

/** Less than this isn't motion, s: players nudge themselves over gaps. */
const MOTION_S = 0.01

export function createStallWatch(): StallWatch {
  let lastS: number | null = null
  let lookedMs = 0
  let movedAtMs = 0
  let stalledMs = 0
  return {
    look: (nowMs, { positionS, rate }) => {
      const wayS = lastS === null ? null : Math.abs(positionS - lastS)
      // It may have stopped between two looks: it has moved for as long as its way takes.
      if (wayS === null) movedAtMs = nowMs
      else if (wayS > MOTION_S) movedAtMs = Math.min(nowMs, lookedMs + (wayS / rate) * 1000)
      if (wayS === null || wayS > MOTION_S) lastS = positionS
      lookedMs = nowMs
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
