import AxeBuilder from '@axe-core/playwright'
import {
  makeHost,
  openControl,
  openPeople,
  setControl,
  told,
  touch,
  touchControls,
  touchSeek,
} from '../src/control.ts'
import { press, showControls } from '../src/controls.ts'
import { expect, type Party, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { expectQueue, openQueue, panelOf, paste } from '../src/queue.ts'
import { expectInStep, expectNear, expectPlaying } from '../src/together.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const HARBOUR = 'Harbour at dusk'
const FOREST = 'Forest walk'

/** Everything in the Activity's frame, and nothing of the stand-in around it. */
async function violations(person: Person): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: person.page })
    .include(['iframe', 'body'])
    .withTags(STANDARDS)
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Ana at a desk, who is host; Ben with a phone; Cleo with the video in a corner or at a desk. */
async function three(party: Party, cleoHas: 'pip' | 'desk'): Promise<readonly [Person, Person, Person]> {
  const watch = '0_testcard'
  const ana = await party.invite({ user: 'ana', watch })
  await expectPlaying(ana)
  const ben = await party.invite({ user: 'ben', watch, platform: 'mobile' }, PHONE)
  await expectPlaying(ben)
  const cleo = await party.invite({ user: 'cleo', watch, ...(cleoHas === 'pip' ? { layout: 'pip' } : {}) })
  await expectInStep([ana, ben, cleo])
  return [ana, ben, cleo]
}

test('undo by another, only the host, a suggestion, handing over, taking back, a host who leaves, the lock', async ({
  party,
}) => {
  const [ana, ben, cleo] = await three(party, 'pip')
  await ana.page.locator('iframe').first().focus()
  await touchSeek(ben, 0.5)
  await expect(told(ana, /^Ben went to (1:00|0:59)$/)).toBeVisible()
  await expect(told(ben, /^You went to (1:00|0:59)$/)).toBeVisible()
  await expect(ana.button('Undo')).toBeVisible()
  await expect(ben.button('Undo')).toBeVisible()
  await expect(told(cleo, /^Ben went to/)).toHaveCount(0)
  await ana.page.keyboard.press('u')
  await expect(told(ben, 'Ana put it back as it was')).toBeVisible()
  await expectNear([ana, ben, cleo], 25, 25)

  await openPeople(ana)
  await expect(panelOf(ana).getByRole('listitem').filter({ hasText: 'Ana' })).toContainText('Host')
  await setControl(ana, /^Only the host/)
  await expect(told(ben, 'Ana changed who controls: Only the host')).toBeVisible()
  await touchControls(ben)
  await expect(ben.button('Pause')).toHaveAttribute('aria-disabled', 'true')
  await expect(ben.button('Pause')).toHaveAccessibleDescription('Ana controls this room')
  expect(await violations(ben)).toEqual([])
  await ben.page.keyboard.press('k')
  await expect(told(ben, 'Ana controls this room')).toBeVisible()
  await touchSeek(ben, 0.9)
  await expectInStep([ana, ben])
  await expectNear([ben], 20, 20)

  await touch(ben, 'Videos')
  await ben.activity.getByRole('button', { name: new RegExp(HARBOUR) }).click()
  expect(await violations(ben)).toEqual([])
  await ben.button('Suggest').click()
  await expect(ben.activity.getByRole('dialog')).toHaveCount(0)
  await showControls(ana)
  await ana.activity.getByRole('button', { name: 'Queue, 1 suggestion' }).click()
  await expect(panelOf(ana).getByText('suggested by Ben')).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await ana.button(`Play “${HARBOUR}” next`).click()
  await expectQueue([ana], [HARBOUR])

  await panelOf(ana)
    .getByRole('tab', { name: /^People/ })
    .click()
  await makeHost(ana, 'Ben')
  await expect(told(ben, 'You are host now')).toBeVisible()
  await expect(told(ana, 'Ben is host now')).toBeVisible()
  await expect(panelOf(ana).getByRole('listitem').filter({ hasText: 'Ben' })).toContainText('Host')
  expect(await violations(ana)).toEqual([])
  await panelOf(ana).getByRole('button', { name: 'Take back' }).click()
  await expect(told(ana, 'You are host now')).toBeVisible()

  await press(ana, 'Leave')
  await expect(told(ben, 'You are host now')).toBeVisible()
  await ben.activity.getByRole('button', { name: 'Back to the video' }).click()
  await touch(ben, 'People')
  const dialog = await openControl(ben)
  expect(await violations(ben)).toEqual([])
  await dialog.getByRole('switch', { name: 'Lock the room' }).focus()
  await ben.page.keyboard.press('Space')
  await expect(dialog.getByRole('switch', { name: 'Lock the room' })).toBeChecked()
  await expect(cleo.activity.getByRole('button').filter({ visible: true })).toHaveCount(0)
})

test('a room that votes: skipping is put to a vote and passes, all by keyboard', async ({ party }) => {
  const [ana, ben, cleo] = await three(party, 'desk')
  await openQueue(ana)
  await paste(ana, `0_harbour\n0_forest`)
  await expectQueue([ana], [HARBOUR, FOREST])
  await panelOf(ana)
    .getByRole('tab', { name: /^People/ })
    .click()
  await setControl(ana, /^By vote/)
  await openPeople(cleo)
  await (await openControl(cleo)).getByText('Only Ana can change this. Ask them for the remote.').waitFor()
  await expect(cleo.activity.getByRole('radio', { name: /^Everyone/ })).toBeDisabled()
  expect(await violations(cleo)).toEqual([])
  await cleo.page.keyboard.press('Escape')

  await touch(ben, 'Vote to skip')
  for (const person of [ana, ben, cleo])
    await expect(person.activity.getByRole('region', { name: 'Vote' })).toContainText('Skip “Test card”?')
  await expect(told(ana, /1 of 2 needed/)).toBeVisible()
  expect(await violations(ana)).toEqual([])
  expect(await violations(ben)).toEqual([])
  await ana.page.keyboard.press('n')
  await expect(ana.button('No')).toHaveAttribute('aria-pressed', 'true')
  await cleo.page.keyboard.press('y')
  await expect(told(ana, 'The vote passed. On to the next one.')).toBeVisible()
  for (const person of [ana, ben, cleo])
    await expect(person.activity.getByRole('heading', { level: 1 })).toHaveText(HARBOUR)
  await expect(ana.activity.getByRole('region', { name: 'Vote' })).toHaveCount(0)
})
