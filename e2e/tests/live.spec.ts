import { press } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { watchLiveOrigin } from '../src/liveOrigin.ts'
import type { Person } from '../src/person.ts'
import { type Series, spreadOf } from '../src/positions.ts'
import { watch } from '../src/together.ts'
import { isPlaying } from '../src/videoSampling.ts'

/** Fragments are cut at frames, so that two ways of counting may differ by a few of them. */
const SAME_MOMENT_MS = 150

test('a broadcast: everybody sees the same moment of it, and pausing holds that moment', async ({
  party,
}) => {
  const people: Person[] = []
  const origins: (() => number | null)[] = []
  for (const user of ['ana', 'ben']) {
    const person = await party.invite({ user, watch: '1_live' }, {}, context =>
      origins.push(watchLiveOrigin(context)),
    )
    people.push(person)
  }
  const broadcastSeries = (series: Series, index: number): Series =>
    series.map(sample => ({ ...sample, positionS: sample.positionS + (origins[index]?.() ?? Number.NaN) }))
  const spread = async (): Promise<number> => {
    const seen = await watch(people).catch(() => [])
    if (seen.length < people.length || !seen.every(isPlaying)) return Number.POSITIVE_INFINITY
    const spreads = spreadOf(seen.map(broadcastSeries)).map(({ spreadMs }) => spreadMs)
    return spreads.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...spreads)
  }
  await expect.poll(spread, { timeout: 60_000 }).toBeLessThan(SAME_MOMENT_MS)

  const [ana, ben] = people
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expect(ana.activity.getByText(/^live$/i).first()).toBeVisible()
  await press(ana, 'Pause')
  await expect
    .poll(async () => {
      const still = (await watch(people, { count: 5, everyMs: 50 })).map(broadcastSeries)
      if (!still.flat().every(({ paused }) => paused)) return Number.POSITIVE_INFINITY
      return Math.abs((still[0]?.at(-1)?.positionS ?? 0) - (still[1]?.at(-1)?.positionS ?? 1e9)) * 1000
    })
    .toBeLessThan(SAME_MOMENT_MS)
  await press(ben, 'Play')
  await expect.poll(spread, { timeout: 60_000 }).toBeLessThan(SAME_MOMENT_MS)
})
