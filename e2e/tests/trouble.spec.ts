import { press, seekTo, stall } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { serverStarts } from '../src/runRecord.ts'
import { killServer } from '../src/sandboxControl.ts'
import {
  expectInStep,
  expectNear,
  expectPlaying,
  expectStoppedTogether,
  positionOf,
  watch,
} from '../src/together.ts'

const THREE = ['ana', 'ben', 'cleo']

test('when somebody runs dry the others wait, all go on together, or one press goes on', async ({
  party,
}) => {
  const people = await party.inviteAll(THREE, { watch: '0_testcard' })
  const [ana, ben, cleo] = people
  if (!ana || !ben || !cleo) throw new Error('Somebody is missing.')
  await expectInStep(people)
  await stall(cleo, 7_000)
  await expect(ana.activity.getByText(/waiting for cleo/i).first()).toBeVisible()
  await expect.poll(async () => (await watch([ana], { count: 1, everyMs: 0 }))[0]?.[0]?.paused).toBe(true)
  await expectInStep(people)
})

test('the others go on without somebody who stays away too long, who then catches up', async ({ party }) => {
  const people = await party.inviteAll(THREE, { watch: '0_testcard' })
  const [ana, ben, cleo] = people
  if (!ana || !ben || !cleo) throw new Error('Somebody is missing.')
  await expectInStep(people)
  await stall(cleo, 20_000)
  await expect(ana.activity.getByText(/waiting for cleo/i).first()).toBeVisible()
  await expectInStep([ana, ben])
  // Cleo's media is still held back: her video can't be moving yet.
  const held = await watch([cleo], { count: 3, everyMs: 50 })
  expect(new Set(held[0]?.map(({ positionS }) => positionS)).size).toBe(1)
  await expectInStep(people)
})

test('the server is killed: players go on, and nothing it had acknowledged is lost', async ({ party }) => {
  const people = await party.inviteAll(THREE, { watch: '0_testcard' })
  const [ana, ben, cleo] = people
  if (!ana || !ben || !cleo) throw new Error('Somebody is missing.')
  await expectInStep(people)
  await seekTo(ben, 50)
  await expectNear(people, 52, 12)
  await expectInStep(people)
  const seeksBefore = (await cleo.mediaEvents()).filter(({ type }) => type === 'seeking').length

  const startsBefore = serverStarts()
  await killServer()
  await expectPlaying(ana)
  await expect.poll(serverStarts).toBe(startsBefore + 1)
  await expectInStep(people)
  expect((await cleo.mediaEvents()).filter(({ type }) => type === 'seeking')).toHaveLength(seeksBefore)

  await test.step('commands work again, for everybody', async () => {
    await press(cleo, 'Pause')
    const pausedAtS = await expectStoppedTogether(people)
    await ben.page.reload()
    await expect(ben.button('Play')).toBeVisible()
    await expect.poll(async () => Math.abs((await positionOf(ben)) - pausedAtS)).toBeLessThanOrEqual(0.04)
  })
})

test('a command given while the server is down arrives when it is back', async ({ party }) => {
  const people = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  const [ana] = people
  if (!ana) throw new Error('Somebody is missing.')
  await expectInStep(people)
  await killServer()
  await press(ana, 'Pause')
  await expectStoppedTogether(people)
})
