/** Watches together in Firefox and in WebKit, each with somebody in Chromium: `pnpm smoke:browsers [firefox|webkit]`. */
import { chromium } from '@playwright/test'
import { AUTOPLAY_ALLOWED, CHROMIUM_ARGS, findChromium } from '../findChromium.ts'
import { runProduct } from '../runProduct.ts'
import { openFirefox } from './openFirefox.ts'
import { openWebKit } from './openWebKit.ts'
import { smoke } from './smoke.ts'

const OTHERS = { firefox: openFirefox, webkit: openWebKit } as const
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
