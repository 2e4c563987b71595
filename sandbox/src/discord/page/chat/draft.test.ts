import { describe, expect, it } from 'vitest'
import type { OfferedCommand, OfferedOption } from '../../chatApi.ts'
import { checkFields, closedList, commandsFor, commandWritten, type Field, valuesBeside } from './draft.ts'

function option(name: string, rest: Partial<OfferedOption> = {}): OfferedOption {
  return {
    name,
    label: name,
    description: '',
    type: 3,
    required: false,
    choices: [],
    autocomplete: false,
    minLength: null,
    maxLength: null,
    min: null,
    max: null,
    ...rest,
  }
}

const command = (name: string, options: readonly OfferedOption[] = [], type = 1): OfferedCommand => ({
  id: name,
  name,
  label: name,
  description: '',
  type,
  options,
})

const search = command('kaltura-video-search', [
  option('limit', { type: 4, min: 1, max: 10 }),
  option('query', { required: true }),
])
const commands = [command('launch', [], 4), search, command('kaltura-watch'), command('watch-list')]
const field = (of: OfferedOption, text: string): Field => ({ option: of, text, picked: null })

describe('commandsFor', () => {
  it('lists what begins so before what only holds it, and never the Entry Point', () => {
    expect(commandsFor('/', commands)?.map(({ name }) => name)).toEqual([
      'kaltura-video-search',
      'kaltura-watch',
      'watch-list',
    ])
    expect(commandsFor('/WATCH', commands)?.map(({ name }) => name)).toEqual(['watch-list', 'kaltura-watch'])
  })

  it('knows them by the name in the language of the client, and as they are registered', () => {
    const german = { ...command('kaltura-watch'), label: 'kaltura-ansehen' }
    for (const text of ['/kaltura-a', '/ansehen', '/kaltura-w'])
      expect(commandsFor(text, [german])).toEqual([german])
    for (const text of ['/kaltura-ansehen ', '/kaltura-watch '])
      expect(commandWritten(text, [german])).toBe(german)
  })

  it.each(['hello', ' /watch', '/watch a', ''])('has nothing to say about "%s"', text => {
    expect(commandsFor(text, commands)).toBeNull()
  })

  it('takes a name that is written out', () => {
    expect(commandWritten('/kaltura-watch ', commands)?.name).toBe('kaltura-watch')
    expect(commandWritten('/launch ', commands)).toBeNull()
  })
})

describe('fields', () => {
  it('filter a closed list by what is written, and show all of it once one was picked', () => {
    const choices = [
      { name: 'Roles', value: 'roles' },
      { name: 'All', value: 'all' },
    ]
    const section = option('section', { choices })
    expect(closedList(field(section, 'ro'))).toEqual([choices[0]])
    expect(closedList({ option: section, text: 'Roles', picked: { name: 'Roles', value: 'roles' } })).toEqual(
      choices,
    )
    expect(closedList(field(option('free'), ''))).toBeNull()
    expect(closedList(field(option('flag', { type: 5 }), 'tr'))).toEqual([{ name: 'True', value: true }])
  })
})

describe('checkFields', () => {
  it('sends the value of what was picked, and leaves out what is empty', () => {
    const picked = {
      ...field(option('video'), 'Test card'),
      picked: { name: 'Test card', value: '0_testcard' },
    }
    expect(checkFields([picked, field(option('limit', { type: 4 }), ' ')])).toEqual({
      ok: true,
      values: { video: '0_testcard' },
    })
  })

  const limit = option('limit', { type: 4, min: 1, max: 10 })
  it.each<[OfferedOption, string, string]>([
    [option('query', { required: true }), '  ', 'required'],
    [limit, '1.5', 'whole number'],
    [limit, 'five', 'whole number'],
    [limit, '0', 'from 1 up'],
    [limit, '11', 'up to 10'],
    [option('title', { maxLength: 2 }), '🍿🍿🍿', 'at most 2 characters; these are 3'],
    [option('title', { minLength: 2 }), 'a', 'at least 2'],
    [option('section', { choices: [{ name: 'All', value: 'all' }] }), 'none', 'Choose one'],
    [option('confirm', { type: 5 }), 'yes', 'Choose one'],
  ])('refuses %j with "%s"', (of, text, sentence) => {
    const checked = checkFields([field(of, text)])
    expect(checked).toMatchObject({ ok: false, problems: { [of.name]: expect.stringContaining(sentence) } })
  })

  it('reads numbers, flags and choices that are written out', () => {
    const section = option('section', { choices: [{ name: 'All', value: 'all' }] })
    const fields = [field(limit, ' 7 '), field(option('confirm', { type: 5 }), 'true'), field(section, 'ALL')]
    expect(checkFields(fields)).toEqual({ ok: true, values: { limit: 7, confirm: true, section: 'all' } })
  })

  it('tells the application only what would be valid of the others', () => {
    const fields = [field(option('section'), 'roles'), field(limit, 'x'), field(option('key'), 'ma')]
    expect(valuesBeside(fields, 'key')).toEqual({ section: 'roles' })
  })
})
