import type { PlayerView, TimeRange } from '../../sync/playerView.ts'

/** What the scrubber spans, in the room's positions: the whole video, or what of a live one can be sought to. */
export function scrubberRange(player: PlayerView): TimeRange | null {
  if (player.live) return player.live.seekable
  return player.durationS === null || player.durationS <= 0 ? null : { startS: 0, endS: player.durationS }
}

/** 0 at the start, 1 at the end. */
export function fractionOf(range: TimeRange, positionS: number): number {
  const lengthS = range.endS - range.startS
  return lengthS <= 0 ? 0 : Math.min(1, Math.max(0, (positionS - range.startS) / lengthS))
}

export function positionOf(range: TimeRange, fraction: number): number {
  return range.startS + Math.min(1, Math.max(0, fraction)) * (range.endS - range.startS)
}

const STEP_S = 5
const PAGE_SHARE = 0.1

/** Where a key takes the scrubber; null when it isn't one of its keys. */
export function scrubberKey(key: string, positionS: number, range: TimeRange): number | null {
  const pageS = Math.max(STEP_S, (range.endS - range.startS) * PAGE_SHARE)
  const clamp = (value: number): number => Math.min(range.endS, Math.max(range.startS, value))
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return clamp(positionS - STEP_S)
    case 'ArrowRight':
    case 'ArrowUp':
      return clamp(positionS + STEP_S)
    case 'PageDown':
      return clamp(positionS - pageS)
    case 'PageUp':
      return clamp(positionS + pageS)
    case 'Home':
      return range.startS
    case 'End':
      return range.endS
    default:
      return null
  }
}
