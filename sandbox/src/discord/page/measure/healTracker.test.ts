import { describe, expect, it } from 'vitest'
import { createHealTracker, type HealState, type Observation } from './healTracker.ts'

const start = 10_000
const good = { spreadMs: 20, othersSpreadMs: 20, allPlaying: true, restored: true }

/** Observes every 100 ms from `fromMs` to `toMs` after the trial began. */
function run(
  tracker: ReturnType<typeof createHealTracker>,
  [fromMs, toMs]: [number, number],
  what: Partial<Observation> = {},
): HealState {
  let state = tracker.observe({ ...good, ...what, atMs: start + fromMs })
  for (let ms = fromMs + 100; ms <= toMs; ms += 100)
    state = tracker.observe({ ...good, ...what, atMs: start + ms })
  return state
}

describe('createHealTracker', () => {
  it('times until the steady second begins', () => {
    const tracker = createHealTracker(start)
    expect(run(tracker, [100, 400]).phase).toBe('watching')
    expect(run(tracker, [500, 2000], { spreadMs: 900, othersSpreadMs: 900 }).phase).toBe('disturbed')
    expect(run(tracker, [2100, 3000]).phase).toBe('disturbed')
    expect(run(tracker, [3100, 3100])).toEqual({
      phase: 'healed',
      anybodyApart: true,
      worstSpreadMs: 900,
      healedAfterMs: 2100,
    })
  })

  it('starts the second anew when it is broken', () => {
    const tracker = createHealTracker(start)
    run(tracker, [0, 500], { allPlaying: false })
    run(tracker, [600, 1400])
    run(tracker, [1500, 1500], { spreadMs: 101 })
    expect(run(tracker, [1600, 2600])).toMatchObject({ phase: 'healed', healedAfterMs: 1600 })
  })

  it.each([
    ['somebody stands', { allPlaying: false }],
    ['the spread is unknown', { spreadMs: null }],
    ['something is still missing', { restored: false }],
    ['the spread is too wide', { spreadMs: 100.5 }],
  ])('counts as disturbed while %s', (_why, what) => {
    expect(run(createHealTracker(start), [0, 0], what).phase).toBe('disturbed')
  })

  it('ends a trial that nobody noticed', () => {
    const tracker = createHealTracker(start)
    expect(run(tracker, [0, 7900]).phase).toBe('watching')
    expect(run(tracker, [8000, 8000])).toEqual({
      phase: 'unnoticed',
      anybodyApart: false,
      worstSpreadMs: 20,
      healedAfterMs: null,
    })
  })

  it('gives up after a minute', () => {
    expect(run(createHealTracker(start), [0, 60_000], { allPlaying: false }).phase).toBe('gave-up')
  })

  it('keeps its verdict', () => {
    const tracker = createHealTracker(start)
    run(tracker, [0, 8000])
    expect(run(tracker, [8100, 9000], { spreadMs: 5000, othersSpreadMs: 5000 })).toEqual({
      phase: 'unnoticed',
      anybodyApart: false,
      worstSpreadMs: 20,
      healedAfterMs: null,
    })
  })

  it('tells what was missing from people who fell apart', () => {
    const tracker = createHealTracker(start)
    run(tracker, [0, 900], { restored: false })
    expect(run(tracker, [1000, 2000])).toMatchObject({
      phase: 'healed',
      anybodyApart: false,
      healedAfterMs: 1000,
    })
  })

  it('reports the spread of those who were there before', () => {
    const tracker = createHealTracker(start)
    run(tracker, [0, 500], { spreadMs: 60_000, othersSpreadMs: 33 })
    expect(run(tracker, [600, 1600])).toMatchObject({ phase: 'healed', worstSpreadMs: 33 })
  })
})
