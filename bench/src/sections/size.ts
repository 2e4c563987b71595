import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { openPerson } from '../../../e2e/src/person.ts'
import { withBrowser } from '../browser.ts'
import type { Section } from '../figure.ts'
import { withProduct } from '../product.ts'

const DIST = join(import.meta.dirname, '../../../client/dist')
const PLAYER = /\/player\//

/** What a browser loads of our own JavaScript until a video is on: seen from outside, not from a manifest. */
export async function measureSize(): Promise<Section> {
  const paths = await withProduct(() => withBrowser(loadedScripts))
  const sizes = await Promise.all(paths.map(async path => gzipSync(await readFile(join(DIST, path))).length))
  const kB = sizes.reduce((sum, size) => sum + size, 0) / 1000
  return {
    name: 'Own JavaScript before the player',
    setting: `${paths.length} files, gzip, all that is loaded until the player has put its video up; the player itself doesn't count.`,
    figures: [{ name: 'own JavaScript', value: kB, unit: 'kB', must: 200, goal: 130 }],
  }
}

async function loadedScripts(browser: Browser): Promise<string[]> {
  const ana = await openPerson(browser, { user: 'ana', watch: '0_testcard' }, {}, async context => {
    await context.addInitScript(markVideo)
  })
  await ana.activity.locator('video').waitFor({ state: 'attached' })
  const scripts = await ana.activity.locator('html').evaluate(scriptsBeforeVideo)
  await ana.context.close()
  const own = scripts.filter(path => !PLAYER.test(path))
  if (own.length === scripts.length) throw new Error('The player was never asked for.')
  return own
}

/** By the page's own clock: what is asked for after that has waited for the video. Runs in the page. */
function markVideo(): void {
  const watch = new MutationObserver(() => {
    if (document.querySelector('video') === null) return
    performance.mark('video')
    watch.disconnect()
  })
  watch.observe(document, { childList: true, subtree: true })
}

/** Paths on the page's own origin. Runs in the page. */
function scriptsBeforeVideo(): string[] {
  const upAtMs = performance.getEntriesByName('video')[0]?.startTime ?? Number.POSITIVE_INFINITY
  return performance
    .getEntriesByType('resource')
    .filter(({ startTime, name }) => startTime <= upAtMs && new URL(name).origin === window.origin)
    .map(({ name }) => new URL(name).pathname)
    .filter(path => path.endsWith('.js'))
}
