import { expect, it } from 'vitest'
import { CHAOS_STEPS, type Phase } from './chaos/chaosSteps.ts'
import { runChaos } from './chaos/runChaos.ts'

/** The first takes half a minute to be taken back, in which the others come. `pnpm chaos meetings` kills at all of them. */
const MOMENTS: readonly (readonly [step: string, phase: Phase])[] = [
  ['start, room', 'acted'],
  ['start, announcement', 'acted'],
  ['end, announcement', 'received'],
  ['end, room', 'acted'],
  ['notify, recording', 'acted'],
]

it('a server killed while it makes, ends and announces meetings leaves none half made and says everything once', async () => {
  const moments = MOMENTS.flatMap(([name, phase]) =>
    CHAOS_STEPS.filter(step => step.name === name).map(step => ({ step, phase })),
  )
  const outcome = await runChaos({ moments, times: 1, thoroughly: false })
  expect(outcome).toEqual({
    kills: MOMENTS.length,
    meetings: MOMENTS.length,
    halves: [],
    lost: [],
    twice: [],
  })
}, 180_000)
