import { press, seekTo } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { IPHONE, withManagedMediaSource, withoutMediaSource } from '../src/phone.ts'
import { expectInStep, expectNear, expectStoppedTogether } from '../src/together.ts'

const sourceOf = async (person: Person): Promise<string> =>
  (await person.frame()).evaluate(() => document.querySelector('video')?.currentSrc ?? '')

test('phones watch in step with others, also where the stream plays by itself (HS1)', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  const ben = await party.invite({ user: 'ben' }, { userAgent: IPHONE }, withoutMediaSource)
  const hosts = new Set<string>()
  ben.context.on('request', request => hosts.add(new URL(request.url()).host))
  const people = [ana, ben]
  await expectInStep(people)
  expect(await sourceOf(ben)).toMatch(/\/api\/v1\/hls\/[\w.-]+\/a\.m3u8$/)

  await test.step('they stop at one frame, whoever stops', async () => {
    await press(ben, 'Pause')
    await expectStoppedTogether(people)
    await seekTo(ana, 60)
    await expectNear(people, 60, 0.5)
    await expectStoppedTogether(people)
    await press(ana, 'Play')
    await expectInStep(people)
  })

  await test.step('another joins, with a media source of the other name', async () => {
    const cleo = await party.invite({ user: 'cleo' }, { userAgent: IPHONE }, withManagedMediaSource)
    await expectInStep([...people, cleo])
    expect(await sourceOf(cleo)).toMatch(/^blob:/)
  })

  await test.step('nothing was asked of another host', () => {
    expect(
      [...hosts].filter(host => !/^(?:ben\.discordsays\.localhost|localhost)(?::\d+)?$/.test(host)),
    ).toEqual([])
  })
})
