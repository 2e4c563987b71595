import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { press, seekTo, showControls, stall } from '../../../e2e/src/controls.ts'
import type { Arrival, Person } from '../../../e2e/src/person.ts'
import { percentile, spreadOf } from '../../../e2e/src/positions.ts'
import type { BenchOptions } from '../benchOptions.ts'
import { withBrowser } from '../browser.ts'
import type { Figure, Section } from '../figure.ts'
import { withProduct } from '../product.ts'
import { openViewer, type SettleOptions, samplesOf, settleMs, trueNowMs } from '../viewers.ts'

const ENTRY = '0_lecture'
const MINUTE_MS = 60_000
/** One-way delay and jitter in ms, and how far off this person's clock is. */
const VIEWERS: readonly Arrival[] = [
  { user: 'ana', net: '5,2' },
  { user: 'ben', net: '20,5', clock: 3 * MINUTE_MS },
  { user: 'cleo', net: '40,8', clock: -7 * MINUTE_MS },
  { user: 'dan', net: '70,12', clock: 20 * MINUTE_MS },
  { user: 'eva', net: '110,20', clock: -2 * MINUTE_MS },
]
const LATE: Arrival = { user: 'finn', net: '40,8', clock: 5 * MINUTE_MS }
const STALL_MS = 3000
/** One member may stop the room no more often within two minutes. */
const STALLS = 2
const BETWEEN_STALLS_MS = 5000
const PATIENCE_MS = 30_000
const REPEATS = 5
/** The scrubber has a pixel for so many seconds, and both its ends count. */
const SEEK_TOLERANCE_S = 3

/** Five viewers, each on the Kaltura player in a browser context of its own, behind lines and clocks of their own. */
export async function measureSync(options: BenchOptions): Promise<Section> {
  const figures = await withProduct(() => withBrowser(browser => measure(browser, options)))
  const lines = VIEWERS.map(({ net }) => net?.replace(',', ' ± ')).join(', ')
  return {
    name: 'In step',
    setting: `${VIEWERS.length} viewers in Chromium on the Kaltura player; one-way delays ${lines} ms, clocks off by up to 20 minutes; ${options.steadyMinutes} steady minutes, ${options.joins} late joiners. Positions sampled each 50 ms and interpolated; in step is within 100 ms for a second.`,
    figures,
  }
}

async function measure(browser: Browser, { steadyMinutes, joins }: BenchOptions): Promise<Figure[]> {
  const people: Person[] = []
  for (const arrival of VIEWERS) people.push(await openViewer(browser, { ...arrival, watch: ENTRY }))
  const presser = people[2]
  const stalled = people[1]
  if (!presser || !stalled) throw new Error('Nobody is here.')
  await settled(people, { fromMs: trueNowMs() })

  const start: number[] = []
  const resume: number[] = []
  const seek: number[] = []
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    await stopAt(people, presser, 0)
    start.push(await after(people, presser, () => press(presser, 'Play')))
    await pauseAll(people, presser)
    resume.push(await after(people, presser, () => press(presser, 'Play')))
    const targetS = 120 + repeat * 80
    seek.push(await after(people, presser, () => seekTo(presser, targetS), targetS))
  }
  await playFromTheStart(people, presser)
  const steady = await measureSteady(people, steadyMinutes)
  await playFromTheStart(people, presser)
  const stalls = await measureStalls(people, stalled)
  const late = await measureJoins(browser, people, joins)
  return [
    informs('steady spread, p50', percentile(steady.spreadsMs, 0.5)),
    { name: 'steady spread, p95', value: percentile(steady.spreadsMs, 0.95), unit: 'ms', must: 20, goal: 10 },
    informs('steady spread, worst', Math.max(...steady.spreadsMs)),
    { name: 'hard seeks while steady', value: steady.seeks, unit: 'seeks', must: 0, goal: 0 },
    ...settling('start', start, { must: 600, goal: 300 }),
    ...settling('seek', seek, { must: 1000, goal: 300 }),
    ...settling('resume', resume, { must: 500, goal: 300 }),
    {
      name: 'after a 3 s stall → all in step, worst',
      value: Math.max(...stalls),
      unit: 'ms',
      must: 1000,
      goal: 600,
    },
    informs('late joiner: media ready → in step, p50', percentile(late, 0.5)),
    {
      name: 'late joiner: media ready → in step, p95',
      value: percentile(late, 0.95),
      unit: 'ms',
      must: 2000,
      goal: 800,
    },
  ]
}

const informs = (name: string, value: number): Figure => ({
  name,
  value,
  unit: 'ms',
  must: null,
  goal: null,
})

/** The worst of a few is one draw from the tail of a line, so it is the middle one that counts. */
function settling(name: string, all: readonly number[], limits: Pick<Figure, 'must' | 'goal'>): Figure[] {
  return [
    informs(`${name} → all in step, p50`, percentile(all, 0.5)),
    { name: `${name} → all in step, worst`, value: Math.max(...all), unit: 'ms', ...limits },
  ]
}

