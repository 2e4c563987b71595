import { press } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { addFault, clearFaults } from '../src/sandboxControl.ts'
import { expectInStep, expectPlaying } from '../src/together.ts'

test('consent refused: it says so and asks again', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', consent: 'refuse' })
  await expect(ana.activity.getByText('Discord told us you said no.', { exact: false })).toBeVisible()
  await ana.button('Continue with Discord').click()
  await expect(ana.button('Continue with Discord')).toBeVisible()
})

test('Discord down at sign-in: it says so and gets in when Discord is back', async ({ party }) => {
  await addFault({ service: 'discord', kind: 'fail', status: 503 })
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expect(ana.activity.getByText(/Discord/).first()).toBeVisible()
  await expect(ana.button('Try again')).toBeVisible()
  await clearFaults()
  await ana.button('Try again').click()
  await expectPlaying(ana)
})

test('Kaltura down: the library says so, and the room goes on for those who watch', async ({ party }) => {
  const people = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  const [ana, ben] = people
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expectInStep(people)
  await addFault({ service: 'kaltura', kind: 'absent' })
  await press(ben, 'Videos')
  // Words nobody has looked for yet: what is known already is shown without asking.
  await ben.activity.getByRole('searchbox').fill('mountains in winter')
  await expect(ben.activity.getByText('Kaltura isn’t answering', { exact: false }).first()).toBeVisible()
  await expectInStep(people)
  await clearFaults()
  await ben.button('Try again').first().click()
  await expect(ben.activity.getByText('Kaltura isn’t answering', { exact: false })).toHaveCount(0)
  await ben.button('Back to the video').click()
  await expectInStep(people)
})

test('a link to a video that is not there: it says so and offers the library', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_nothing' })
  await expect(ana.activity.getByText(/no longer in the library/i).first()).toBeVisible()
  await expect(ana.activity.getByRole('searchbox')).toBeVisible()
})

test('a broken video: it says so, and the next one plays', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_broken' })
  await expect(ana.activity.getByText('This video can’t be played here').first()).toBeVisible()
  await expect(ana.button('Try again').first()).toBeVisible()
  await ana.button('Choose another video').click()
  await ana.activity
    .getByRole('button', { name: /test card/i })
    .first()
    .click()
  await ana.button('Watch together').click()
  await expectPlaying(ana)
})

test("one person's media fails: the others' goes on", async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  await addFault({ service: 'cdn', kind: 'fail', status: 404, user: 'ben' })
  const ben = await party.invite({ user: 'ben', watch: '0_testcard' })
  await expect(ben.activity.getByRole('button', { name: 'Try again' }).first()).toBeVisible()
  await expectPlaying(ana)
  await clearFaults()
  await ben.button('Try again').first().click()
  await expectInStep([ana, ben])
})
