import type { MediaReading } from '../player/mediaPlayer.ts'

/** Notices a player that has nothing to play and doesn't fetch any. */
export interface RefillWatch {
  /** True when it is time to have the player look at its buffer again. */
  look(nowMs: number, reading: MediaReading): boolean
}

const HAS_DATA = 3
const EMPTY_S = 0.5
const FIRST_MS = 700
const AGAIN_MS = 3000

export function createRefillWatch(): RefillWatch {
  let emptySinceMs: number | null = null
  let toldMs = Number.NEGATIVE_INFINITY
  return {
    look: (nowMs, { readyState, bufferedS, ended }) => {
      const isEmpty = readyState < HAS_DATA && bufferedS < EMPTY_S && !ended
      emptySinceMs = isEmpty ? (emptySinceMs ?? nowMs) : null
      if (emptySinceMs === null || nowMs - emptySinceMs < FIRST_MS || nowMs - toldMs < AGAIN_MS) return false
      toldMs = nowMs
      return true
    },
  }
}
