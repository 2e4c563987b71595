import { describe, expect, it } from 'vitest'
import { bufferedAhead } from './bufferedRanges.ts'

const RANGES = [
  { startS: 0, endS: 8 },
  { startS: 20, endS: 30 },
]

describe('what is buffered ahead', () => {
  it.each([
    [2, 6],
    [8, 0],
    [12, 0],
    [19.95, 10.05],
    [25, 5],
  ])('at %f s is %f s', (atS, aheadS) => expect(bufferedAhead(RANGES, atS)).toBeCloseTo(aheadS, 6))
})
