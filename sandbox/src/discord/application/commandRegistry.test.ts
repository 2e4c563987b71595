import { describe, expect, it } from 'vitest'
import { createSnowflakes } from '../snowflakes.ts'
import { createCommandRegistry, MAX_CREATES_A_DAY } from './commandRegistry.ts'

const LAUNCH = { type: 4, name: 'launch', description: 'Open', handler: 1 }
const WATCH = { name: 'watch', description: 'Watch a video' }
const TEXT = { type: 3, name: 'video', description: 'Which one' }

function setUp() {
  const clock = { nowMs: Date.UTC(2026, 10, 21) }
  const now = () => clock.nowMs
  return { clock, registry: createCommandRegistry({ now, nextId: createSnowflakes(now) }) }
}

/** What an overwrite with this command beside the Entry Point comes to: status and code, where and why. */
function refusalOf(...commands: readonly object[]): string {
  const written = setUp().registry.overwrite([LAUNCH, ...commands])
  return written.ok ? 'taken' : JSON.stringify(written.refusal)
}
const withOption = (option: object) => refusalOf({ ...WATCH, options: [{ ...TEXT, ...option }] })
const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `n${index}`, value: `v${index}` }))

describe('the registry of commands', () => {
  it('has the Entry Point that Discord makes by itself', () => {
    const { registry } = setUp()
    expect(registry.all()).toMatchObject([{ type: 4, name: 'launch', handler: 2 }])
  })

  it('keeps the ids of what hasn’t changed, and gives a new version to what has', () => {
    const { registry } = setUp()
    registry.overwrite([LAUNCH, WATCH, { ...WATCH, name: 'search' }])
    const [launch, watch, search] = registry.all()
    registry.overwrite([LAUNCH, WATCH, { ...WATCH, name: 'search', description: 'Other' }])
    expect(registry.all().slice(0, 2)).toEqual([launch, watch])
    expect(registry.find('search')?.id).toBe(search?.id)
    expect(registry.find('search')?.version).not.toBe(search?.version)
  })

  it('never loses the Entry Point by an overwrite (50240)', () => {
    const { registry } = setUp()
    const before = registry.all()
    expect(registry.overwrite([WATCH])).toMatchObject({ ok: false, refusal: { body: { code: 50240 } } })
    expect(registry.all()).toBe(before)
    expect(registry.remove(before[0]?.id ?? '')).toBe(true)
    expect(registry.overwrite([WATCH])).toMatchObject({ ok: true })
  })

  it('takes one command at a time, new or changed, and lets it go again', () => {
    const { registry } = setUp()
    expect(registry.upsert(WATCH)).toMatchObject({ ok: true, value: { isNew: true } })
    expect(registry.upsert({ ...WATCH, description: 'Other' })).toMatchObject({ value: { isNew: false } })
    expect(registry.find('watch')?.description).toBe('Other')
    expect(registry.upsert({ ...LAUNCH, name: 'second' })).toMatchObject({
      refusal: { body: { code: 30032 } },
    })
    expect(registry.remove(registry.find('watch')?.id ?? '')).toBe(true)
    expect(registry.remove('1')).toBe(false)
  })

  it('takes no more than so many new ones a day (30034)', () => {
    const { clock, registry } = setUp()
    const some = (from: number) =>
      Array.from({ length: 100 }, (_, index) => ({ ...WATCH, name: `c${from + index}` }))
    registry.overwrite([LAUNCH, ...some(0)])
    registry.overwrite([LAUNCH, ...some(100)])
    expect(registry.upsert({ ...WATCH, name: 'one-more', type: 2, description: '' })).toMatchObject({
      refusal: { status: 429, body: { code: 30034 } },
    })
    clock.nowMs += 86_400_000
    expect(registry.overwrite([LAUNCH, ...some(200)])).toMatchObject({ ok: true })
    expect(MAX_CREATES_A_DAY).toBe(200)
  })

  it('takes what Discord takes', () => {
    const full = {
      ...WATCH,
      name: 'kaltura-watch',
      name_localizations: { de: 'kaltura-schauen', 'es-ES': 'año' },
      description_localizations: { de: 'Ein Video' },
      contexts: [0],
      integration_types: [0],
      default_member_permissions: '0',
      options: [
        { ...TEXT, required: true, autocomplete: true, min_length: 1, max_length: 100 },
        { type: 4, name: 'limit', description: 'How many', min_value: 1, max_value: 10 },
        { ...TEXT, name: 'section', choices: choices(25) },
      ],
    }
    expect(refusalOf(full)).toBe('taken')
  })

  it('answers without what says nothing', () => {
    const { registry } = setUp()
    registry.overwrite([
      LAUNCH,
      { ...WATCH, options: [{ ...TEXT, required: false, autocomplete: false, choices: [] }] },
    ])
    expect(registry.find('watch')?.options).toEqual([TEXT])
  })

  it.each([
    [
      'more than 100',
      () => refusalOf(...Array.from({ length: 101 }, (_, i) => ({ ...WATCH, name: `c${i}` }))),
      '30032',
    ],
    ['a name in capitals', () => refusalOf({ ...WATCH, name: 'Watch' }), 'APPLICATION_COMMAND_INVALID_NAME'],
    ['a name with a space', () => refusalOf({ ...WATCH, name: 'watch it' }), '"name":{"_errors"'],
    ['a name that is too long', () => refusalOf({ ...WATCH, name: 'w'.repeat(33) }), '"name":{"_errors"'],
    ['no name', () => refusalOf({ description: 'x' }), '"name":{"_errors"'],
    [
      'no description',
      () => refusalOf({ name: 'watch' }),
      '"1":{"description":{"_errors":[{"code":"BASE_TYPE_REQUIRED"',
    ],
    [
      'a long description',
      () => refusalOf({ ...WATCH, description: 'x'.repeat(101) }),
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a locale that nobody has',
      () => refusalOf({ ...WATCH, name_localizations: { tlh: 'x' } }),
      '"name_localizations"',
    ],
    [
      'a translated name with a space',
      () => refusalOf({ ...WATCH, name_localizations: { de: 'a b' } }),
      '"de":{"_errors"',
    ],
    ['two of one name', () => refusalOf(WATCH, WATCH), 'APPLICATION_COMMANDS_DUPLICATE_NAME'],
    [
      'two of one name in German',
      () => refusalOf({ ...WATCH, name_localizations: { de: 'x' } }, { ...WATCH, name: 'x' }),
      'APPLICATION_COMMANDS_DUPLICATE_NAME',
    ],
    ['two Entry Points', () => refusalOf({ ...LAUNCH, name: 'second' }), 'one Entry Point'],
    ['a handler of another type', () => refusalOf({ ...WATCH, handler: 1 }), '"handler"'],
    ['options of a menu entry', () => refusalOf({ type: 2, name: 'x', options: [TEXT] }), '"options"'],
    [
      'more than 25 options',
      () =>
        refusalOf({ ...WATCH, options: Array.from({ length: 26 }, (_, i) => ({ ...TEXT, name: `o${i}` })) }),
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'the optional before the required',
      () => refusalOf({ ...WATCH, options: [TEXT, { ...TEXT, name: 'b', required: true }] }),
      'OPTIONS_REQUIRED_INVALID',
    ],
    [
      'two options of one name',
      () => refusalOf({ ...WATCH, options: [TEXT, TEXT] }),
      'Option name already exists',
    ],
    ['more than 25 choices', () => withOption({ choices: choices(26) }), 'BASE_TYPE_BAD_LENGTH'],
    [
      'choices with autocomplete',
      () => withOption({ choices: choices(1), autocomplete: true }),
      'AUTOCOMPLETE_CHOICES_INVALID',
    ],
    [
      'two choices of one name',
      () => withOption({ choices: [...choices(1), ...choices(1)] }),
      'CHOICE_NAME_EXISTS',
    ],
    [
      'a choice of another type',
      () => withOption({ choices: [{ name: 'x', value: 1 }] }),
      '"value":{"_errors"',
    ],
    ['autocomplete of a flag', () => withOption({ type: 5, autocomplete: true }), 'TYPE_INVALID'],
    ['a length of a number', () => withOption({ type: 4, max_length: 3 }), 'MIN_MAX_INVALID'],
    ['a range of text', () => withOption({ max_value: 3 }), 'MIN_MAX_INVALID'],
    ['a length that nothing has', () => withOption({ min_length: 5, max_length: 3 }), 'MIN_MAX_INVALID'],
    [
      'a range that nothing is in',
      () => withOption({ type: 4, min_value: 5, max_value: 3 }),
      'MIN_MAX_INVALID',
    ],
    ['a text that may be too long', () => withOption({ max_length: 6001 }), 'BASE_TYPE_BAD_LENGTH'],
    ['no context at all', () => refusalOf({ ...WATCH, contexts: [] }), '"contexts"'],
    [
      'permissions that are none',
      () => refusalOf({ ...WATCH, default_member_permissions: 'all' }),
      '"default_member_permissions"',
    ],
  ])('refuses %s', (_what, refusal, expected) => {
    expect(refusal()).toContain(expected)
  })

  it('counts all characters of a command together, of translations the longest', () => {
    // 5 and 51 of its own, 4 × 11 of the options, 100 × 79 of the choices.
    const options = Array.from({ length: 4 }, (_, option) => ({
      ...TEXT,
      name: `o${option}`,
      choices: choices(25).map(({ name }, index) => ({
        name: name.padEnd(10),
        value: `${index}`.padEnd(69),
      })),
    }))
    const full = { ...WATCH, description: 'd'.repeat(51), options }
    const translated = (length: number) => ({
      description_localizations: { de: 'd'.repeat(length), fr: 'f' },
    })
    expect(refusalOf({ ...full, ...translated(51) })).toBe('taken')
    expect(refusalOf({ ...full, ...translated(52) })).toContain('maximum size (8000)')
  })
})
