import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStaysInActivity } from './staysInActivity.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a refresh while Discord is slow', () => {
  it('is kept waiting for a moment and granted', async () => {
    const activityInstance = vi.fn(() => new Promise<never>(() => {}))
    const mayGoOn = createStaysInActivity({ activityInstance }, { nowMs: () => Date.now() })
    const answer = mayGoOn({ surface: 'activity', userId: '1400000000000000001', instanceId: 'i-1' })
    await vi.advanceTimersByTimeAsync(1_500)
    expect(await answer).toEqual({ ok: true, value: undefined })
    expect(activityInstance).toHaveBeenCalledOnce()
  })

  it('asks nobody about a sign-in that belongs to no Activity', async () => {
    const activityInstance = vi.fn(() => new Promise<never>(() => {}))
    const mayGoOn = createStaysInActivity({ activityInstance }, { nowMs: () => Date.now() })
    expect(
      await mayGoOn({ surface: 'activity', userId: '1400000000000000001', instanceId: null }),
    ).toMatchObject({ ok: true })
    expect(activityInstance).not.toHaveBeenCalled()
  })
})
