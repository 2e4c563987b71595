import { describe, expect, it } from 'vitest'
import { activityOf, locksOf, sharingOf } from './hostPayloads.ts'

describe('what the SDK’s commands take', () => {
  it('locks by numbers, and null where the next larger layout holds', () => {
    expect(locksOf({ focused: 'free', pip: 'landscape', grid: null })).toEqual({
      lock_state: 1,
      picture_in_picture_lock_state: 3,
      grid_lock_state: null,
    })
    expect(locksOf({ focused: 'portrait', pip: null, grid: null }).lock_state).toBe(2)
  })

  it('a presence as watching, in whole milliseconds', () => {
    const presence = {
      details: 'Film',
      state: 'In step with 2',
      runs: { startMs: 1_000.4, endMs: 2_000.6 },
      party: { id: 'r', size: 3, max: 99 },
    }
    expect(activityOf(presence)).toEqual({
      type: 3,
      details: 'Film',
      state: 'In step with 2',
      party: { id: 'r', size: [3, 99] },
      instance: true,
      timestamps: { start: 1_000, end: 2_001 },
    })
    expect(activityOf({ ...presence, runs: null })).not.toHaveProperty('timestamps')
    expect(activityOf(null)).toBeNull()
  })

  it.each([
    [{ success: true, didCopyLink: true, didSendMessage: false }, 'copied'],
    [{ success: true, didCopyLink: true, didSendMessage: true }, 'sent'],
    [{ success: true, didCopyLink: false, didSendMessage: false }, 'sent'],
    [{ success: false, didCopyLink: false, didSendMessage: false }, null],
  ])('%o is %s', (outcome, sharing) => expect(sharingOf(outcome)).toBe(sharing))
})
