import { press } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { inviteToBroadcast, SAME_MOMENT_MS } from '../src/inviteToBroadcast.ts'
import { expectPlaying, expectStoppedTogether, watch } from '../src/together.ts'

test('a broadcast: everybody sees the same moment of it, and pausing holds that moment', async ({
  party,
}) => {
  const broadcast = await inviteToBroadcast(party, ['ana', 'ben'], { watch: '1_live' })
  const { people, spreadMs } = broadcast
  await expect.poll(spreadMs, { timeout: 60_000 }).toBeLessThan(SAME_MOMENT_MS)

  const [ana, ben] = people
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expect(ana.activity.getByText(/^live$/i).first()).toBeVisible()
  await press(ana, 'Pause')
  await expect
    .poll(async () => {
      const still = (await watch(people, { count: 5, everyMs: 50 })).map(broadcast.series)
      if (!still.flat().every(({ paused }) => paused)) return Number.POSITIVE_INFINITY
      return Math.abs((still[0]?.at(-1)?.positionS ?? 0) - (still[1]?.at(-1)?.positionS ?? 1e9)) * 1000
    })
    .toBeLessThan(SAME_MOMENT_MS)
  await press(ben, 'Play')
  await expect.poll(spreadMs, { timeout: 60_000 }).toBeLessThan(SAME_MOMENT_MS)

  await press(ben, 'My settings')
  await ben.activity.getByRole('switch', { name: /Watch on my own/ }).press('Space')
  await ben.page.keyboard.press('Escape')
  await press(ben, 'Pause')
  await expectStoppedTogether([ben])
  await expectPlaying(ana)
  await press(ben, 'Back in step')
  await expect.poll(spreadMs, { timeout: 60_000 }).toBeLessThan(SAME_MOMENT_MS)
})
