import AxeBuilder from '@axe-core/playwright'
import { press } from '../src/controls.ts'
import { fingersOf } from '../src/fingers.ts'
import { expect, test } from '../src/fixtures.ts'
import { clientOf, refusalsOf, setLayout, setThermal } from '../src/hostPage.ts'
import type { Person } from '../src/person.ts'
import { hostState } from '../src/sandboxControl.ts'
import { expectNear, expectPlaying, positionOf } from '../src/together.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Nothing to press is nearer to the screen's edge: hands hold a phone there, and systems listen there, px. */
const EDGE_PX = 8
const TARGET_PX = 44

async function violations(person: Person): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: person.page })
    .include(['iframe', 'body'])
    .withTags(STANDARDS)
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Buttons that can be pressed and are too near to the edge or too small, and whether the page is wider than the screen. */
async function misfits(person: Person): Promise<string[]> {
  return (await person.frame()).evaluate(
    ([edgePx, targetPx]) => {
      const { clientWidth, clientHeight, scrollWidth } = document.documentElement
      const buttons = [...document.querySelectorAll('button, [role=tab]')].filter(
        each => each.checkVisibility({ opacityProperty: true }) && !each.closest('[inert]'),
      )
      const wrong = buttons.filter(each => {
        const { left, right, top, bottom, width, height } = each.getBoundingClientRect()
        const inside = left >= edgePx && top >= edgePx && right <= clientWidth - edgePx
        return !(inside && bottom <= clientHeight - edgePx && Math.min(width, height) >= targetPx)
      })
      const names = wrong.map(each => each.getAttribute('aria-label') ?? each.textContent ?? '')
      return scrollWidth > clientWidth ? [...names, 'the page itself'] : names
    },
    [EDGE_PX, TARGET_PX] as const,
  )
}

test('a phone: fingers on the video, held either way, hot; and a tablet', async ({ party }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const ana = await party.invite({ user: 'ana', watch: '0_testcard', platform: 'mobile' }, phone)
  await expectPlaying(ana)
  await expect
    .poll(() => clientOf(ana))
    .toMatchObject({ locks: { focused: null, pip: 'landscape', grid: 'landscape' } })

  const fingers = await fingersOf(ana)
  const beforeS = await positionOf(ana)
  await fingers.doubleTap(0.9)
  await expect(ana.activity.locator('[data-gesture=seek]')).toHaveText('+10 s')
  await expect.poll(() => positionOf(ana)).toBeGreaterThan(beforeS + 9)
  await expectPlaying(ana)
  await expect(ana.activity.locator('[data-gesture=seek]')).toHaveCount(0)
  const rate = async () =>
    (await ana.frame()).locator('video').evaluate(video => (video as HTMLVideoElement).playbackRate)
  await fingers.press(0.5)
  await expect(ana.activity.locator('[data-gesture=fast]')).toBeVisible()
  await expect.poll(rate).toBeGreaterThan(1.8)
  await fingers.release()
  await expect.poll(rate).toBeLessThan(1.2)

  await fingers.tap(0.5)
  await expect(ana.button('Pause')).toBeVisible()
  await expect(ana.activity.getByRole('tab', { name: /People/ })).toBeVisible()
  expect(await misfits(ana)).toEqual([])
  await setThermal(ana, 3)
  await expect(ana.activity.getByText(/getting hot/).first()).toBeVisible()
  await expect((await ana.frame()).locator('html')).toHaveAttribute('data-hot', '')
  await setThermal(ana, 0)
  await expect((await ana.frame()).locator('html')).not.toHaveAttribute('data-hot', '')

  await ana.page.setViewportSize({ width: 844, height: 390 })
  await expect(ana.activity.getByRole('tab', { name: /People/ })).toHaveCount(0)
  expect(await misfits(ana)).toEqual([])
  await ana.page.setViewportSize({ width: 820, height: 1180 })
  await expect(ana.activity.getByRole('tab', { name: /People/ })).toBeVisible()
  expect(await misfits(ana)).toEqual([])
  expect(await violations(ana)).toEqual([])
  expect(await refusalsOf(ana)).toEqual([])
})

test('a link to a moment, a presence, and an older client; one tile among others', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  await press(ana, 'Share this moment')
  const link = new URL((await ana.page.locator('.dialog-url').textContent()) ?? '')
  expect(link.searchParams.get('custom_id')).toMatch(/^moment1:0_testcard:\d+$|^watch:0_testcard$/)
  await ana.page.getByRole('button', { name: /Send to/ }).click()
  await expect(ana.activity.getByText('The link is sent').first()).toBeVisible()

  // Somebody who comes by a link while something is on is asked before the others are dragged along.
  const referrer_id = link.searchParams.get('referrer_id') ?? ''
  const wishes = {
    custom_id: 'moment1:0_testcard:75',
    referrer_id,
    deny: 'invite,presence',
    without: 'SHARE_LINK',
  }
  const ben = await party.invite({ user: 'ben', ...wishes })
  await expectPlaying(ben)
  const name = (await hostState()).users.find(({ id }) => id === referrer_id)?.globalName
  await expect(ben.activity.getByRole('heading', { name: `${name}’s link leads to 1:15` })).toBeVisible()
  await press(ben, 'People')
  expect(await violations(ben)).toEqual([])
  await ben.button('Go there').click()
  await expectNear([ana, ben], 75, 8)

  // What an older client lacks, and what Discord denies, has a way round and no screen of its own.
  await ben.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await ben.button('Invite people').click()
  await expect(ben.activity.getByText('The link is copied').first()).toBeVisible()
  await ben.activity.getByRole('switch', { name: /Discord profile/ }).click()
  await expect(ben.activity.getByText('Discord doesn’t show it at the moment.')).toBeVisible()
  await expect(ben.activity.getByRole('switch', { name: /Discord profile/ })).not.toBeChecked()
  expect(await refusalsOf(ben)).toEqual(['OPEN_INVITE_DIALOG', 'SHARE_LINK', 'AUTHORIZE'])

  await press(ana, 'People')
  await ana.activity.getByRole('switch', { name: /Discord profile/ }).click()
  await expect.poll(() => clientOf(ana)).toMatchObject({ presence: 'Test card · In step with 1' })
  await setLayout(ana, 'grid')
  await expect(ana.activity.getByText('2 people here')).toBeVisible()
  await expect(ana.activity.getByRole('button').filter({ visible: true })).toHaveCount(0)
  await setLayout(ana, 'focused')
  await ana.activity.getByRole('switch', { name: /Discord profile/ }).click()
  await expect.poll(() => clientOf(ana)).toMatchObject({ presence: null })
  expect(await refusalsOf(ana)).toEqual([])
})
