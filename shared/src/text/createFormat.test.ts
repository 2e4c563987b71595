import { describe, expect, it } from 'vitest'
import { createFormat } from './createFormat.ts'

describe('createFormat', () => {
  const english = createFormat('en-US')

  it('reads seconds as a clock', () => {
    expect([0, 9.9, 75, 750, 3723].map(english.clock)).toEqual(['0:00', '0:09', '1:15', '12:30', '1:02:03'])
    expect(english.clock(-3)).toBe('0:00')
  })

  it('speaks seconds as words, leaving out what is zero', () => {
    expect(english.spoken(750)).toBe('12 minutes and 30 seconds')
    expect(english.spoken(3600)).toBe('1 hour')
    expect(english.spoken(0)).toBe('0 seconds')
    expect(createFormat('de').spoken(61)).toBe('1 Minute und 1 Sekunde')
  })

  it('keeps a digit only where it says something', () => {
    expect(english.seconds(1.24)).toBe('1.2')
    expect(english.seconds(9.96)).toBe('10')
    expect(createFormat('de').seconds(1.24)).toBe('1,2')
  })

  it('falls back to English for a tag nobody knows', () => {
    expect(createFormat('not a tag').tag).toBe('en')
  })
})
