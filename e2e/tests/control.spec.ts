import AxeBuilder from '@axe-core/playwright'
import { makeHost, openControl, setControl, told, touch, touchControls, touchSeek } from '../src/control.ts'
import { press } from '../src/controls.ts'
import { expect, type Party, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { expectQueue, openQueue, panelOf, paste } from '../src/queue.ts'
import { expectInStep, expectPlaying } from '../src/together.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const HARBOUR = 'Harbour at dusk'
const FOREST = 'Forest walk'
/** Which can be heard in two languages. */
const DESERT = 'دروب الصحراء: رحلة قصيرة'
const WELCOME = 'Welcome to the Film Club'

const voteOf = ({ activity }: Person) => activity.getByRole('region', { name: 'Vote' })

/** Everything in the Activity's frame, and nothing of the stand-in around it. */
async function violations(person: Person): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: person.page })
    .include(['iframe', 'body'])
    .withTags(STANDARDS)
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Ana at a desk, who is host; Ben with a phone; Cleo with the video in a corner. */
async function three(party: Party): Promise<readonly [Person, Person, Person]> {
  const watch = '0_testcard'
  const ana = await party.invite({ user: 'ana', watch })
  await expectPlaying(ana)
  const ben = await party.invite({ user: 'ben', watch, platform: 'mobile' }, PHONE)
  const cleo = await party.invite({ user: 'cleo', watch, layout: 'pip' })
  await expectInStep([ana, ben, cleo])
  // Keys go where the focus is.
  for (const { page } of [ana, ben, cleo]) await page.locator('iframe').first().focus()
  return [ana, ben, cleo]
}

test('undo by another, a vote, only the host, a suggestion, handing over, taking back, a host who leaves, the lock', async ({
  party,
}) => {
  const [ana, ben, cleo] = await three(party)
  await touchSeek(ben, 0.5)
  await expect(told(ana, /^Ben went to (1:00|0:59)$/)).toBeVisible()
  await expect(ana.button('Undo')).toBeVisible()
  await expect(told(ben, /^You went to (1:00|0:59)$/)).toBeVisible()
  await expect(told(cleo, /^Ben went to/)).toHaveCount(0)
  await ana.page.keyboard.press('u')
  await expect(told(ben, 'Ana put it back as it was')).toBeVisible()

  await openQueue(ana)
  await paste(ana, '0_harbour\n0_forest')
  await expectQueue([ana], [HARBOUR, FOREST])
  await panelOf(ana)
    .getByRole('tab', { name: /^People/ })
    .click()
  await expect(panelOf(ana).getByRole('listitem').filter({ hasText: 'Ana' })).toContainText('Host')
  await setControl(ana, /^By vote/)
  await touch(ben, 'Vote to skip')
  for (const person of [ana, ben]) await expect(voteOf(person)).toContainText('Skip “Test card”?')
  await expect(voteOf(cleo)).toHaveCount(0)
  await ana.page.keyboard.press('n')
  await expect(voteOf(ana).getByRole('button', { name: 'No' })).toHaveAttribute('aria-pressed', 'true')
  expect(await violations(ben)).toEqual([])
  await ana.page.keyboard.press('y')
  await expect(told(ana, 'The vote passed. On to the next one.')).toBeVisible()
  for (const person of [ana, ben]) {
    await expect(person.activity.getByRole('heading', { level: 1 })).toHaveText(HARBOUR)
    await expect(voteOf(person)).toHaveCount(0)
  }

  await touch(ben, 'Videos')
  await ben.activity
    .getByRole('button', { name: new RegExp(DESERT) })
    .first()
    .tap()
  await ben.button('Put to a vote').tap()
  await expect(voteOf(ana)).toContainText(`Watch “${DESERT}”?`)
  await voteOf(ana).getByRole('button', { name: 'Yes' }).click()
  await expect(told(ana, `The vote passed. Next: “${DESERT}”.`)).toBeVisible()
  await expect(ana.activity.getByRole('heading', { level: 1 })).toHaveText(DESERT)
  await expectInStep([ana, ben, cleo])
  await press(ana, 'My settings')
  const heard = ana.activity.getByRole('combobox', { name: 'Audio track' })
  await heard.selectOption({ label: 'English' })
  await ana.page.keyboard.press('Escape')
  await expectInStep([ana, ben, cleo])
  await press(ana, 'My settings')
  await expect(heard.getByRole('option', { name: 'English', selected: true })).toBeAttached()
  await ana.page.keyboard.press('Escape')

  await setControl(ana, /^Only the host/)
  await touchControls(ben)
  await expect(ben.button('Pause')).toHaveAttribute('aria-disabled', 'true')
  await expect(ben.button('Pause')).toHaveAccessibleDescription('Ana controls this room')
  await ben.page.keyboard.press('k')
  await expect(told(ben, 'Ana controls this room')).toBeVisible()
  expect(await violations(ben)).toEqual([])
  await expectPlaying(ben)

  await touch(ben, 'Videos')
  await ben.activity
    .getByRole('button', { name: /^Welcome to the Film Club/ })
    .first()
    .tap()
  expect(await violations(ben)).toEqual([])
  await ben.button('Suggest').tap()
  await expect(ben.activity.getByRole('dialog')).toHaveCount(0)
  await panelOf(ana)
    .getByRole('tab', { name: /^Queue/ })
    .click()
  const queueButton = ana.activity.getByRole('button', { name: 'Queue, 1 video, 1 suggestion' })
  await expect(queueButton).toBeVisible()
  // Brings the buttons back when they have gone, and keeps them, their counts and the tooltip in sight.
  await queueButton.hover({ force: true })
  await expect(queueButton.getByText('Queue, 1 video')).toHaveCSS('opacity', '1')
  expect(await violations(ana)).toEqual([])
  await ana.button(`Play “${WELCOME}” next`).click()
  await expectQueue([ana], [WELCOME, FOREST])

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
  await expect(told(ben, 'Ana is host now')).toBeVisible()

  await press(ana, 'Leave')
  await expect(told(ben, 'You are host now')).toBeVisible()
  await ben.button('Back to the video').press('Enter')
  const dialog = await openControl(ben)
  expect(await violations(ben)).toEqual([])
  await dialog.getByRole('switch', { name: 'Lock the room' }).press('Space')
  await expect(dialog.getByRole('switch', { name: 'Lock the room' })).toBeChecked()
  await cleo.page.keyboard.press('k')
  await expect(cleo.activity.getByRole('button').filter({ visible: true })).toHaveCount(0)
  await expectInStep([ben, cleo])
})
