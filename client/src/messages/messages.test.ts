import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { describe, expect, it } from 'vitest'
import { de as controlDe } from '../features/control/messages/de.ts'
import { en as controlEn } from '../features/control/messages/en.ts'
import { de as meetingsDe } from '../features/meetings/messages/de.ts'
import { en as meetingsEn } from '../features/meetings/messages/en.ts'
import { de as joinDe } from '../join/messages/de.ts'
import { en as joinEn } from '../join/messages/en.ts'
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

  it.each([
    ['who controls', controlEn, controlDe],
    ['the meetings', meetingsEn, meetingsDe],
    ['the page for joining', joinEn, joinDe],
  ])('say the same in both languages about %s, without exclamation marks', (_, english, german) => {
    const [inEnglish, inGerman] = [english(createFormat('en')), german(createFormat('de'))].map(allSentences)
    expect(inGerman).toHaveLength(inEnglish?.length ?? 0)
    const all = [...(inEnglish ?? []), ...(inGerman ?? [])]
    expect(all.filter(sentence => sentence.trim() === '' || sentence.includes('!'))).toEqual([])
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
