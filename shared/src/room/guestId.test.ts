import { describe, expect, it } from 'vitest'
import { isGuestId } from './guestId.ts'
import { SnowflakeSchema } from './roomState.ts'

const GUEST = '01234567890123456789'

describe('ids of guests', () => {
  it('are ids like all others, and none of Discord’s', () => {
    expect(SnowflakeSchema.safeParse(GUEST).success).toBe(true)
    expect(isGuestId(GUEST)).toBe(true)
    expect(isGuestId('1400000000000000001')).toBe(false)
  })

  it.each(['', '0', '0x1', '0123456789012345678901', ' 01', '01\n'])('are not %j', text => {
    expect(isGuestId(text)).toBe(false)
  })
})
