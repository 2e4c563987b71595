/** What one viewer's video says at one instant. */
export interface PositionSample {
  /** True time, epoch ms with fraction: one machine's clock, whatever the viewer believes. */
  readonly atMs: number
  /** Room position, s: into the video, or epoch seconds by program-date-time for live. */
  readonly positionS: number
  readonly paused: boolean
  readonly rate: number
  readonly readyState: number
}

export type Series = readonly PositionSample[]

/** Two samples further apart than this say nothing about what is between them. */
const MAX_GAP_MS = 400

/** Position at `atMs`, between the two samples around it; null outside of them. */
export function positionAtMs(series: Series, atMs: number): number | null {
  const next = series.findIndex(sample => sample.atMs >= atMs)
  const after = series[next]
  if (after === undefined) return null
  if (after.atMs === atMs) return after.positionS
  const before = series[next - 1]
  if (before === undefined || after.atMs - before.atMs > MAX_GAP_MS) return null
  const share = (atMs - before.atMs) / (after.atMs - before.atMs)
  return before.positionS + share * (after.positionS - before.positionS)
}

export interface SpreadSample {
  readonly atMs: number
  /** Position of whoever is ahead minus that of whoever is behind, ms. */
  readonly spreadMs: number
}

/** The spread over all viewers at each sample of the first one. */
export function spreadOf(viewers: readonly Series[]): SpreadSample[] {
  const [first = [], ...others] = viewers
  return first.flatMap(({ atMs, positionS }) => {
    const positions = others.map(series => positionAtMs(series, atMs))
    if (positions.some(position => position === null)) return []
    const all = [positionS, ...positions.flatMap(position => position ?? [])]
    return [{ atMs, spreadMs: (Math.max(...all) - Math.min(...all)) * 1000 }]
  })
}

/** Nearest-rank percentile; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
