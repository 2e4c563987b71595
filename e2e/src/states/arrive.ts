import type { BrowserContext, BrowserContextOptions } from '@playwright/test'
import type { Arrival, Person } from '../person.ts'
import { secrets } from '../runRecord.ts'
import { watchPage } from '../watchPage.ts'
import { recordLiveRegions } from './liveRegions.ts'
import { type Device, PIXELS, type Screen, type Setting } from './state.ts'

/** What the stand-in's own line below the Activity takes, px. */
const STAND_IN_PX = 28

const OPTIONS: Readonly<Record<Device, BrowserContextOptions>> = {
  desktop: { viewport: { width: PIXELS.desktop.width, height: PIXELS.desktop.height + STAND_IN_PX } },
  phone: { viewport: PIXELS.phone, hasTouch: true, isMobile: true },
}

type Prepare = (context: BrowserContext) => void

/** Comes into the Activity on the device that is looked at. */
export const arrive = (
  { party, device }: Setting,
  arrival: Arrival,
  prepare: Prepare = () => {},
): Promise<Person> =>
  party.invite(
    device === 'phone' ? { ...arrival, platform: 'mobile' } : arrival,
    OPTIONS[device],
    context => {
      void context.addInitScript(recordLiveRegions)
      prepare(context)
    },
  )

/** Opens an address of ours in a plain browser on the device that is looked at. */
export async function openPage(
  { browser, device }: Setting,
  url: string,
  prepare: Prepare = () => {},
): Promise<Screen> {
  const plain = device === 'desktop' ? { viewport: PIXELS.desktop } : OPTIONS[device]
  const context = await browser.newContext(plain)
  await context.addInitScript(recordLiveRegions)
  const planted = secrets().filter(({ name }) => name === name.toUpperCase())
  watchPage('somebody in a browser', context, planted)
  prepare(context)
  const page = await context.newPage()
  await page.goto(url)
  return screenOn('guest', page)
}

export const screenOn = (handle: string, page: Screen['page']): Screen => ({
  handle,
  page,
  activity: page,
  frame: async () => page.mainFrame(),
})
