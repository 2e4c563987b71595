import { describe, expect, it } from 'vitest'
import { createFormat } from './createFormat.ts'
import { de } from './de.ts'
import { en } from './en.ts'

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

describe('messages', () => {
  it('have no exclamation marks and no empty sentence, in any language', () => {
    for (const [language, tag] of [
      [en, 'en'],
      [de, 'de'],
    ] as const) {
      const sentences = allSentences(language(createFormat(tag)))
      expect(sentences.length).toBeGreaterThan(100)
      expect(sentences.filter(sentence => sentence.trim() === '' || sentence.includes('!'))).toEqual([])
    }
  })

  it('count people and videos by the rules of the language', () => {
    const messages = en(createFormat('en'))
    expect(messages.library.count(1)).toBe('1 video')
    expect(messages.library.count(1200)).toBe('1,200 videos')
    expect(de(createFormat('de')).people.count(2)).toBe('2 Personen hier')
    expect(messages.room.waitingForMany(['Ana', 'Ben'], 3)).toBe('Waiting for Ana, Ben, and 3 more')
  })
})

function allSentences(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(allSentences)
}
