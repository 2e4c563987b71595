import { type Browser, expect, type Page } from '@playwright/test'
import { probeInteractions, takeInteractions } from './interactionProbe.ts'
import { installMediaProbe } from './mediaProbe.ts'
import { IPHONE, withoutMediaSource } from './phone.ts'
import { recordInteraction, secrets } from './runRecord.ts'
import type { Viewer } from './together.ts'
import { watchPage } from './watchPage.ts'

/** Somebody without Discord, in a browser of their own. */
export interface Guest extends Viewer {
  readonly page: Page
  close(): Promise<void>
}

interface Coming {
  readonly handle: string
  readonly url: string
  /** With one on which streams play by themselves. */
  readonly onOldPhone?: true
}

export async function openLink(browser: Browser, { handle, url, onOldPhone }: Coming): Promise<Guest> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    ...(onOldPhone && { userAgent: IPHONE }),
  })
  await context.addInitScript(installMediaProbe)
  await probeInteractions(context)
  if (onOldPhone) withoutMediaSource(context)
  watchPage(
    handle,
    context,
    secrets().filter(({ name }) => name === name.toUpperCase()),
  )
  const page = await context.newPage()
  await page.goto(url)
  const close = async (): Promise<void> => {
    for (const interaction of await takeInteractions(context)) recordInteraction(interaction)
    await context.close()
  }
  return { handle, page, frame: async () => page.mainFrame(), close }
}

/** In the room, by a name alone. */
export async function enterAs({ page }: Guest, name: string): Promise<void> {
  await page.getByLabel('Or just give a name').fill(name)
  await page.getByRole('button', { name: 'Go in as a guest' }).click()
  await expect(page).toHaveURL(/\/watch$/)
}

/** The controls go away while nobody moves. */
export async function pressAs({ page }: Guest, button: string): Promise<void> {
  await page.mouse.move(600, 300)
  await page.mouse.move(640, 340)
  await page.getByRole('button', { name: button, exact: true }).click()
}
