import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { describe, expect, it } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'

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
