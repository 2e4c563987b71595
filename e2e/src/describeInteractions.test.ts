import { describe, expect, it } from 'vitest'
import { describeInteractions } from './describeInteractions.ts'

describe('describeInteractions', () => {
  it('tells the 95th percentile, and the slowest ones once each', () => {
    const quick = Array.from({ length: 38 }, () => ({ what: 'click Play', ms: 24 }))
    const said = describeInteractions([
      ...quick,
      { what: 'click Search', ms: 240 },
      { what: 'click Search', ms: 180 },
    ])
    expect(said).toBe(
      'Interaction to next paint: p95 24 ms of 40 interactions; slowest: click Search 240 ms, click Play 24 ms',
    )
  })

  it('says so where there were none', () => {
    expect(describeInteractions([])).toContain('nothing')
  })
})
