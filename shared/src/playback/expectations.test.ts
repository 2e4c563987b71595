import { describe, expect, it } from 'vitest'
import { createExpectations } from './expectations.ts'

describe('telling our own doing from the viewer’s', () => {
  it('takes each event of ours once', () => {
    const expectations = createExpectations()
    expectations.expect({ kind: 'pause' }, 0)
    expect(expectations.consume({ kind: 'pause' }, 10)).toBe(true)
    expect(expectations.consume({ kind: 'pause' }, 20)).toBe(false)
  })

  it('takes an event that comes late, later than any fixed suppression time would have allowed', () => {
    const expectations = createExpectations()
    expectations.expect({ kind: 'seek', positionS: 60 }, 0)
    expect(expectations.consume({ kind: 'seek', positionS: 60.01 }, 4900)).toBe(true)
  })

  it('lets a token die after five seconds', () => {
    const expectations = createExpectations()
    expectations.expect({ kind: 'play' }, 0)
    expect(expectations.consume({ kind: 'play' }, 5001)).toBe(false)
  })

  it('lets the tokens of the last state die soon after the next', () => {
    const expectations = createExpectations()
    expectations.expect({ kind: 'play' }, 0)
    expectations.nextState(100)
    expectations.expect({ kind: 'pause' }, 100)
    expect(expectations.consume({ kind: 'play' }, 1200)).toBe(false)
    expect(expectations.consume({ kind: 'pause' }, 1200)).toBe(true)
  })

  it('takes a seek elsewhere, or another speed, for the viewer’s', () => {
    const expectations = createExpectations()
    expectations.expect({ kind: 'seek', positionS: 60 }, 0)
    expectations.expect({ kind: 'rate', rate: 1.02 }, 0)
    expect(expectations.consume({ kind: 'seek', positionS: 10 }, 1)).toBe(false)
    expect(expectations.consume({ kind: 'rate', rate: 1.5 }, 1)).toBe(false)
    expect(expectations.consume({ kind: 'rate', rate: 1.02 }, 1)).toBe(true)
  })
})
