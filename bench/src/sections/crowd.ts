import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Frame } from '@playwright/test'
import { installMediaProbe } from '../../../e2e/src/mediaProbe.ts'
import type { Arrival, Person } from '../../../e2e/src/person.ts'
import { percentile, spreadOf } from '../../../e2e/src/positions.ts'
import { playbackKs, withBarePage } from '../bareViewer.ts'
import type { BenchOptions } from '../benchOptions.ts'
import { withBrowser } from '../browser.ts'
import type { Section } from '../figure.ts'
import { type Member, openMember } from '../member.ts'
import { processTimeS } from '../processTime.ts'
import { withProduct } from '../product.ts'
import { people } from '../signIn.ts'
import { openViewer, sampleIn, samplesOf, settleMs, trueNowMs } from '../viewers.ts'

const ENTRY = '0_lecture'
const MINUTE_MS = 60_000
/** One-way delay and jitter in ms. */
const VIEWERS: readonly Arrival[] = [
  { user: 'ana', net: '5,2' },
  { user: 'ben', net: '20,5' },
  { user: 'cleo', net: '40,8' },
  { user: 'dan', net: '70,12' },
  { user: 'eva', net: '110,20' },
]
const MEMBERS = 25
/** As often as a real one tells where it is, ms. */
const TELEMETRY_MS = 1_000
const PATIENCE_MS = 60_000
/** What is looked at once everything has calmed down. */
const CALM_MS = 10_000

/** A full room: five who really watch, among twenty who only say so. */
export async function measureCrowd({ steadyMinutes }: BenchOptions): Promise<Section> {
  let crowd: Crowd | undefined
  await withProduct(async () => {
    const ks = await playbackKs(ENTRY)
    await withBarePage(ENTRY, ks, url =>
      withBrowser(async browser => {
        crowd = await measure(browser, url, steadyMinutes * MINUTE_MS)
      }),
    )
  })
  if (crowd === undefined) throw new Error('Nothing was measured.')
  const { spreadsMs, ownS, bareS } = crowd
  return {
    name: 'A room of 25',
    setting: `${VIEWERS.length} viewers in Chromium on the Kaltura player, one-way delays of 5 to 110 ms, among ${MEMBERS - VIEWERS.length} members on the bare wire who tell every second where they are; ${steadyMinutes} steady minutes. Processor time of the renderer that the Activity’s frame has to itself, the middle one of the five, against that of a page of the same size with the same player and nothing else, which plays the same rendition beside them at the same time.`,
    figures: [
      { name: 'steady spread, p50', value: percentile(spreadsMs, 0.5), unit: 'ms', must: null, goal: null },
      { name: 'steady spread, p95', value: percentile(spreadsMs, 0.95), unit: 'ms', must: 20, goal: 10 },
      { name: 'Activity', value: ownS, unit: 'each s of a core', must: null, goal: null },
      { name: 'player alone', value: bareS, unit: 'each s of a core', must: null, goal: null },
      { name: 'Activity ÷ player alone', value: ownS / bareS, unit: '×', must: 1.3, goal: 1.15 },
    ],
  }
}

interface Crowd {
  readonly spreadsMs: number[]
  readonly ownS: number
  readonly bareS: number
}

async function measure(browser: Browser, bareUrl: string, steadyMs: number): Promise<Crowd> {
  const viewers: Person[] = []
  for (const arrival of VIEWERS) viewers.push(await openViewer(browser, { ...arrival, watch: ENTRY }))
  const named = new Set(VIEWERS.map(({ user }) => user))
  const others = (await people(MEMBERS)).filter(handle => !named.has(handle))
  const members: Member[] = []
  for (const handle of others) members.push(await openMember(handle))
  const telling = setInterval(() => members.forEach(tellInStep), TELEMETRY_MS)
  try {
    const size = await leaveAlone(viewers)
    const bare = await playBare(browser, { url: bareUrl, viewport: size })
    await inStep(viewers)
    await pause(CALM_MS)
    return await watchThem(viewers, bare, steadyMs)
  } finally {
    clearInterval(telling)
    for (const member of members) member.close()
  }
}

const tellInStep = ({ socket }: Member): void =>
  void socket.emit('telemetry', { state: 'inStep', errorS: 0, bufferedS: 20, oneWayP95Ms: 40 })

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The sandbox's own page reads where each video is ten times a second, with a script inside the Activity: no Discord
 * does, and the page it is compared with isn't asked either. Returns how large the Activity is.
 */
async function leaveAlone(viewers: readonly Person[]): Promise<Size> {
  for (const { page } of viewers)
    await page.evaluate(() => {
      const frame = document.querySelector('iframe')?.contentWindow
      frame?.postMessage({ sandbox: 'sample', everyMs: 0 }, '*')
    })
  const [size] = await Promise.all(viewers.map(sizeOf))
  if (!size) throw new Error('Nobody watches.')
  return size
}

async function sizeOf(viewer: Person): Promise<Size> {
  const frame = await viewer.frame()
  return frame.evaluate(() => ({ width: innerWidth, height: innerHeight }))
}

interface BareRoute {
  readonly url: string
  readonly viewport: Size
}

async function playBare(browser: Browser, { url, viewport }: BareRoute): Promise<Frame> {
  const context = await browser.newContext({ viewport })
  await context.addInitScript(installMediaProbe)
  await sampleIn(context)
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1)
  return page.mainFrame()
}

async function inStep(viewers: readonly Person[]): Promise<void> {
  const fromMs = trueNowMs()
  const seen = async () =>
    settleMs(await Promise.all(viewers.map(each => samplesOf(each, fromMs))), { fromMs })
  while ((await seen()) === null) {
    if (trueNowMs() - fromMs > PATIENCE_MS) throw new Error('They never came into step.')
    await pause(250)
  }
}

async function watchThem(viewers: readonly Person[], bare: Frame, ms: number): Promise<Crowd> {
  const frames = [bare, ...(await Promise.all(viewers.map(viewer => viewer.frame())))]
  const before = await Promise.all(frames.map(processTimeS))
  const sinceMs = trueNowMs()
  await pause(ms)
  const after = await Promise.all(frames.map(processTimeS))
  const tookS = (trueNowMs() - sinceMs) / 1000
  const [bareS = Number.NaN, ...own] = after.map((each, index) => (each - (before[index] ?? 0)) / tookS)
  const seen = await Promise.all(viewers.map(viewer => samplesOf(viewer, sinceMs)))
  return {
    spreadsMs: spreadOf(seen).map(({ spreadMs }) => spreadMs),
    ownS: percentile(own, 0.5),
    bareS,
  }
}
