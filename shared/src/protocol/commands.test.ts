import { describe, expect, it } from 'vitest'
import { MemberCommandSchema } from './commands.ts'

const promise = (byMs: unknown): unknown => ({
  type: 'playback.ready',
  waitId: 'w-1',
  positionS: 61.25,
  byMs,
})

describe('a promise', () => {
  it('WT12 names a moment of room time, or none', () => {
    expect(MemberCommandSchema.parse(promise(1_790_000_000_500.5))).toEqual(promise(1_790_000_000_500.5))
    expect(MemberCommandSchema.parse(promise(undefined))).not.toHaveProperty('byMs', expect.anything())
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300, '1790000000500', null, {}])(
    'SY7 WT13 of %s is refused by the name of its field',
    byMs => {
      const parsed = MemberCommandSchema.safeParse(promise(byMs))
      expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['byMs']])
    },
  )
})