/** Waits until all are in step; resolves with how long that took from `fromMs` on, ms. */
async function settled(people: readonly Person[], options: SettleOptions): Promise<number> {
  const endMs = trueNowMs() + PATIENCE_MS
  while (trueNowMs() < endMs) {
    await pause(250)
    const seen = await Promise.all(people.map(person => samplesOf(person, options.fromMs - 500)))
    const ms = settleMs(seen, options)
    if (ms !== null) return ms
  }
  return Number.POSITIVE_INFINITY
}

/** From the press, as its own page saw it, until all are in step. */
async function after(
  people: readonly Person[],
  presser: Person,
  act: () => Promise<void>,
  targetS?: number,
): Promise<number> {
  await showControls(presser)
  const pressed = await nextPress(presser)
  await act()
  const fromMs = await pressed()
  const range =
    targetS === undefined ? {} : { minPositionS: targetS - SEEK_TOLERANCE_S, maxPositionS: targetS + 60 }
  return settled(people, { fromMs, ...range })
}

/** Arms the presser's page; the answer gives the instant of the next press or change there. */
async function nextPress(presser: Person): Promise<() => Promise<number>> {
  const frame = await presser.frame()
  const handle = await frame.evaluateHandle(() => {
    const pressedMs = new Promise<number>(resolve => {
      for (const type of ['pointerup', 'input'])
        document.addEventListener(type, () => resolve(performance.timeOrigin + performance.now()), {
          capture: true,
          once: true,
        })
    })
    return { pressedMs }
  })
  return () => handle.evaluate(({ pressedMs }) => pressedMs)
}

async function pauseAll(people: readonly Person[], presser: Person): Promise<void> {
  await press(presser, 'Pause')
  await allStill(people)
}

async function stopAt(people: readonly Person[], presser: Person, positionS: number): Promise<void> {
  await pauseAll(people, presser)
  await seekTo(presser, positionS)
  await pause(1000)
  await allStill(people)
}

/** The video is long enough for ten minutes from its start, but not from wherever the last seek went. */
async function playFromTheStart(people: readonly Person[], presser: Person): Promise<void> {
  await stopAt(people, presser, 0)
  await press(presser, 'Play')
}

async function allStill(people: readonly Person[]): Promise<void> {
  const endMs = trueNowMs() + PATIENCE_MS
  while (trueNowMs() < endMs) {
    await pause(300)
    const seen = await Promise.all(people.map(person => samplesOf(person, trueNowMs() - 250)))
    const still = seen.every(
      series => series.length > 1 && new Set(series.map(each => each.positionS)).size === 1,
    )
    if (still && seen.flat().every(({ paused, readyState }) => paused && readyState >= 3)) return
  }
  throw new Error('They never stood still.')
}

interface Steady {
  readonly spreadsMs: number[]
  readonly seeks: number
}

async function measureSteady(people: readonly Person[], minutes: number): Promise<Steady> {
  const fromMs = trueNowMs()
  await settled(people, { fromMs })
  const sinceMs = trueNowMs()
  await pause(minutes * MINUTE_MS)
  const seen = await Promise.all(people.map(person => samplesOf(person, sinceMs)))
  const events = await Promise.all(people.map(person => person.mediaEvents()))
  const seeks = events.flat().filter(({ type, atMs }) => type === 'seeking' && atMs >= sinceMs).length
  return { spreadsMs: spreadOf(seen).map(({ spreadMs }) => spreadMs), seeks }
}

/** From the moment the line is back until all are in step, each time. */
async function measureStalls(people: readonly Person[], stalled: Person): Promise<number[]> {
  const all: number[] = []
  for (let each = 0; each < STALLS; each++) {
    await pause(BETWEEN_STALLS_MS)
    const stalledMs = trueNowMs()
    await stall(stalled, STALL_MS)
    await pause(STALL_MS)
    all.push(await settled(people, { fromMs: stalledMs + STALL_MS }))
  }
  return all
}

async function measureJoins(browser: Browser, people: readonly Person[], joins: number): Promise<number[]> {
  const [witness] = people
  if (!witness) throw new Error('Nobody is here.')
  const all: number[] = []
  for (let join = 0; join < joins; join++) {
    const openedMs = trueNowMs()
    const late = await openViewer(browser, { ...LATE, watch: ENTRY })
    all.push(await joinMs(late, witness, openedMs))
    await late.context.close()
    await pause(1000)
  }
  return all
}

/** From the first moment the joiner's video could play until it is in step. */
async function joinMs(late: Person, witness: Person, openedMs: number): Promise<number> {
  const endMs = trueNowMs() + PATIENCE_MS
  while (trueNowMs() < endMs) {
    await pause(250)
    const seen = await Promise.all([late, witness].map(person => samplesOf(person, openedMs))).catch(() => [])
    const readyMs = seen[0]?.find(({ readyState }) => readyState >= 3)?.atMs
    const ms = readyMs === undefined ? null : settleMs(seen, { fromMs: readyMs })
    if (ms !== null) return ms
  }
  return Number.POSITIVE_INFINITY
}
