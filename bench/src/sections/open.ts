import type { Browser, Frame } from '@playwright/test'
import { installMediaProbe } from '../../../e2e/src/mediaProbe.ts'
import { openPerson } from '../../../e2e/src/person.ts'
import { percentile } from '../../../e2e/src/positions.ts'
import { playbackKs, withBarePage } from '../bareViewer.ts'
import type { BenchOptions } from '../benchOptions.ts'
import { withBrowser } from '../browser.ts'
import type { Section } from '../figure.ts'
import { withProduct } from '../product.ts'

const ENTRY = '0_testcard'
const VIEWPORT = { width: 640, height: 360 }

/** From opening the Activity to its first moving frame, against a page that does nothing but play. */
export async function measureOpen({ opens }: BenchOptions): Promise<Section> {
  const oursMs: number[] = []
  const bareMs: number[] = []
  await withProduct(async () => {
    const ks = await playbackKs(ENTRY)
    await withBarePage(ENTRY, ks, url =>
      withBrowser(async browser => {
        // One of each goes before, so that neither pays for what the machine does once.
        await openOurs(browser)
        await openBare(browser, url)
        for (let round = 0; round < opens; round++) {
          oursMs.push(await openOurs(browser))
          bareMs.push(await openBare(browser, url))
        }
      }),
    )
  })
  const [own, bare] = [percentile(oursMs, 0.5), percentile(bareMs, 0.5)]
  return {
    name: 'Opening',
    setting: `${opens} alternating openings with an empty cache, from the page's navigation to the first moving frame; sign-in, room and wait included on our side; the same proxy and content security policy on both.`,
    figures: [
      { name: 'ours, p50', value: own, unit: 'ms', must: null, goal: null },
      { name: 'bare player page, p50', value: bare, unit: 'ms', must: null, goal: null },
      { name: 'ratio', value: own / bare, unit: '×', must: 2, goal: 1.5 },
    ],
  }
}

async function openOurs(browser: Browser): Promise<number> {
  const person = await openPerson(browser, { user: 'ana', watch: ENTRY }, { viewport: VIEWPORT })
  const ms = await firstMovingFrameMs(await person.frame())
  await person.context.close()
  return ms
}

async function openBare(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  await context.addInitScript(installMediaProbe)
  const page = await context.newPage()
  await page.goto(url)
  const ms = await firstMovingFrameMs(page.mainFrame())
  await context.close()
  return ms
}

/** Since the document's own navigation. */
async function firstMovingFrameMs(frame: Frame): Promise<number> {
  const handle = await frame.waitForFunction(() => {
    const first = window.testProbe?.media.find(({ type }) => type === 'playing')
    const video = document.querySelector('video')
    return first && video && video.currentTime > 0 ? first.atMs - performance.timeOrigin : null
  })
  return (await handle.jsonValue()) ?? Number.NaN
}
