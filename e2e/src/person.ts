import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Frame,
  FrameLocator,
  Locator,
  Page,
} from '@playwright/test'
import { installMediaProbe, type MediaEvent, type PolicyViolation } from './mediaProbe.ts'
import { HOST_URL } from './sandboxControl.ts'

/** How one person comes: parameters of the sandbox's host page. */
export interface Arrival {
  readonly user: string
  /** Stands before the sandbox's front door instead of being in the Activity at once. */
  readonly plain?: true
  /** Entry id of a deep link. */
  readonly watch?: string
  /** What the link that brings this person carries, and whose it is. */
  readonly custom_id?: string
  readonly referrer_id?: string
  /** What Discord keeps from this person: `invite,presence`. */
  readonly deny?: string
  /** Commands that this person's client is too old to know. */
  readonly without?: string
  /** `<one-way ms>,<jitter ms>` */
  readonly net?: string
  /** Added to what this person's `Date` says, ms. */
  readonly clock?: number
  readonly platform?: 'mobile'
  readonly layout?: 'pip' | 'grid'
  readonly consent?: 'refuse'
  readonly locale?: string
}

/** One person at their own computer: a browser context of their own, with the Activity in Discord's frame. */
export interface Person {
  readonly handle: string
  readonly context: BrowserContext
  readonly page: Page
  readonly activity: FrameLocator
  /** The Activity's document, as it is now. */
  frame(): Promise<Frame>
  button(name: string): Locator
  /** What the video element has said since this page was opened. */
  mediaEvents(): Promise<MediaEvent[]>
  /** What the policy has refused in the Activity, if there is one. */
  violations(): Promise<PolicyViolation[]>
}

const ACTIVITY_ORIGIN = /^http:\/\/[\w-]+\.discordsays\.localhost(:\d+)?\//

export function arrivalUrl(arrival: Arrival): string {
  const url = new URL(HOST_URL)
  if (arrival.plain) return url.href
  for (const [name, value] of Object.entries(arrival)) url.searchParams.set(name, String(value))
  return url.href
}

/** `prepare` sees the context before the first page is loaded in it. */
export async function openPerson(
  browser: Browser,
  arrival: Arrival,
  options: BrowserContextOptions = {},
  prepare: (context: BrowserContext) => void | Promise<void> = () => {},
): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options })
  await context.addInitScript(installMediaProbe)
  await prepare(context)
  const page = await context.newPage()
  await page.goto(arrivalUrl(arrival))
  return personOn(arrival.user, page)
}

export function personOn(handle: string, page: Page): Person {
  const activity = page.frameLocator('iframe').first()
  const frame = (): Promise<Frame> => activityFrame(page)
  return {
    handle,
    context: page.context(),
    page,
    activity,
    frame,
    button: name => activity.getByRole('button', { name, exact: true }),
    mediaEvents: async () => (await frame()).evaluate(() => window.testProbe?.media ?? []),
    violations: async () =>
      (await findActivity(page)?.evaluate(() => window.testProbe?.violations ?? [])) ?? [],
  }
}

const isActivity = (frame: Frame): boolean => ACTIVITY_ORIGIN.test(frame.url())

const findActivity = (page: Page): Frame | undefined => page.frames().find(isActivity)

async function activityFrame(page: Page): Promise<Frame> {
  return findActivity(page) ?? (await page.waitForEvent('framenavigated', { predicate: isActivity }))
}
