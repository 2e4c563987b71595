import { press } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { hostState } from '../src/sandboxControl.ts'
import { expectInStep, expectPlaying } from '../src/together.ts'

/** What would have been seen or heard: a jump, a stop, a wait. */
async function interruptions(person: Person): Promise<number> {
  const events = await person.mediaEvents()
  return events.filter(({ type }) => type === 'seeking' || type === 'pause' || type === 'waiting').length
}

test('somebody who joins late lands in the running video and disturbs nobody', async ({ party }) => {
  const others = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  await expectInStep(others)
  const before = await Promise.all(others.map(interruptions))
  const cleo = await party.invite({ user: 'cleo', watch: '0_testcard' })
  await expectInStep([...others, cleo])
  expect(await Promise.all(others.map(interruptions))).toEqual(before)
})

test('somebody whose page is loaded again is back in step', async ({ party }) => {
  const people = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  const [ana, ben] = people
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expectInStep(people)
  const before = await interruptions(ana)
  await ben.page.reload()
  await expectInStep(people)
  expect(await interruptions(ana)).toBe(before)
})

test('somebody who leaves is gone at once, and the others go on', async ({ party }) => {
  const people = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  const [ana, ben] = people
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expectInStep(people)
  await press(ben, 'Leave')
  await expect.poll(async () => (await hostState()).instance?.participants).toEqual(['ana'])
  await expect(ana.activity.getByRole('list', { name: '1 person here' }).first()).toBeAttached()
  await expectPlaying(ana)
})

test('the last one out ends the Activity; the next one begins in an empty room', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  const first = (await hostState()).instance?.id
  await ana.context.close()
  await expect.poll(async () => (await hostState()).instance).toBeNull()
  const ben = await party.invite({ user: 'ben' })
  await expect(ben.activity.getByRole('searchbox')).toBeVisible()
  expect((await hostState()).instance?.id).not.toBe(first)
  await expect(ben.button('Pause')).toHaveCount(0)
})
