import AxeBuilder from '@axe-core/playwright'
import { press, showControls } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { addFault } from '../src/sandboxControl.ts'
import { expectPlaying, expectStoppedTogether } from '../src/together.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Everything in the Activity's frame, and nothing of the stand-in around it. */
async function violations(person: Person): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: person.page })
    .include(['iframe', 'body'])
    .withTags(STANDARDS)
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

test("library, a video's details", async ({ party }) => {
  const ana = await party.invite({ user: 'ana' })
  await expect(ana.activity.getByRole('searchbox')).toBeVisible()
  const first = ana.activity.getByRole('button', { name: /test card/i }).first()
  await expect(first).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await first.click()
  await expect(ana.button('Watch together')).toBeVisible()
  expect(await violations(ana)).toEqual([])
})

test('room with its controls, paused, and its menus and keys', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  await press(ana, 'Pause')
  await expectStoppedTogether([ana])
  await showControls(ana)
  expect(await violations(ana)).toEqual([])
  await press(ana, 'Speed')
  await expect(ana.activity.getByRole('menu')).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await ana.page.keyboard.press('Escape')
  await ana.page.keyboard.press('?')
  await expect(ana.activity.getByRole('dialog')).toBeVisible()
  expect(await violations(ana)).toEqual([])
})

test('consent refused', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', consent: 'refuse' })
  await expect(ana.button('Continue with Discord')).toBeVisible()
  expect(await violations(ana)).toEqual([])
})

test('library without Kaltura', async ({ party }) => {
  const ana = await party.invite({ user: 'ana' })
  await addFault({ service: 'kaltura', kind: 'absent' })
  // Words nobody has looked for yet: what is known already is shown without asking.
  await ana.activity.getByRole('searchbox').fill('the sea at night')
  await expect(ana.button('Try again').first()).toBeVisible()
  expect(await violations(ana)).toEqual([])
})
