import { expect } from '@playwright/test'
import type { Person } from './person.ts'
import { type Series, spreadOf } from './positions.ts'
import { isPlaying, isStill, sampleVideo } from './videoSampling.ts'

/** Somebody whose video is looked at, wherever it is. */
export type Viewer = Pick<Person, 'handle' | 'frame'>

/** Nobody in the room sees or hears a difference below this, ms. */
export const IN_STEP_MS = 100
/** One frame of the test card, s. */
export const ONE_FRAME_S = 0.04

const WINDOW = { count: 20, everyMs: 50 }
const SHORT_WINDOW = { count: 6, everyMs: 50 }
/** First loads, on two cores that are shared with everything else. */
const PATIENCE = { timeout: 60_000, intervals: [100] }

export async function watch(people: readonly Viewer[], window = WINDOW): Promise<Series[]> {
  return Promise.all(people.map(async person => sampleVideo(await person.frame(), window)))
}

/** Largest spread over one window in which all of them play; null while somebody doesn't. */
async function widestSpread(people: readonly Viewer[]): Promise<number | null> {
  const seen = await watch(people).catch(() => [])
  if (seen.length < people.length || !seen.every(isPlaying)) return null
  const spreads = spreadOf(seen).map(({ spreadMs }) => spreadMs)
  return spreads.length < WINDOW.count / 2 ? null : Math.max(...spreads)
}

/** They all play, and stay within `IN_STEP_MS` of each other at every sample of a window. */
export async function expectInStep(people: readonly Viewer[]): Promise<void> {
  await expect
    .poll(async () => (await widestSpread(people)) ?? Number.POSITIVE_INFINITY, {
      message: `${names(people)} should play in step`,
      ...PATIENCE,
    })
    .toBeLessThan(IN_STEP_MS)
}

export async function expectPlaying(person: Viewer): Promise<void> {
  await expect
    .poll(async () => (await watch([person], SHORT_WINDOW).catch(() => [])).every(isPlaying), {
      message: `${person.handle}'s video should play`,
      ...PATIENCE,
    })
    .toBe(true)
}

/** They all stand still at one frame. Resolves with its position, s. */
export async function expectStoppedTogether(people: readonly Viewer[]): Promise<number> {
  let stoppedAtS = Number.NaN
  await expect
    .poll(
      async () => {
        const seen = await watch(people, SHORT_WINDOW).catch(() => [])
        if (seen.length < people.length || !seen.every(isStill)) return Number.POSITIVE_INFINITY
        const positions = seen.flatMap(([first]) => first?.positionS ?? [])
        stoppedAtS = positions[0] ?? Number.NaN
        return Math.max(...positions) - Math.min(...positions)
      },
      { message: `${names(people)} should stand still at one frame`, ...PATIENCE },
    )
    .toBeLessThanOrEqual(ONE_FRAME_S)
  return stoppedAtS
}

/** Where this person's video is now, s. */
export async function positionOf(person: Viewer): Promise<number> {
  const [seen] = await watch([person], { count: 1, everyMs: 0 })
  return seen?.[0]?.positionS ?? Number.NaN
}

/** Everybody's video is at about this position, playing or not. */
export async function expectNear(
  people: readonly Viewer[],
  positionS: number,
  toleranceS: number,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const positions = await Promise.all(people.map(positionOf))
        return Math.max(...positions.map(each => Math.abs(each - positionS)))
      },
      { message: `${names(people)} should be near ${positionS} s`, ...PATIENCE },
    )
    .toBeLessThan(toleranceS)
}

const names = (people: readonly Viewer[]): string => people.map(({ handle }) => handle).join(', ')
