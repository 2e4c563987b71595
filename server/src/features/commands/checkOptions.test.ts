import { describe, expect, it } from 'vitest'
import { checkOptions } from './checkOptions.ts'
import type { OptionValue } from './interaction.ts'
import type { CommandMetadata } from './metadata.ts'

const named = (name: string, germanName: string, required = false) => ({
  name,
  germanName,
  required,
  description: { en: 'x', de: 'x' },
})
const METADATA: CommandMetadata = {
  name: 'kaltura-video-search',
  germanName: 'kaltura-video-suche',
  version: '1.0.0',
  description: { en: 'x', de: 'x' },
  contexts: ['guild'],
  options: [
    { ...named('query', 'suche', true), kind: 'text', minLength: 2, maxLength: 200 },
    { ...named('limit', 'anzahl'), kind: 'integer', min: 1, max: 10 },
    {
      ...named('section', 'bereich'),
      kind: 'choice',
      choices: [
        { value: 'all', name: { en: 'all', de: 'alles' } },
        { value: 'roles', name: { en: 'roles', de: 'Rollen' } },
      ],
    },
    { ...named('confirm', 'sicher'), kind: 'flag' },
  ],
}

const check = (options: Record<string, OptionValue>, language: 'en' | 'de' = 'en') =>
  checkOptions(METADATA, new Map(Object.entries(options)), language)

describe('options', () => {
  it('that fit are said nothing about', () => {
    expect(check({ query: 'whales' })).toBeNull()
    expect(check({ query: 'whales', limit: 10, section: 'roles', confirm: false })).toBeNull()
    expect(check({ query: '🎬'.repeat(200) })).toBeNull()
  })

  it.each<[string, Record<string, OptionValue>, string]>([
    ['unknown', { query: 'whales', '**x**': 1 }, String.raw`“\*\*x\*\*” any more. Restart Discord`],
    ['missing', {}, '“query” is missing. Run the command again and fill it in.'],
    ['too long', { query: 'x'.repeat(5_000) }, 'at most 200 characters, and this has 5000. Shorten it.'],
    ['too short', { query: 'x' }, 'at least 2 characters. Write a little more.'],
    ['not text', { query: 5 }, '“query” does not take that.'],
    ['too large', { query: 'xx', limit: 11 }, '“limit” takes whole numbers from 1 to 10.'],
    ['too small', { query: 'xx', limit: 0 }, '“limit” takes whole numbers from 1 to 10.'],
    ['no whole number', { query: 'xx', limit: 1.5 }, '“limit” takes whole numbers from 1 to 10.'],
    ['no number', { query: 'xx', limit: 'many' }, '“limit” does not take that.'],
    ['no choice', { query: 'xx', section: 'none' }, '“section” takes one of these: all, roles.'],
    ['no flag', { query: 'xx', confirm: 'yes' }, '“confirm” does not take that.'],
  ])('that are %s are answered with what fits', (_what, options, sentence) => {
    expect(check(options)).toContain(sentence)
  })

  it('are called what the member sees', () => {
    expect(check({ query: 'xx', limit: 11 }, 'de')).toContain(
      '„anzahl“ muss eine ganze Zahl von 1 bis 10 sein.',
    )
    expect(check({ query: 'xx', section: 'x' }, 'de')).toContain('alles, Rollen')
  })

  it('of any length are answered in few words', () => {
    expect(check({ ['x'.repeat(10_000)]: 1 })?.length).toBeLessThan(200)
  })
})
