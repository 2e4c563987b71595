/** Bounds of how far ahead a change takes effect, ms. */
export const LEAD_MS = { min: 120, max: 600 } as const
const LEAD_PER_ONE_WAY = 1.5

/**
 * How far ahead a change takes effect so that it reaches everybody in time, from the members' 95th percentile of
 * one-way delay. Whoever is slower than the upper bound catches up alone and doesn't hold the others back.
 */
export function leadFor(oneWayP95sMs: Iterable<number>): number {
  let slowestMs = 0
  for (const oneWayMs of oneWayP95sMs) if (oneWayMs <= LEAD_MS.max) slowestMs = Math.max(slowestMs, oneWayMs)
  return Math.min(LEAD_MS.max, Math.max(LEAD_MS.min, LEAD_PER_ONE_WAY * slowestMs))
}
