import { describe, expect, it } from 'vitest'
import { percentile, positionAtMs, type Series, spreadOf } from './positions.ts'

/** Plays at 1× from `startS`, sampled every 50 ms from `fromMs` on. */
function playing(startS: number, fromMs = 0): Series {
  return Array.from({ length: 21 }, (_, index) => ({
    atMs: fromMs + index * 50,
    positionS: startS + index * 0.05,
    paused: false,
    rate: 1,
    readyState: 4,
  }))
}

describe('positionAtMs', () => {
  it('interpolates between samples and says nothing outside of them', () => {
    expect(positionAtMs(playing(10), 125)).toBeCloseTo(10.125)
    expect(positionAtMs(playing(10), -1)).toBeNull()
    expect(positionAtMs(playing(10), 1001)).toBeNull()
  })
})

describe('spreadOf', () => {
  it('compares viewers at one instant although they were sampled at others', () => {
    const spread = spreadOf([playing(10), playing(10.027, 17), playing(9.99, 31)])
    expect(spread.length).toBeGreaterThan(15)
    // 10.027 s at 17 ms is 10.010 s at 0 ms; 9.99 s at 31 ms is 9.959 s there.
    for (const { spreadMs } of spread) expect(spreadMs).toBeCloseTo(51, 5)
  })
})

describe('percentile', () => {
  it('takes the nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect([percentile(values, 0.5), percentile(values, 0.95), percentile([], 0.5)]).toEqual([50, 95, NaN])
  })
})
