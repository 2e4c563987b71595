import { press } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { enterAs, openLink, pressAs } from '../src/guest.ts'
import type { Person } from '../src/person.ts'
import { HOST_URL } from '../src/sandboxControl.ts'
import { goTo, openSettings, saidTo, settingOf } from '../src/settings.ts'
import { expectInStep, expectPlaying, expectStoppedTogether } from '../src/together.ts'

const dialogOf = ({ activity }: Person) =>
  activity.getByRole('dialog', { name: 'Invite somebody without Discord' })

/** Makes one in the People panel, and gives its address. */
async function makeLink(person: Person, people: string, another = false): Promise<string> {
  await person.button('Invite somebody without Discord').click()
  await dialogOf(person).getByText(people, { exact: true }).click()
  await person.button('Make a link').click()
  if (another) {
    await person.button('Make another link').click()
    await dialogOf(person).getByText(people, { exact: true }).click()
    await person.button('Make a link').click()
  }
  const url = await dialogOf(person).getByLabel('Your link').inputValue()
  await person.page.keyboard.press('Escape')
  await expect(dialogOf(person)).toHaveCount(0)
  return url
}

test('people without Discord come in by a link, watch in step, take part, and are shown out', async ({
  party,
  browser,
}) => {
  test.setTimeout(120_000)
  const ana = await party.invite({ user: 'ana' })
  await openSettings(ana)
  await goTo(ana, 'Features')
  await settingOf(ana, 'features.named_guests').getByRole('switch').check()
  await expect(saidTo(ana)).toHaveText('Saved: Guests without Discord')
  await ana.page.keyboard.press('Escape')
  await ana.activity
    .getByRole('button', { name: /test card/i })
    .first()
    .click()
  await ana.button('Watch together').click()
  await expectPlaying(ana)
  await press(ana, 'People')
  const forOne = await makeLink(ana, '1 person')

  const nora = await openLink(browser, { handle: 'nora', url: forOne })
  await test.step('a guest sees who invites them, and may not be called like Ana', async () => {
    await expect(nora.page.getByRole('heading', { name: 'Ana invites you to watch together' })).toBeVisible()
    await nora.page.getByLabel('Or just give a name').fill('AnA')
    await nora.page.getByRole('button', { name: 'Go in as a guest' }).click()
    await expect(nora.page.getByRole('status')).toContainText('Take another one')
    await enterAs(nora, 'Nora')
  })

  await test.step('both watch in step, and both may pause', async () => {
    await expectInStep([ana, nora])
    await expect(ana.activity.getByText('Guest', { exact: true })).toBeVisible()
    await pressAs(nora, 'Pause')
    await expectStoppedTogether([ana, nora])
    await press(ana, 'Play')
    await expectInStep([ana, nora])
  })

  await test.step('who loads the page again is the same one', async () => {
    await nora.page.reload()
    await expectInStep([ana, nora])
  })

  await test.step('the link for one lets nobody else in', async () => {
    const otto = await openLink(browser, { handle: 'otto', url: forOne })
    await expect(otto.page.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
    await otto.close()
  })

  await test.step('nor from the page of the stand-in', async () => {
    const person = await browser.newContext()
    const page = await person.newPage()
    await page.goto(HOST_URL)
    await page.getByRole('button', { name: 'Open as a guest in a browser' }).click()
    const field = page.getByLabel('The link')
    await field.fill('nonsense')
    await field.press('Enter')
    await expect(page.getByText('That is no link for guests')).toBeVisible()
    await field.fill(forOne)
    const opened = person.waitForEvent('page')
    await field.press('Enter')
    await expect((await opened).getByRole('heading', { name: 'This link has been used' })).toBeVisible()
    await person.close()
  })

  await test.step('with Discord somebody comes in as who they are, on an old phone too', async () => {
    const url = await makeLink(ana, '5 people', true)
    const ben = await openLink(browser, { handle: 'ben', url, onOldPhone: true })
    await ben.page.getByRole('button', { name: 'Continue with Discord' }).click()
    await ben.page.getByRole('button', { name: 'Cancel' }).click()
    await expect(ben.page.getByRole('status')).toContainText('you said no')
    await ben.page.getByRole('button', { name: 'Continue with Discord' }).click()
    await ben.page.getByRole('button', { name: 'Continue as Ben' }).click()
    await expect(ben.page).toHaveURL(/\/watch$/)
    await expectInStep([ana, ben])
    await ben.close()
  })

  await test.step('taken back, a link shows out who came by it', async () => {
    await ana.button('Invite somebody without Discord').click()
    await dialogOf(ana)
      .getByRole('listitem')
      .filter({ hasText: '1 of 1 came' })
      .getByRole('button', { name: 'Take back' })
      .click()
    const shownOut = nora.page.getByRole('heading', { name: 'Your link was taken back' })
    await expect(shownOut).toBeVisible({ timeout: 5_000 })
    await nora.close()
  })
})
