import { describe, expect, it } from 'vitest'
import type { Series } from '../../e2e/src/positions.ts'
import { settleMs } from './viewers.ts'

/** Sampled each 50 ms for 6 s; where the video is at each instant is up to `positionAt`. */
const sampled = (positionAt: (atMs: number) => number): Series =>
  Array.from({ length: 120 }, (_, index) => ({
    atMs: index * 50,
    positionS: positionAt(index * 50),
    paused: false,
    rate: 1,
    readyState: 4,
  }))

const startsAt = (startMs: number): Series => sampled(atMs => Math.max(0, atMs - startMs) / 1000)

describe('settleMs', () => {
  it('is the moment from which all move and stay together for a second', () => {
    expect(settleMs([startsAt(500), startsAt(540)], { fromMs: 0 })).toBe(550)
  })

  it('does not take standing still together for being in step', () => {
    expect(settleMs([startsAt(10_000), startsAt(10_000)], { fromMs: 0 })).toBeNull()
  })

  it('is null while one stays too far behind', () => {
    expect(settleMs([startsAt(500), startsAt(700)], { fromMs: 0 })).toBeNull()
  })

  it('does not count being together before a seek', () => {
    const seeks = sampled(atMs => (atMs < 1000 ? atMs / 1000 : 60 + atMs / 1000))
    expect(settleMs([seeks, seeks], { fromMs: 500, minPositionS: 60 })).toBe(500)
  })

  it('starts over when they drift apart again within the second', () => {
    const jumps = sampled(atMs => atMs / 1000 + (atMs > 600 && atMs < 900 ? 0.3 : 0))
    expect(settleMs([startsAt(0), jumps], { fromMs: 0 })).toBe(900)
  })
})
