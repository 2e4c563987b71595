import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WokenLoop } from './wokenLoop.ts'

const EVERY_MS = 5_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settled = () => vi.advanceTimersByTimeAsync(0)

describe('a loop that is woken', () => {
  it('runs at the start, from time to time, and whenever somebody comes', async () => {
    const round = vi.fn(async () => {})
    const loop = new WokenLoop({ round, everyMs: EVERY_MS, onError: () => {} })
    loop.start()
    await settled()
    expect(round).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS)
    expect(round).toHaveBeenCalledTimes(3)
    loop.wake()
    await settled()
    expect(round).toHaveBeenCalledTimes(4)
    await loop.close()
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS)
    loop.wake()
    expect(round).toHaveBeenCalledTimes(4)
  })

  it('does one round at a time, and one more for all who came meanwhile', async () => {
    const rounds: PromiseWithResolvers<void>[] = []
    const round = () => {
      const each = Promise.withResolvers<void>()
      rounds.push(each)
      return each.promise
    }
    const loop = new WokenLoop({ round, everyMs: EVERY_MS, onError: () => {} })
    for (let times = 0; times < 5; times++) loop.wake()
    await settled()
    expect(rounds).toHaveLength(1)
    for (let times = 0; times < 5; times++) loop.wake()
    rounds[0]?.resolve()
    await settled()
    expect(rounds).toHaveLength(2)
    rounds[1]?.resolve()
    await loop.idle()
    expect(rounds).toHaveLength(2)
  })

  it('outlives a round that fails', async () => {
    const errors: unknown[] = []
    const round = vi.fn(() => Promise.reject(new Error('away')))
    const loop = new WokenLoop({ round, everyMs: EVERY_MS, onError: error => void errors.push(error) })
    loop.wake()
    await loop.idle()
    loop.wake()
    await loop.idle()
    expect(round).toHaveBeenCalledTimes(2)
    expect(errors).toHaveLength(2)
    await loop.close()
  })
})
