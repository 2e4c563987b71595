import puppeteer from 'puppeteer-core'
import type { OtherViewer } from './otherViewer.ts'

const FIREFOX = '/usr/bin/firefox-esr'
const ACTIVITY = /\.discordsays\.localhost/

/** Debian's Firefox, over WebDriver BiDi. */
export async function openFirefox(url: string): Promise<OtherViewer> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    // Nobody taps here before the video begins.
    extraPrefsFirefox: { 'media.autoplay.default': 0 },
  })
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 720 })
  await page.goto(url)
  const activity = () => page.frames().find(each => ACTIVITY.test(each.url()))
  return {
    name: 'Firefox',
    ask: async expression => (await activity()?.evaluate(expression)) ?? null,
    press: async button => {
      // The controls go away while nobody moves.
      await page.mouse.move(600, 300)
      await page.mouse.move(640, 320)
      await activity()?.click(`button[aria-label="${button}"]`)
    },
    close: () => browser.close(),
  }
}
