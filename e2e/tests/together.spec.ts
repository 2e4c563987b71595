import { press, seekTo } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { expectInStep, expectNear, expectStoppedTogether, watch } from '../src/together.ts'

const THREE = ['ana', 'ben', 'cleo']

test('three people watch in step, pause at one frame, go on, seek and change the speed', async ({
  party,
}) => {
  const people = await party.inviteAll(THREE, { watch: '0_testcard' })
  const [ana, ben, cleo] = people
  if (!ana || !ben || !cleo) throw new Error('Somebody is missing.')
  await expectInStep(people)

  await test.step('Ben pauses: all stop at his frame', async () => {
    await press(ben, 'Pause')
    await expectStoppedTogether(people)
    await expect(ana.activity.getByText(/paused by ben/i).first()).toBeVisible()
  })

  await test.step('Cleo plays: all go on together', async () => {
    await press(cleo, 'Play')
    await expectInStep(people)
  })

  await test.step('Ana seeks: all go there together', async () => {
    await seekTo(ana, 80)
    await expectNear(people, 82, 15)
    await expectInStep(people)
  })

  await test.step('Ben seeks while it is paused: all show that frame', async () => {
    await press(ana, 'Pause')
    await expectStoppedTogether(people)
    await seekTo(ben, 30)
    await expectNear(people, 30, 0.5)
    await expectStoppedTogether(people)
  })

  await test.step('Cleo makes it faster: all play at that speed, in step', async () => {
    await press(ana, 'Play')
    await expectInStep(people)
    await press(cleo, 'Speed')
    await cleo.activity.getByRole('menuitemradio', { name: /1[.,]5/ }).click()
    await expect
      .poll(async () => (await watch(people)).flatMap(series => series.at(-1)?.rate ?? 0))
      .toEqual([expect.closeTo(1.5, 0), expect.closeTo(1.5, 0), expect.closeTo(1.5, 0)])
    await expectInStep(people)
  })
})

test('of two commands close together the last one counts, for everybody', async ({ party }) => {
  const people = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  const [ana, ben] = people
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expectInStep(people)
  await Promise.all([press(ana, 'Pause'), seekTo(ben, 60)])
  await expect
    .poll(async () => {
      const [anas, bens] = await watch(people)
      const [one, other] = [anas?.at(-1), bens?.at(-1)]
      return one && other && one.paused === other.paused && Math.abs(one.positionS - other.positionS) < 0.5
    })
    .toBe(true)
})

test('a clock that is minutes off and a slow line change nothing', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard', clock: 187_000 })
  const ben = await party.invite({ user: 'ben', watch: '0_testcard', clock: -312_000, net: '110,30' })
  const cleo = await party.invite({ user: 'cleo', watch: '0_testcard', net: '40,10' })
  const people = [ana, ben, cleo]
  await expectInStep(people)
  await press(ben, 'Pause')
  await expectStoppedTogether(people)
  await press(ana, 'Play')
  await expectInStep(people)
})

test('somebody puts another video on: it plays for everybody, in step', async ({ party }) => {
  const people = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  const [ana, ben] = people
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expectInStep(people)
  await press(ben, 'Videos')
  await ben.activity.getByRole('searchbox').fill('Abendlicht')
  await ben.activity
    .getByRole('button', { name: /Abendlicht/ })
    .first()
    .click()
  await ben.button('Watch together').click()
  await expect(ana.activity.getByRole('heading', { name: 'Test card' })).toHaveCount(0)
  await expectInStep(people)
})
