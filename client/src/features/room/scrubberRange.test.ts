import { describe, expect, it } from 'vitest'
import { fractionOf, positionOf, scrubberKey } from './scrubberRange.ts'

const live = { startS: 1_000, endS: 1_200 }

describe('scrubber', () => {
  it('turns positions into places and back', () => {
    expect(fractionOf(live, 1_050)).toBe(0.25)
    expect(positionOf(live, 0.25)).toBe(1_050)
    expect(fractionOf(live, 5)).toBe(0)
    expect(positionOf(live, 7)).toBe(1_200)
    expect(fractionOf({ startS: 3, endS: 3 }, 3)).toBe(0)
  })

  it.each([
    ['ArrowRight', 1_100, 1_105],
    ['ArrowRight', 1_198, 1_200],
    ['ArrowLeft', 1_002, 1_000],
    ['PageUp', 1_100, 1_120],
    ['Home', 1_100, 1_000],
    ['End', 1_100, 1_200],
    ['Enter', 1_100, null],
  ])('%s at %i leads to %s', (key, from, to) => expect(scrubberKey(key, from, live)).toBe(to))
})
