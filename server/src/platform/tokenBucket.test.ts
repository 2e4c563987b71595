import { describe, expect, it } from 'vitest'
import { TokenBucket } from './tokenBucket.ts'

describe('a token bucket', () => {
  it('lets a burst through, then as many as come back', () => {
    let nowMs = 0
    const bucket = new TokenBucket({ burst: 3, perS: 2 }, { nowMs: () => nowMs })
    const takeAll = () => Array.from({ length: 10 }, () => bucket.take()).filter(Boolean).length
    expect(takeAll()).toBe(3)
    nowMs += 499
    expect(takeAll()).toBe(0)
    nowMs += 1
    expect(takeAll()).toBe(1)
    nowMs += 60_000
    expect(takeAll()).toBe(3)
  })
})
