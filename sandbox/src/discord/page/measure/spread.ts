import type { ShimSample } from '../../hostApi.ts'

/** A sample older than this says nothing about now; frames report every 100 ms. */
export const freshMs = 1500

/** HTMLMediaElement.HAVE_FUTURE_DATA: below it the picture stands still whatever `paused` says. */
const canAdvance = 3

export type Samples = Readonly<Record<string, ShimSample>>

export const isPlaying = ({ video }: ShimSample): boolean =>
  video !== null && !video.paused && video.readyState >= canAdvance

export const isFresh = (sample: ShimSample, nowMs: number): boolean => nowMs - sample.atMs <= freshMs

/** Where this person's picture is at `atMs`, null without a video. */
export function positionAtS(sample: ShimSample, atMs: number): number | null {
  if (sample.video === null) return null
  const elapsedS = isPlaying(sample) ? (atMs - sample.atMs) / 1000 : 0
  return sample.video.currentTimeS + elapsedS * sample.video.playbackRate
}

/** Everybody's position at one instant; people without a video or without news are absent. */
export function positionsAtS(samples: Samples, nowMs: number): Readonly<Record<string, number>> {
  const positions: Record<string, number> = {}
  for (const [handle, sample] of Object.entries(samples)) {
    const position = isFresh(sample, nowMs) ? positionAtS(sample, nowMs) : null
    if (position !== null) positions[handle] = position
  }
  return positions
}

/** Furthest ahead minus furthest behind, in ms; null with fewer than two people. */
export function spreadOfMs(positionsS: Readonly<Record<string, number>>): number | null {
  const values = Object.values(positionsS)
  return values.length < 2 ? null : (Math.max(...values) - Math.min(...values)) * 1000
}

/** How far each person is ahead of the middle one, in ms. */
export function offsetsFromMedianMs(
  positionsS: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const middle = median(Object.values(positionsS))
  return Object.fromEntries(
    Object.entries(positionsS).map(([handle, position]) => [handle, (position - middle) * 1000]),
  )
}

export function allPlaying(samples: Samples, handles: readonly string[], nowMs: number): boolean {
  return handles.every(handle => {
    const sample = samples[handle]
    return sample !== undefined && isFresh(sample, nowMs) && isPlaying(sample)
  })
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return (upper + lower) / 2
}
