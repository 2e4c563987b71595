import { ERRORS } from '@kaltura-discord/shared/protocol/errors.ts'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '../../../discord/text/language.ts'
import { COMMON_TEXTS } from './common.ts'

function sentencesOf(language: Language): string[] {
  const texts = COMMON_TEXTS[language]
  return [
    ...Object.values({ ...texts, ...texts.errors }).filter(text => typeof text === 'string'),
    texts.unknownOption('a'),
    texts.optionMissing('a'),
    texts.tooLong('a', 1, 2),
    texts.tooShort('a', 2),
    texts.outOfRange('a', 1, 2),
    texts.notAChoice('a', 'b, c'),
    texts.wrongKind('a'),
  ]
}

describe.each(LANGUAGES)('what the bot says in %s', language => {
  it('has a sentence for every error that there is', () => {
    expect(Object.keys(COMMON_TEXTS[language].errors).sort()).toEqual(Object.keys(ERRORS).sort())
  })

  it('says what happened and then what to do, calmly and briefly', () => {
    for (const sentence of sentencesOf(language)) {
      expect(sentence).toMatch(/^[\p{Lu}“„].+[.:,] .+\.$/u)
      expect(sentence).not.toContain('!')
      expect(sentence.length).toBeLessThan(200)
    }
  })
})
