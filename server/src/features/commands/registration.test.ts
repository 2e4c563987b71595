import { describe, expect, it } from 'vitest'
import { createDiscordCheck } from '../../../../e2e/src/conformance/discordCheck.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../testing/sharedData.ts'
import { ALL_METADATA } from './allMetadata.ts'
import { commandsDigest, readForms } from './commandDigest.ts'
import type { CommandMetadata, OptionMetadata } from './metadata.ts'
import { registeredForm, registrationOf } from './registration.ts'

const LAUNCH: CommandMetadata = {
  name: 'launch',
  germanName: 'starten',
  version: '1.0.0',
  description: { en: 'Open it', de: 'Öffnen' },
  options: [],
  contexts: ['guild'],
}
const said = { germanName: 'wert', description: { en: 'A value', de: 'Ein Wert' }, required: false }
const OPTIONS: readonly OptionMetadata[] = [
  { ...said, kind: 'text', name: 'text', minLength: 1, maxLength: 50, autocomplete: true },
  { ...said, kind: 'integer', name: 'count', min: 1, max: 10, required: true },
  { ...said, kind: 'choice', name: 'part', choices: [{ value: 'all', name: { en: 'All', de: 'Alles' } }] },
  { ...said, kind: 'flag', name: 'sure' },
]
const FULL: CommandMetadata = { ...LAUNCH, name: 'kaltura-watch', germanName: 'schauen', options: OPTIONS }

const digestOf = (commands: readonly unknown[]) => commandsDigest(readForms(commands) ?? [])

describe('what Discord is told of the commands', () => {
  it('is each of them, once, in both languages, for servers alone', () => {
    const all = registrationOf(ALL_METADATA)
    expect(new Set(all.map(({ name }) => name)).size).toBe(ALL_METADATA.length)
    for (const command of all) {
      expect(Object.keys(command.name_localizations ?? {})).toEqual(['de'])
      expect(command).toMatchObject({ contexts: [0], integration_types: [0] })
    }
  })

  it('has the Entry Point handled by us', () => {
    expect(registeredForm(LAUNCH)).toEqual({
      type: 4,
      handler: 1,
      name: 'launch',
      name_localizations: { de: 'starten' },
      description: 'Open it',
      description_localizations: { de: 'Öffnen' },
      contexts: [0],
      integration_types: [0],
    })
    expect(() => registrationOf([FULL])).toThrow('Entry Point')
  })

  it('has options of each kind, those that have to be there first', () => {
    const common = {
      name_localizations: { de: 'wert' },
      description: 'A value',
      description_localizations: { de: 'Ein Wert' },
    }
    expect(registeredForm(FULL)).toMatchObject({
      type: 1,
      options: [
        { ...common, type: 4, name: 'count', required: true, min_value: 1, max_value: 10 },
        {
          ...common,
          type: 3,
          name: 'text',
          required: false,
          autocomplete: true,
          min_length: 1,
          max_length: 50,
        },
        {
          ...common,
          type: 3,
          name: 'part',
          choices: [{ name: 'All', name_localizations: { de: 'Alles' }, value: 'all' }],
        },
        { ...common, type: 5, name: 'sure' },
      ],
    })
  })

  it.skipIf(skipWithoutSharedData)('is what Discord’s own document allows', () => {
    const check = createDiscordCheck(sharedDataPath('discord-openapi-v10.json'))
    const problems = (requestBody: unknown) =>
      check({
        service: 'discord',
        method: 'PUT',
        url: '/api/v10/applications/1/commands',
        requestHeaders: { 'user-agent': 'DiscordBot (https://example.com, 1.0)' },
        requestBody,
        status: 200,
      })
    expect(problems(registrationOf([LAUNCH, FULL]))).toEqual([])
    expect(problems(registrationOf(ALL_METADATA))).toEqual([])
    expect(problems([{ ...registeredForm(FULL), description: 'x'.repeat(101) }])).not.toEqual([])
  })
})

describe('the digest of all commands', () => {
  const sent = registrationOf([LAUNCH, FULL])

  it('is the same for what Discord answers, whatever it adds or leaves out', () => {
    const answered = sent.map((command, index) => ({
      ...JSON.parse(JSON.stringify(command), (key, value) =>
        key === 'required' && !value ? undefined : value,
      ),
      id: String(index),
      application_id: '1',
      version: '1',
      default_member_permissions: null,
      dm_permission: false,
      nsfw: false,
    }))
    expect(digestOf(answered.reverse())).toBe(digestOf(sent))
  })

  it.each([
    [{ name: 'other' }],
    [{ description: 'Other' }],
    [{ name_localizations: { de: 'anders' } }],
    [{ description_localizations: null }],
    [{ contexts: [0, 1] }],
    [{ integration_types: [0, 1] }],
    [{ default_member_permissions: '8' }],
    [{ nsfw: true }],
    [{ options: [] }],
  ])('is another one after %j', changed => {
    expect(
      digestOf(sent.map(command => (command.name === 'launch' ? command : { ...command, ...changed }))),
    ).not.toBe(digestOf(sent))
  })

  it('is another one where a handler or an option has changed, or one is missing', () => {
    expect(digestOf([{ ...sent[0], handler: 2 }, ...sent.slice(1)])).not.toBe(digestOf(sent))
    const longer = { ...FULL, options: OPTIONS.map(option => ({ ...option, required: true })) }
    expect(digestOf(registrationOf([LAUNCH, longer]))).not.toBe(digestOf(sent))
    expect(digestOf(registrationOf([LAUNCH]))).not.toBe(digestOf(sent))
  })
})
