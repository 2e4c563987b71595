import { expect, test } from '../src/fixtures.ts'
import { hostState } from '../src/sandboxControl.ts'
import { expectInStep, expectPlaying } from '../src/together.ts'

test('somebody picks a name, joins, launches, consents, finds a video and watches it', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', plain: true })
  const { page } = ana
  await page.getByRole('button', { name: 'Ana', exact: true }).click()
  await page.getByRole('button', { name: 'Join voice' }).click()
  await page.getByRole('button', { name: 'Activities' }).click()
  const shelf = page.getByRole('dialog', { name: 'Activities' })
  await shelf.getByRole('button', { name: /watch videos together/i }).click()
  await page.getByRole('button', { name: 'Allow' }).click()

  const search = ana.activity.getByRole('searchbox')
  await expect(search).toBeVisible()
  await search.fill('test card')
  await ana.activity
    .getByRole('button', { name: /test card/i })
    .first()
    .click()
  await ana.button('Watch together').click()
  await expectPlaying(ana)

  const ben = await party.invite({ user: 'ben' })
  await expectInStep([ana, ben])

  await page.getByRole('button', { name: 'Leave the Activity' }).click()
  await expect.poll(async () => (await hostState()).instance?.participants).toEqual(['ben'])
  await expectPlaying(ben)
})
