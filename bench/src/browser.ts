import { type Browser, chromium } from '@playwright/test'
import { AUTOPLAY_ALLOWED, CHROMIUM_ARGS, findChromium } from '../../e2e/src/findChromium.ts'

export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...CHROMIUM_ARGS, AUTOPLAY_ALLOWED],
  })
  try {
    return await use(browser)
  } finally {
    await browser.close()
  }
}
