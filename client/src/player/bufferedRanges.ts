import type { TimeRange } from '../sync/playerView.ts'

/** A gap of a tenth of a second is one that players step over. */
const SMALL_GAP_S = 0.1

export function rangesOf(ranges: TimeRanges): TimeRange[] {
  return Array.from({ length: ranges.length }, (_, index) => ({
    startS: ranges.start(index),
    endS: ranges.end(index),
  }))
}

/** Seconds buffered from `atS` on without a gap. */
export function bufferedAhead(ranges: readonly TimeRange[], atS: number): number {
  const range = ranges.find(each => each.startS <= atS + SMALL_GAP_S && each.endS > atS)
  return range ? range.endS - atS : 0
}
