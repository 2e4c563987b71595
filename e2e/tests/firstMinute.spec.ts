import { press, showControls } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { expectPlaying } from '../src/together.ts'
import { violations } from '../src/violations.ts'

test('a part that can’t be fetched says so where it would stand, and comes when it is asked for again', async ({
  party,
}) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  const parts = /assets\/(SidePanel|KeyList|VideoDialog)-[^/]+$/
  await ana.context.route(parts, route => route.abort())
  const missing = ana.activity.getByRole('heading', { name: 'This couldn’t be loaded' })

  await press(ana, 'People')
  await expect(ana.activity.getByRole('complementary').getByRole('alert')).toBeVisible()
  await expectPlaying(ana)
  expect(await violations(ana)).toEqual([])
  await ana.button('Try again').click()
  await expect(missing).toBeVisible()
  await ana.context.unroute(parts)
  await ana.button('Try again').click()
  await expect(ana.activity.getByRole('tab', { name: 'People', selected: true })).toBeVisible()
  // With its style, too.
  const tab = ana.activity.getByRole('tab', { name: 'People' })
  expect((await tab.boundingBox())?.height).toBeGreaterThanOrEqual(44)

  await ana.context.route(parts, route => route.abort())
  await showControls(ana)
  await ana.page.keyboard.press('?')
  await expect(ana.activity.getByRole('dialog').getByRole('heading')).toHaveText('This couldn’t be loaded')
  await ana.page.keyboard.press('Escape')
  await expect(missing).toHaveCount(0)
  await ana.context.unroute(parts)
  await ana.page.keyboard.press('?')
  await expect(ana.activity.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('somebody’s first minute: one hint, once, until it is read', async ({ party }) => {
  const dan = await party.invite({ user: 'dan', watch: '0_testcard' })
  await expectPlaying(dan)
  const hint = dan.activity.getByText('What you press happens for everyone here.')
  await expect(hint).toBeVisible()
  expect(await violations(dan)).toEqual([])
  const kept = dan.page.waitForResponse(
    answer => answer.url().endsWith('/me/preferences') && answer.request().method() === 'PUT' && answer.ok(),
  )
  await dan.button('Got it').click()
  await expect(hint).toHaveCount(0)
  await kept
  const known = dan.page.waitForResponse(answer => answer.url().endsWith('/me/preferences'))
  await dan.page.reload()
  await known
  await expectPlaying(dan)
  await expect(hint).toHaveCount(0)
})
