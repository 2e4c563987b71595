import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { openSharedRoomClock, type SharedRoomClock } from './roomClock.ts'

const EPOCH_MS = 1_795_000_000_000
const clocks: SharedRoomClock[] = []
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.close()
})

describe('the clock that nodes share', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  /** A machine with a clock of its own, and a database a few milliseconds away whose clock can be set. */
  async function stage() {
    const at = { localMs: 500, databaseMs: EPOCH_MS, down: false }
    const pass = (ms: number) => {
      at.localMs += ms
      at.databaseMs += ms
    }
    const errors: unknown[] = []
    const clock = await openSharedRoomClock({
      readClock: async () => {
        if (at.down) throw new Error('away')
        pass(2)
        const nowMs = at.databaseMs
        pass(2)
        return nowMs
      },
      onError: error => void errors.push(error),
      localMs: () => at.localMs,
    })
    clocks.push(clock)
    const wait = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 1_000) {
        pass(1_000)
        await vi.advanceTimersByTimeAsync(1_000)
      }
    }
    return { at, clock, wait, errors }
  }

  it('shows the database’s time from the first moment on, and goes on without it', async () => {
    const { at, clock, wait, errors } = await stage()
    expect(clock.nowMs()).toBeCloseTo(at.databaseMs, 3)
    at.down = true
    await wait(60_000)
    expect(clock.nowMs()).toBeCloseTo(at.databaseMs, 3)
    expect(errors).toHaveLength(12)
  })

  it.each([-10_000, 10_000])(
    'follows a database that is set by %d ms and never goes back',
    async changeMs => {
      const { at, clock, wait } = await stage()
      at.databaseMs += changeMs
      let lastMs = clock.nowMs()
      for (let step = 0; step < 60; step++) {
        await wait(1_000)
        const nowMs = clock.nowMs()
        expect(nowMs).toBeGreaterThan(lastMs)
        lastMs = nowMs
      }
      expect(clock.nowMs()).toBeCloseTo(at.databaseMs, 0)
    },
  )
})

eachDatabase('two nodes', open => {
  it('agree on the time, where their database has one', async () => {
    const now = await Promise.all(
      [await open(), await open()].map(async ({ readClock }) => {
        if (!readClock) return null
        const onError = (error: unknown) => {
          throw error
        }
        const clock = await openSharedRoomClock({ readClock, onError })
        clocks.push(clock)
        return clock
      }),
    )
    const [first, second] = now.map(clock => clock?.nowMs() ?? 0)
    // On one machine nothing but the way to the database parts them.
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeLessThan(50)
  })
})
