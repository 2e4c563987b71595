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
  const scripts = new Set<string>()
  const ana = await openPerson(browser, { user: 'ana', watch: '0_testcard' }, {}, context =>
    context.on('request', request => {
      const { hostname, pathname } = new URL(request.url())
      if (hostname.endsWith('.discordsays.localhost') && pathname.endsWith('.js')) scripts.add(pathname)
    }),
  )
  await ana.activity.locator('video').waitFor({ state: 'attached' })
  await ana.context.close()
  const own = [...scripts].filter(path => !PLAYER.test(path))
  if (own.length === scripts.size) throw new Error('The player was never asked for.')
  return own
}
