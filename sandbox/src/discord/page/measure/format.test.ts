import { describe, expect, it } from 'vitest'
import { columnsFor } from './columns.ts'
import {
  describeConditions,
  describeHeal,
  formatMs,
  formatOffset,
  formatPosition,
  formatRate,
} from './format.ts'
import { History } from './history.ts'
import { offsetHeight } from './offsetScale.ts'

describe('words of the instruments', () => {
  it('formats positions and durations', () => {
    expect(formatPosition(62.37)).toBe('1:02.3')
    expect(formatPosition(-0.1)).toBe('0:00.0')
    expect(formatMs(6.6)).toBe('7 ms')
    expect(formatMs(12_340)).toBe('12.3 s')
  })

  it('tells a newcomer from somebody who fell behind', () => {
    const healed = { phase: 'healed', anybodyApart: true, worstSpreadMs: 31, healedAfterMs: 2140 } as const
    expect(describeHeal(healed, false)).toBe('In step again after 2.1 s. Worst spread 31 ms.')
    expect(describeHeal(healed, true)).toBe('In step after 2.1 s. The others stayed within 31 ms.')
  })

  it('says for how long nothing happened', () => {
    const state = { phase: 'unnoticed', anybodyApart: false, worstSpreadMs: 5, healedAfterMs: null } as const
    expect(describeHeal(state, false)).toBe('Nobody fell out of step in 8.0 s. Worst spread 5 ms.')
  })

  it('says when a server was missed by nobody', () => {
    const state = { phase: 'healed', anybodyApart: false, worstSpreadMs: 4, healedAfterMs: 1480 } as const
    expect(describeHeal(state, false)).toBe('Back after 1.5 s, nobody fell out of step. Worst spread 4 ms.')
  })

  it('signs offsets and names what is wrong with a line and a clock', () => {
    expect([12.4, -3.6, 0.2, -0.2].map(formatOffset)).toEqual(['+12 ms', '−4 ms', '0 ms', '0 ms'])
    expect(formatRate(1.02)).toBe('1.02×')
    expect(describeConditions(undefined, 0)).toBe('')
    expect(describeConditions({ oneWayMs: 0, jitterMs: 0 }, 0)).toBe('')
    expect(describeConditions({ oneWayMs: 100, jitterMs: 40 }, -1500)).toBe('100 ± 40 ms · clock −1,500 ms')
  })
})

describe('offsetHeight', () => {
  it('shows both noise and stalls', () => {
    expect([0, 10, 100, 1000, 10_000, 99_999].map(offsetHeight)).toEqual([0, 0.25, 0.5, 0.75, 1, 1])
    expect(offsetHeight(-5)).toBe(-0.125)
  })
})

describe('columnsFor', () => {
  it.each([
    [1, 1440, 1],
    [3, 1440, 3],
    [4, 1440, 4],
    [5, 1440, 3],
    [3, 1024, 3],
    [4, 1024, 2],
    [3, 390, 1],
    [0, 1440, 1],
  ])('%i people on %i px: %i side by side', (count, widthPx, columns) => {
    expect(columnsFor(count, widthPx)).toBe(columns)
  })
})

describe('History', () => {
  it('forgets what is older than its span', () => {
    const history = new History(1000)
    history.mark({ atMs: 0, label: 'kill' })
    for (const atMs of [0, 900, 1800]) history.add({ atMs, spreadMs: atMs, allPlaying: true, offsetsMs: {} })
    expect(history.moments.map(({ atMs }) => atMs)).toEqual([900, 1800])
    expect(history.marks).toEqual([])
  })

  it('knows what 95 % stayed under, of what was measured while all played', () => {
    const history = new History()
    expect(history.spreadP95Ms()).toBeNull()
    history.add({ atMs: 0, spreadMs: 50_000, allPlaying: false, offsetsMs: {} })
    for (let spreadMs = 1; spreadMs <= 100; spreadMs += 1)
      history.add({ atMs: spreadMs, spreadMs, allPlaying: true, offsetsMs: {} })
    expect(history.spreadP95Ms()).toBe(95)
  })
})
