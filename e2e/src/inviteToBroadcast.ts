import type { Party } from './fixtures.ts'
import { watchLiveOrigin } from './liveOrigin.ts'
import type { Arrival, Person } from './person.ts'
import { type Series, spreadOf } from './positions.ts'
import { watch } from './together.ts'
import { isPlaying } from './videoSampling.ts'

/** Fragments are cut at frames, so that two ways of counting may differ by a few of them. */
export const SAME_MOMENT_MS = 150

export interface Broadcast {
  readonly people: readonly Person[]
  /** A person's positions as the broadcast counts them. */
  series(series: Series, index: number): Series
  /** How far they are apart while they all play, ms; infinite while somebody doesn't. */
  spreadMs(): Promise<number>
}

/** People whose live video can be compared: each player counts from another moment of it. */
export async function inviteToBroadcast(
  party: Party,
  users: readonly string[],
  rest: Omit<Arrival, 'user'> = {},
): Promise<Broadcast> {
  const people: Person[] = []
  const origins: (() => number | null)[] = []
  for (const user of users)
    people.push(await party.invite({ user, ...rest }, {}, context => origins.push(watchLiveOrigin(context))))
  const inBroadcast = (series: Series, index: number): Series =>
    series.map(sample => ({ ...sample, positionS: sample.positionS + (origins[index]?.() ?? Number.NaN) }))
  return {
    people,
    series: inBroadcast,
    async spreadMs() {
      const seen = await watch(people).catch(() => [])
      if (seen.length < people.length || !seen.every(isPlaying)) return Number.POSITIVE_INFINITY
      const spreads = spreadOf(seen.map(inBroadcast)).map(({ spreadMs }) => spreadMs)
      return spreads.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...spreads)
    },
  }
}
