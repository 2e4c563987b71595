import type { Browser, BrowserContext } from '@playwright/test'
import { type Arrival, openPerson, type Person } from '../../e2e/src/person.ts'
import { type PositionSample, positionAtMs, type Series, spreadOf } from '../../e2e/src/positions.ts'

declare global {
  interface Window {
    /** Put there by the bench: where the video was, all along. */
    benchSamples?: PositionSample[]
  }
}

const SAMPLE_EVERY_MS = 50
/** In step means within this, ms, and for so long. */
const IN_STEP_MS = 100
const HELD_MS = 1000
/** A video that plays goes at least this far, s, within the time after, ms: half of what it should. */
const MOVES = { ms: 50, byS: 0.025 }

/** Runs in every frame before its own scripts. */
function startSampling(everyMs: number): void {
  const samples: PositionSample[] = []
  window.benchSamples = samples
  setInterval(() => {
    const video = document.querySelector('video')
    if (!video) return
    const { currentTime: positionS, paused, playbackRate: rate, readyState } = video
    const atMs = performance.timeOrigin + performance.now()
    samples.push({ atMs, positionS, paused, rate, readyState })
  }, everyMs)
}

export const VIEWPORT = { width: 480, height: 270 } as const

/** Being looked at costs something, too: who is compared has to be looked at alike. */
export const sampleIn = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(startSampling, SAMPLE_EVERY_MS)

export const openViewer = (browser: Browser, arrival: Arrival): Promise<Person> =>
  openPerson(browser, arrival, { viewport: VIEWPORT }, context => void sampleIn(context))

/** Everything sampled since `sinceMs`. */
export async function samplesOf(person: Person, sinceMs: number): Promise<Series> {
  const frame = await person.frame()
  return frame.evaluate(since => (window.benchSamples ?? []).filter(({ atMs }) => atMs >= since), sinceMs)
}

export const trueNowMs = (): number => performance.timeOrigin + performance.now()

export interface SettleOptions {
  readonly fromMs: number
  /** Only positions from here on count, s: before a seek everybody is in step too. */
  readonly minPositionS?: number
  readonly maxPositionS?: number
}

/**
 * From `fromMs` until all move and stay within 100 ms of each other for a second, ms; null while that hasn't
 * come about.
 */
export function settleMs(viewers: readonly Series[], options: SettleOptions): number | null {
  const { fromMs, minPositionS = -Infinity, maxPositionS = Infinity } = options
  const spreads = spreadOf(viewers).filter(({ atMs }) => atMs >= fromMs)
  const isGood = ({ atMs, spreadMs }: (typeof spreads)[number]): boolean =>
    spreadMs <= IN_STEP_MS &&
    viewers.every(series => {
      const positionS = positionAtMs(series, atMs)
      const laterS = positionAtMs(series, atMs + MOVES.ms)
      if (positionS === null || laterS === null) return false
      return laterS - positionS > MOVES.byS && positionS >= minPositionS && positionS <= maxPositionS
    })
  const good = spreads.map(isGood)
  for (const [index, sample] of spreads.entries()) {
    if (!good[index]) continue
    const until = spreads.findIndex(({ atMs }) => atMs >= sample.atMs + HELD_MS)
    if (until < 0) return null
    if (good.slice(index, until).every(Boolean)) return sample.atMs - fromMs
  }
  return null
}
