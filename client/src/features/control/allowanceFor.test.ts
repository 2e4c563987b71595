import type { Control, ControlMode } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import { allowanceFor } from './allowanceFor.ts'

const turn = (mode: ControlMode, allow: Control['allow'], action: 'seek' | 'queue') => {
  const { next } = allowanceFor({ mode, allow }, action)
  const { [action]: _, ...rest } = allow
  return next === null ? rest : { ...rest, [action]: next }
}

describe('allowanceFor', () => {
  it.each([
    ['everyone', 'seek', true, false],
    ['host', 'seek', false, false],
    ['vote', 'seek', true, false],
    ['vote', 'queue', false, true],
  ] as const)('in mode %s %s is for everyone: %s, by vote: %s', (mode, action, everyone, byVote) => {
    expect(allowanceFor({ mode, allow: {} }, action)).toMatchObject({ everyone, byVote })
  })

  it('turned over twice is as it was, in each mode', () => {
    for (const mode of ['everyone', 'host', 'vote'] as const)
      for (const action of ['seek', 'queue'] as const) {
        const once = turn(mode, {}, action)
        expect(allowanceFor({ mode, allow: once }, action).everyone).not.toBe(
          allowanceFor({ mode, allow: {} }, action).everyone,
        )
        expect(turn(mode, once, action)).toEqual({})
      }
  })
})
