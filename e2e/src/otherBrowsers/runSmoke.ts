/** Watches together in Firefox and in WebKit, each with somebody in Chromium: `pnpm smoke:browsers [firefox|webkit|webkit-managed|webkit-native]`. */
import { chromium } from '@playwright/test'
import { AUTOPLAY_ALLOWED, CHROMIUM_ARGS, findChromium } from '../findChromium.ts'
import { runProduct } from '../runProduct.ts'
import { openFirefox } from './openFirefox.ts'
import { MANAGES_MEDIA, openWebKit, PLAYS_BY_ITSELF } from './openWebKit.ts'
import type { OpenViewer } from './otherViewer.ts'
import { smoke } from './smoke.ts'

const OTHERS: Readonly<Record<string, OpenViewer>> = {
  firefox: openFirefox,
  webkit: url => openWebKit(url),
  'webkit-managed': url => openWebKit(url, MANAGES_MEDIA),
  'webkit-native': url => openWebKit(url, PLAYS_BY_ITSELF),
}
const asked = process.argv.slice(2)
const executablePath = findChromium()
const product = await runProduct({ environment: { LOG_LEVEL: 'warn' } })
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [...CHROMIUM_ARGS, AUTOPLAY_ALLOWED],
})
let failed = false
for (const [name, open] of Object.entries(OTHERS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  try {
    process.stdout.write(`${(await smoke(browser, open)).join('\n')}\n`)
  } catch (error) {
    failed = true
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
}
await browser.close()
await product.close()
process.exit(failed ? 1 : 0)
