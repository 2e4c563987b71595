import type { Playback } from '../room/roomState.ts'

/**
 * Where the room's video is at room time `nowMs`, in seconds; null when there is nothing to be anywhere in, or
 * when a live position is still to be found. A position is an anchor and a rate, never a ticking counter, so a
 * room changes only when somebody acts.
 */
export function positionAt(playback: Playback, nowMs: number): number | null {
  switch (playback.mode) {
    case 'idle':
      return null
    case 'playing': {
      const elapsedS = (nowMs - playback.atMs) / 1000
      return playback.positionS + elapsedS * (elapsedS < 0 ? playback.approachRate : playback.rate)
    }
    case 'paused':
    case 'waiting':
    case 'ended':
      return playback.positionS
  }
}

/** Speed at room time `nowMs`: 0 while the video stands still. */
export function rateAt(playback: Playback, nowMs: number): number {
  if (playback.mode !== 'playing') return 0
  return nowMs < playback.atMs ? playback.approachRate : playback.rate
}
