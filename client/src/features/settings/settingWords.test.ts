import { describeKeys } from '@kaltura-discord/shared/config/configKeys.ts'
import { defaults } from '@kaltura-discord/shared/config/testing/defaults.ts'
import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { describe, expect, it } from 'vitest'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'
import { isRoleKey } from './settingRows.ts'
import { createSettingWords } from './settingWords.ts'

const choices = {
  roles: [
    { id: '1210000000000000001', name: 'Organiser' },
    { id: '1210000000000000003', name: 'moderator' },
  ],
  channels: [{ id: '1310000000000000001', name: 'general' }],
}
const english = en(createFormat('en'))
const german = de(createFormat('de'))
const words = createSettingWords({ messages: english, choices })

/** Roles are called by their names; all else has a name of ours. */
const KEYS = describeKeys(defaults).filter(({ key }) => !isRoleKey(key) || key.endsWith('.default'))

describe('the words for settings', () => {
  it('are there for every key, in both languages', () => {
    expect(KEYS.length).toBeGreaterThan(30)
    for (const { key, kind, description } of KEYS) {
      expect([key, english.name(key), german.name(key)]).toEqual([
        key,
        expect.any(String),
        expect.any(String),
      ])
      if (kind === 'list' || kind === 'choice') continue
      expect([key, english.hint(key, description)]).toEqual([key, description])
      expect(german.hint(key, description)).not.toBe(description)
    }
  })

  it('have no exclamation marks and no empty sentence', () => {
    const sentences = [english, german].flatMap(allSentences)
    expect(sentences.length).toBeGreaterThan(120)
    expect(sentences.filter(sentence => sentence.trim() === '' || sentence.includes('!'))).toEqual([])
  })

  it('call roles and channels what the server calls them, also those that are gone', () => {
    const key = 'commands.permissions.kaltura-watch'
    expect(words.value(key, ['@everyone', '1210000000000000001', 'Teachers'])).toBe(
      'everyone, Organiser, Teachers',
    )
    expect(words.value(key, ['1210000000000000099'])).toBe('role 1210000000000000099, which has gone')
    expect(words.value(key, [])).toBe('nobody')
    const channel = 'notifications.channels.default'
    expect(words.value(channel, 'general')).toBe('#general')
    expect(words.value(channel, '1310000000000000001')).toBe('#general')
    expect(words.value(channel, '1310000000000000099')).toContain('which you don’t see')
    expect(words.name('roles.mapping.1210000000000000001')).toBe('Organiser')
    expect(words.name('roles.mapping.Dr. Who')).toBe('Dr. Who')
  })

  it('say what is wrong in the words of the commands', () => {
    const expected = { kind: 'text', minLength: 1, maxLength: 1500 } as const
    expect(words.problem('notifications.templates.user_join', { kind: 'wrongValue', expected })).toBe(
      'Text when somebody joins takes a text of 1 to 1,500 characters. Nothing has changed.',
    )
    expect(words.problem('features.recording', { kind: 'refused', code: 'rate_limited' })).toContain('Wait')
    expect(words.problem('features.recording', { kind: 'refused', code: 'internal' })).toBe(
      english.problems.other,
    )
  })

  it('name a few of the settings that somebody has changed at once', () => {
    const keys = ['features.embedding', 'features.recording', 'features.user_sync', 'commands.enabled']
    const by = { userId: '1', serviceId: null, name: 'Ben' }
    const change = { version: 1, at: '2026-11-21T12:00:00.000Z', way: 'command', by } as const
    const said = {
      id: 1,
      kind: 'others',
      changes: [{ ...change, keys: keys.map(key => ({ key, before: true, after: false })) }],
    } as const
    expect(words.said(said)).toBe(
      'Ben has changed: Videos and meetings inside Discord, Recordings, Names and pictures in Kaltura, and 1 more',
    )
  })
})

function allSentences(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(allSentences)
}
