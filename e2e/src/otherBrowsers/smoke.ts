import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { press } from '../controls.ts'
import { arrivalUrl, openPerson, type Person } from '../person.ts'
import type { OpenViewer, OtherViewer } from './otherViewer.ts'

/** Where a video is, and when that was: the clock is the machine's, so that browsers can be compared. */
const PLACE = `(() => {
  const video = document.querySelector('video')
  if (!video) return null
  return { positionS: video.currentTime, atMs: Date.now(), paused: video.paused, width: video.videoWidth }
})()`

/** What stands on the screen, and how the video is. */
const SHOWS = `(() => {
  const video = document.querySelector('video')
  const { readyState, networkState, seeking, muted, error, buffered } = video ?? {}
  const parts = buffered ? Array.from({ length: buffered.length }, (_, at) => [buffered.start(at), buffered.end(at)]) : []
  return document.body.innerText + JSON.stringify({ readyState, networkState, seeking, muted, code: error?.code, parts })
})()`

/** Browsers say at different moments where they are: finer can't be told from outside. */
const IN_STEP_MS = 150
const ONE_FRAME_S = 0.05
const PATIENCE_MS = 40_000
const LOOK_EVERY_MS = 200

interface Place {
  readonly positionS: number
  readonly atMs: number
  readonly paused: boolean
  readonly width: number
}

/** Two people watch together, one of them in that browser. Resolves with what was seen, line by line. */
export async function smoke(browser: Browser, open: OpenViewer): Promise<string[]> {
  const other = await open(arrivalUrl({ user: 'ben', watch: '0_testcard' }))
  const ana = await openPerson(browser, { user: 'ana' })
  const seen: string[] = []
  const tell = (what: string): void => void seen.push(`${other.name}: ${what}`)
  try {
    await until(`${other.name} shows the video`, async () => ((await placeOf(other))?.width ?? 0) > 0)
    tell('signed in, and the video is there')
    const apartMs = await inStep(ana, other)
    tell(`plays in step with Chromium, ${apartMs.toFixed(0)} ms apart`)
    await press(ana, 'Pause')
    await until('both have stopped at one frame', () => isStoppedTogether(ana, other))
    tell('stops at the frame that Chromium stops at')
    await other.press('Play')
    tell(`has both go on, ${(await inStep(ana, other)).toFixed(0)} ms apart`)
    await other.press('Pause')
    await until('both have stopped at one frame', () => isStoppedTogether(ana, other))
    tell('stops both at one frame')
    return seen
  } catch (error) {
    const shows = `${JSON.stringify([await placeOfPerson(ana), await placeOf(other)])} ${await other.ask(SHOWS).catch(() => null)}`
    throw new Error([...seen, `${other.name}: ${String(error)} It shows: ${shows}`].join('\n'))
  } finally {
    await other.close()
    await ana.context.close()
  }
}

const placeOf = async (viewer: OtherViewer): Promise<Place | null> => asPlace(await viewer.ask(PLACE))
const placeOfPerson = async (person: Person): Promise<Place | null> =>
  asPlace(await (await person.frame()).evaluate(PLACE))

function asPlace(answer: unknown): Place | null {
  if (typeof answer !== 'object' || answer === null) return null
  const { positionS, atMs, paused, width } = { positionS: 0, atMs: 0, paused: true, width: 0, ...answer }
  return { positionS, atMs, paused, width }
}

/** How far apart they are once they play in step, ms: the middle of several looks. */
async function inStep(person: Person, viewer: OtherViewer): Promise<number> {
  let apartMs = Number.POSITIVE_INFINITY
  await until(`${viewer.name} plays in step`, async () => {
    const looks: number[] = []
    for (let look = 0; look < 9; look++) {
      const [one, two] = [await placeOfPerson(person), await placeOf(viewer)]
      if (!one || !two || one.paused || two.paused) return false
      looks.push((two.positionS - one.positionS) * 1000 - (two.atMs - one.atMs))
      await pause(LOOK_EVERY_MS / 2)
    }
    apartMs = Math.abs(looks.sort((a, b) => a - b)[4] ?? Number.POSITIVE_INFINITY)
    return apartMs < IN_STEP_MS
  })
  return apartMs
}

async function isStoppedTogether(person: Person, viewer: OtherViewer): Promise<boolean> {
  const [one, two] = [await placeOfPerson(person), await placeOf(viewer)]
  if (!one || !two) return false
  return one.paused && two.paused && Math.abs(one.positionS - two.positionS) <= ONE_FRAME_S
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const endsMs = Date.now() + PATIENCE_MS
  while (!(await holds().catch(() => false))) {
    if (Date.now() > endsMs) throw new Error(`It never came to this: ${what}.`)
    await pause(LOOK_EVERY_MS)
  }
}
