import { describe, expect, it } from 'vitest'
import type { ShimSample } from '../../hostApi.ts'
import { allPlaying, offsetsFromMedianMs, positionsAtS, spreadOfMs } from './spread.ts'

const playing = { paused: false, playbackRate: 1, readyState: 4, muted: true }
const sample = (
  atMs: number,
  currentTimeS: number,
  video: Partial<NonNullable<ShimSample['video']>> = {},
): ShimSample => ({
  sandbox: 'sample',
  atMs,
  video: { ...playing, currentTimeS, ...video },
})

describe('positionsAtS', () => {
  it('brings samples of different moments to one instant', () => {
    const positions = positionsAtS({ ana: sample(1000, 10), ben: sample(1080, 10.08) }, 1100)
    expect(positions['ana']).toBeCloseTo(10.1, 9)
    expect(spreadOfMs(positions)).toBeCloseTo(0, 6)
  })

  it('follows the rate', () => {
    expect(positionsAtS({ ana: sample(0, 10, { playbackRate: 1.05 }) }, 1000)['ana']).toBeCloseTo(11.05, 9)
  })

  it.each([
    ['paused', { paused: true }],
    ['out of data', { readyState: 2 }],
  ])('does not move who is %s', (_why, video) => {
    expect(positionsAtS({ ana: sample(0, 10, video) }, 1000)).toEqual({ ana: 10 })
  })

  it('leaves out who has no video and who has gone silent', () => {
    const none: ShimSample = { sandbox: 'sample', atMs: 5000, video: null }
    expect(positionsAtS({ ana: none, ben: sample(3000, 1), cleo: sample(5000, 2) }, 5000)).toEqual({
      cleo: 2,
    })
  })
})

describe('spreadOfMs', () => {
  it('is the distance of the first and the last', () => {
    expect(spreadOfMs({ ana: 10, ben: 10.25, cleo: 9.75 })).toBe(500)
  })

  it('takes two', () => {
    expect(spreadOfMs({ ana: 10 })).toBeNull()
    expect(spreadOfMs({})).toBeNull()
  })
})

describe('offsetsFromMedianMs', () => {
  it('is zero for the middle one', () => {
    expect(offsetsFromMedianMs({ ana: 10, ben: 10.25, cleo: 9.5 })).toEqual({ ana: 0, ben: 250, cleo: -500 })
  })

  it('puts the middle between two', () => {
    expect(offsetsFromMedianMs({ ana: 10, ben: 11 })).toEqual({ ana: -500, ben: 500 })
  })
})

describe('allPlaying', () => {
  const samples = { ana: sample(0, 1), ben: sample(0, 1, { paused: true }) }

  it('asks each of those named', () => {
    expect(allPlaying(samples, ['ana'], 100)).toBe(true)
    expect(allPlaying(samples, ['ana', 'ben'], 100)).toBe(false)
    expect(allPlaying(samples, ['ana', 'cleo'], 100)).toBe(false)
    expect(allPlaying(samples, ['ana'], 2000)).toBe(false)
  })
})
