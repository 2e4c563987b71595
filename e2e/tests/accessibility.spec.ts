import { press, showControls } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { addFault } from '../src/sandboxControl.ts'
import { expectPlaying, expectStoppedTogether } from '../src/together.ts'
import { violations } from '../src/violations.ts'

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
