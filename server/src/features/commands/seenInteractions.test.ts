import { expect, it } from 'vitest'
import { createSeenInteractions } from './seenInteractions.ts'

it('an interaction is new once in a quarter of an hour', () => {
  let nowMs = 0
  const seen = createSeenInteractions({ nowMs: () => nowMs })
  expect([seen.isNew('1'), seen.isNew('2'), seen.isNew('1')]).toEqual([true, true, false])
  nowMs = 15 * 60_000 - 1
  expect(seen.isNew('1')).toBe(false)
  nowMs += 1
  expect(seen.isNew('1')).toBe(true)
})
