import AxeBuilder from '@axe-core/playwright'
import { press, seekTo, showControls } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { spreadOf } from '../src/positions.ts'
import { expectInStep, expectPlaying, expectStoppedTogether, watch } from '../src/together.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const HEADPHONES_MS = 200

/** Everything in the Activity's frame, and nothing of the stand-in around it. */
async function violations(person: Person): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: person.page })
    .include(['iframe', 'body'])
    .withTags(STANDARDS)
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const dialogOf = ({ activity }: Person) => activity.getByRole('dialog', { name: 'My settings' })
const leaveSwitch = (person: Person) => dialogOf(person).getByRole('switch', { name: /Watch on my own/ })

async function openSettings(person: Person): Promise<void> {
  await press(person, 'My settings')
  await expect(dialogOf(person)).toBeVisible()
}

async function closeSettings(person: Person): Promise<void> {
  await person.page.keyboard.press('Escape')
  await expect(dialogOf(person)).toHaveCount(0)
}

/** By how much the first one's video is ahead of the second one's, ms. */
async function aheadMs(people: readonly [Person, Person]): Promise<number> {
  const [ana = [], ben = []] = await watch(people, { count: 10, everyMs: 50 })
  const spreads = spreadOf([ana, ben]).map(({ spreadMs }) => spreadMs)
  const sign = (ana[0]?.positionS ?? 0) > (ben[0]?.positionS ?? 0) ? 1 : -1
  return sign * (spreads.toSorted((a, b) => a - b)[Math.floor(spreads.length / 2)] ?? Number.NaN)
}

/** The first tap may put away what is just going away by itself. */
async function tapForSettings(phone: Person): Promise<void> {
  await expect(async () => {
    await phone.activity.locator('video').tap({ force: true })
    await phone.button('My settings').tap({ timeout: 1000 })
  }).toPass()
}

test('AP5 AP6 on one’s own nobody waits, and back in step everybody is together again', async ({ party }) => {
  const [ana, ben] = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expectInStep([ana, ben])
  await openSettings(ana)
  await leaveSwitch(ana).press('Space')
  await closeSettings(ana)
  await press(ana, 'Pause')
  await expectStoppedTogether([ana])
  await expectPlaying(ben)
  await press(ben, 'People')
  await expect(ben.activity.getByText('Watching on their own', { exact: true })).toBeVisible()

  await seekTo(ana, 0)
  await press(ana, 'Play')
  await expectPlaying(ana)
  await expectPlaying(ben)
  await showControls(ana)
  expect(await violations(ana)).toEqual([])

  await press(ana, 'Catch up')
  await expect
    .poll(async () => (await watch([ana], { count: 3, everyMs: 50 }))[0]?.[2]?.rate)
    .toBeGreaterThan(1.2)
  await press(ana, 'Back in step')
  await expectInStep([ana, ben])
  await expect(ben.activity.getByText('Watching on their own', { exact: true })).toHaveCount(0)

  await openSettings(ana)
  await dialogOf(ana).getByRole('button', { name: 'Wireless headphones' }).click()
  await expect(dialogOf(ana).getByText('+200 ms')).toBeVisible()
  await expect.poll(async () => Math.abs((await aheadMs([ana, ben])) - HEADPHONES_MS)).toBeLessThan(50)
})

test('PB12 captions as this viewer likes them, remembered on the server, also on a phone', async ({
  party,
}) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  const saved = ana.page.waitForResponse(
    response =>
      response.url().endsWith('/me/preferences') &&
      (response.request().postData() ?? '').includes('"offsetMs":-30'),
  )
  await openSettings(ana)
  const dialog = dialogOf(ana)
  await dialog.getByRole('combobox', { name: 'Captions' }).selectOption({ label: 'Deutsch' })
  await dialog.getByRole('radio', { name: 'Largest' }).check()
  await dialog.getByRole('radio', { name: 'Top' }).check()
  await dialog.getByRole('slider', { name: /Offset/ }).focus()
  for (let step = 0; step < 3; step++) await ana.page.keyboard.press('ArrowLeft')
  expect(await violations(ana)).toEqual([])
  await closeSettings(ana)
  const shown = ana.activity.locator('[data-captions] p')
  await expect(shown).toHaveAttribute('data-size', 'largest')
  await expect(shown).toHaveText(/\S/)
  expect((await saved).status()).toBe(200)
  await ana.page.keyboard.press('c')
  await expect(shown).toHaveCount(0)
  await ana.page.keyboard.press('c')
  await expect(shown).toHaveText(/\S/)

  // Another device, which has only what the server remembers.
  const phone = await party.invite({ user: 'ana', platform: 'mobile', watch: '0_testcard' }, PHONE)
  await expectPlaying(phone)
  await tapForSettings(phone)
  const sheet = dialogOf(phone)
  await expect(sheet.getByRole('radio', { name: 'Largest' })).toBeChecked()
  await expect(sheet.getByText('−30 ms')).toBeVisible()
  expect(await violations(phone)).toEqual([])

  // Upright, with a panel open: what was done, and what is said, side by side.
  await sheet.getByRole('radio', { name: 'Bottom' }).check()
  await closeSettings(phone)
  await expect(phone.activity.getByRole('tab', { name: 'People' })).toBeVisible()
  const act = phone.activity.locator('[data-act]')
  const lines = phone.activity.locator('[data-captions] p')
  await expect(async () => {
    // A key shows the controls, too.
    await phone.page.keyboard.press('ArrowLeft')
    const [told, said] = await Promise.all([
      act.boundingBox({ timeout: 1000 }),
      lines.boundingBox({ timeout: 1000 }),
    ])
    await expect(phone.button('Pause')).toBeVisible({ timeout: 100 })
    expect(told && said && told.y >= said.y + said.height).toBe(true)
  }).toPass()
})
