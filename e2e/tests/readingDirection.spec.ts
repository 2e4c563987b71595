import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { showControls } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { layoutFaults } from '../src/layout.ts'
import type { Person } from '../src/person.ts'
import { expectPlaying } from '../src/together.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const SIZES = [
  ['desktop', {}, {}],
  ['phone', { platform: 'mobile' }, PHONE],
] as const
const SCREENS = join(import.meta.dirname, '../../docs/screens')

/** What of it can be seen, for those who want to look. */
async function picture(person: Person, name: string): Promise<void> {
  if (process.env['SCREENS'] === undefined) return
  mkdirSync(SCREENS, { recursive: true })
  await person.page.screenshot({ path: join(SCREENS, `${name}.png`) })
}

for (const [size, arrival, options] of SIZES)
  test(`read from right to left, in longer words, on a ${size}: nothing is cut off or lies over another`, async ({
    party,
  }) => {
    const ana = await party.invite({ user: 'ana', locale: 'ar-XB', ...arrival }, options)
    const { activity } = ana
    await expect(activity.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(activity.getByRole('button', { name: /test card/i }).first()).toBeVisible()
    expect(await layoutFaults(ana)).toEqual([])
    await picture(ana, `rtl-library-${size}`)

    await activity
      .getByRole('button', { name: /test card/i })
      .first()
      .click()
    await activity.getByRole('button', { name: /^⟦Watch together/ }).click()
    await expectPlaying(ana)
    await showControls(ana)
    expect(await layoutFaults(ana)).toEqual([])
    await picture(ana, `rtl-room-${size}`)

    await activity
      .getByRole('button', { name: /^⟦Queue/ })
      .or(activity.getByRole('tab', { name: /^⟦Queue/ }))
      .first()
      .click()
    await expect(activity.getByRole('tab', { name: /^⟦Queue/, selected: true })).toBeVisible()
    expect(await layoutFaults(ana)).toEqual([])
    await picture(ana, `rtl-queue-${size}`)

    // Only what others have written, and signs, stands there as it is.
    const unmarked = await activity.locator('body').evaluate(() => {
      const seen = Array.from(document.querySelectorAll('button, [role="tab"], p, h2'))
      return seen
        .map(each => each.getAttribute('aria-label') ?? each.textContent ?? '')
        .filter(words => /\p{L}{3}/u.test(words) && !words.includes('⟦'))
    })
    expect(unmarked.filter(words => !/Ana|Test card|kbps|\d/.test(words))).toEqual([])
  })
