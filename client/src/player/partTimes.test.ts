import { describe, expect, it } from 'vitest'
import { createPartTimes } from './partTimes.ts'

const part = (start: number, end: number) => ({
  frag: { sn: 7, stats: { loading: { start, first: start, end } } },
})

describe('the times that parts of a stream take', () => {
  it('are those of the last ones', () => {
    const times = createPartTimes()
    for (let number = 1; number <= 8; number++) times.loaded(part(1000, 1000 + number))
    expect(times.lately()).toEqual([3, 4, 5, 6, 7, 8])
  })

  it.each([null, 'a part', {}, { frag: { stats: {} } }, part(Number.NaN, 5), part(5, 5), part(9, 5)])(
    'are not taken from %j',
    data => {
      const times = createPartTimes()
      times.loaded(data)
      expect(times.lately()).toEqual([])
    },
  )
})
