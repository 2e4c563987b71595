import { describe, expect, it } from 'vitest'
import { checkConfig } from './checkConfig.ts'
import { describeKeys, pathOfKey } from './configKeys.ts'
import { ConfigSchema } from './configSchema.ts'
import { MAX_PERMISSION_ENTRIES, MAX_ROLE_MAPPINGS, MAX_TEMPLATE_LENGTH } from './limits.ts'
import { parseConfigKey, parseConfigValue } from './parseConfigValue.ts'
import { patchConfig } from './patchConfig.ts'
import { defaults } from './testing/defaults.ts'
import { writeConfigValue } from './writeConfigValue.ts'

const nearest = (_key: string, known: readonly string[]) => known[0] ?? null

function problemsOf(patch: unknown) {
  const result = patchConfig({}, patch, nearest)
  return result.ok ? [] : result.problems
}

describe('the defaults', () => {
  it('have every key but those that are the server’s own to add', () => {
    const without = describeKeys(defaults).filter(each => each.default === null)
    expect(without.map(({ key }) => key)).toEqual([
      'notifications.channels.meeting_start',
      'notifications.channels.meeting_end',
      'notifications.channels.user_join',
      'notifications.channels.meeting_share',
      'roles.mapping.<Discord role>',
    ])
  })

  it('need each of their sections', () => {
    const { features, ...rest } = defaults
    expect(checkConfig(ConfigSchema, rest, nearest)).toMatchObject({ problems: [{ key: 'features' }] })
    const roles = { mapping: { admin: 'admin' } }
    const result = checkConfig(ConfigSchema, { ...rest, features, roles }, nearest)
    expect(result).toMatchObject({ problems: [{ key: 'roles.mapping.default' }] })
  })
})

describe('a patch', () => {
  it.each<[unknown, string, RegExp]>([
    [{ features: { recording: 'yes' } }, 'features.recording', /must be true or false/],
    [
      { features: [] },
      'features',
      /must be an object with embedding, recording, user_sync, browser_guests or named_guests/,
    ],
    [{ features: { recording: 1 } }, 'features.recording', /must be true or false/],
    [{ roles: { mapping: { x: 'boss' } } }, 'roles.mapping.x', /must be admin, moderator or viewer/],
    [{ roles: { mapping: { '': 'admin' } } }, 'roles.mapping.', /names of Discord roles/],
    [{ roles: { mapping: { ['x'.repeat(101)]: 'admin' } } }, `roles.mapping.${'x'.repeat(101)}`, /names of/],
    [{ commands: { prefix: 'much too long' } }, 'commands.prefix', /a text of at most 10 characters/],
    [
      { commands: { permissions: { 'kaltura-watch': '@everyone' } } },
      'commands.permissions.kaltura-watch',
      /a list of at most 25/,
    ],
    [
      { commands: { permissions: { 'kaltura-watch': Array(MAX_PERMISSION_ENTRIES + 1).fill('x') } } },
      'commands.permissions.kaltura-watch',
      /a list of at most 25/,
    ],
    [
      { notifications: { templates: { meeting_end: 'x'.repeat(5_000) } } },
      'notifications.templates.meeting_end',
      new RegExp(`a text of 1 to ${MAX_TEMPLATE_LENGTH} characters`),
    ],
    [{ notifications: { templates: { meeting_end: '' } } }, 'notifications.templates.meeting_end', /a text/],
    [{ nothing: null }, 'nothing', /There is no key nothing/],
    [null, '', /The configuration must be an object/],
    ['x', '', /The configuration must be an object/],
    [[1], '', /The configuration must be an object/],
  ])('%j is refused by its key', (patch, key, message) => {
    const mistake = expect.objectContaining({ kind: expect.any(String) })
    expect(problemsOf(patch)).toEqual([{ key, message: expect.stringMatching(message), mistake }])
  })

  it('maps only so many roles', () => {
    const roles = Object.fromEntries(Array.from({ length: MAX_ROLE_MAPPINGS + 1 }, (_, at) => [at, 'viewer']))
    expect(problemsOf({ roles: { mapping: roles } })).toMatchObject([{ key: 'roles.mapping' }])
  })

  it('names everything that is wrong at once', () => {
    const patch = { features: { recording: 0 }, commands: { nope: 1, enabled: 'on' } }
    expect(problemsOf(patch).map(({ key }) => key)).toEqual([
      'commands.enabled',
      'commands.nope',
      'features.recording',
    ])
  })

  it('names the right place of a right word, and else what comes nearest', () => {
    expect(problemsOf({ recording: true })[0]?.message).toMatch(/Did you mean features.recording\?/)
    expect(problemsOf({ features: { recordng: true } })[0]?.message).toMatch(/Did you mean notifications\?/)
  })

  it.each(['{"__proto__":{"admin":true}}', '{"roles":{"mapping":{"__proto__":"admin"}}}'])(
    'with %s touches no prototype (ASVS 15.3.6)',
    text => {
      expect(problemsOf(JSON.parse(text))[0]?.message).toMatch(/There is no key .*__proto__/)
      expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
    },
  )

  it('takes roles called like what every object has', () => {
    const patch = { roles: { mapping: { constructor: 'moderator', toString: 'viewer' } } }
    expect(patchConfig({}, patch, nearest)).toEqual({ ok: true, value: patch })
  })

  it('may be nested as deep as it likes', () => {
    const depth = 20_000
    const deep = JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
    expect(problemsOf(deep)).toHaveLength(1)
    expect(problemsOf({ roles: { mapping: deep } })).toHaveLength(1)
  })
})

describe('a written value', () => {
  const patchOf = (key: string, text: string) => parseConfigValue({ key, text }, nearest)

  it.each<[string, string, unknown]>([
    ['features.recording', 'No', { features: { recording: false } }],
    ['features.recording', ' true ', { features: { recording: true } }],
    ['roles.mapping.Dr. Who', 'Moderator', { roles: { mapping: { 'Dr. Who': 'moderator' } } }],
    [
      'notifications.channels.default',
      '<#1300000000000000001>',
      { notifications: { channels: { default: '1300000000000000001' } } },
    ],
    [
      'commands.permissions.kaltura-watch',
      'Teachers, <@&1210000000000000001>',
      { commands: { permissions: { 'kaltura-watch': ['Teachers', '1210000000000000001'] } } },
    ],
    [
      'commands.permissions.kaltura-watch',
      '["Film, friends"]',
      { commands: { permissions: { 'kaltura-watch': ['Film, friends'] } } },
    ],
    ['commands.permissions.kaltura-watch', '', { commands: { permissions: { 'kaltura-watch': [] } } }],
  ])('%s = %s', (key, text, value) => {
    expect(patchOf(key, text)).toEqual({ ok: true, value })
  })

  it.each<[string, string, RegExp]>([
    ['features.recording', 'maybe', /must be true or false/],
    ['features', 'true', /holds several keys. Name one of them, for instance features.embedding/],
    ['recording', 'true', /Did you mean features.recording/],
    ['__proto__.x', 'true', /There is no key __proto__.x/],
    ['', 'true', /There is no key/],
  ])('%s = %s is refused', (key, text, message) => {
    expect(patchOf(key, text)).toMatchObject({ problems: [{ message: expect.stringMatching(message) }] })
  })

  it.each<[string, string, unknown]>([
    ['features.recording', 'maybe', { kind: 'wrongValue', expected: { kind: 'boolean' } }],
    [
      'roles.mapping.Teachers',
      'boss',
      { kind: 'wrongValue', expected: { kind: 'choice', choices: ['admin', 'moderator', 'viewer'] } },
    ],
    [
      'commands.prefix',
      'x'.repeat(11),
      { kind: 'wrongValue', expected: { kind: 'text', minLength: 0, maxLength: 10 } },
    ],
    [
      'commands.permissions.kaltura-watch',
      'Teachers, , Students',
      { kind: 'wrongValue', expected: { kind: 'text', minLength: 1, maxLength: 100 } },
    ],
    [
      'commands.permissions.kaltura-watch',
      Array(MAX_PERMISSION_ENTRIES + 1)
        .join('x,')
        .concat('x'),
      { kind: 'wrongValue', expected: { kind: 'list', maxEntries: MAX_PERMISSION_ENTRIES } },
    ],
    [`roles.mapping.${'x'.repeat(101)}`, 'viewer', { kind: 'roleName' }],
    ['features', 'true', { kind: 'severalKeys', example: 'features.embedding' }],
    ['recording', 'true', { kind: 'unknownKey', nearest: 'features.recording' }],
  ])('%s = %s is refused with what is wrong for other languages', (key, text, mistake) => {
    expect(patchOf(key, text)).toMatchObject({ problems: [{ mistake }] })
  })

  it('is yes or no in each language of the bot', () => {
    for (const text of ['yes', 'ON', 'ja', 'an', 'Ein'])
      expect(patchOf('features.recording', text)).toMatchObject({ value: { features: { recording: true } } })
    for (const text of ['no', 'off', 'Nein', 'aus'])
      expect(patchOf('features.recording', text)).toMatchObject({ value: { features: { recording: false } } })
  })

  it.each<[string, unknown]>([
    ['features.recording', true],
    ['commands.prefix', ''],
    ['commands.permissions.kaltura-watch', []],
    ['commands.permissions.kaltura-watch', ['@everyone', '1210000000000000001']],
    ['commands.permissions.kaltura-watch', ['Film, friends', 'Dr. "Who"', '[x]']],
    ['notifications.templates.user_join', '**{{username}}** 🍿\nguckt mit'],
  ])('of %s comes out as it was written for a text field: %j', (key, value) => {
    const patch = key.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), value)
    expect(patchOf(key, writeConfigValue(value))).toEqual({ ok: true, value: patch })
  })

  it('is nothing for what is not set', () => {
    expect(writeConfigValue(null)).toBe('')
  })

  it('is explained within its section', () => {
    const within = (key: string) => {
      const parsed = parseConfigKey({ key, section: 'notifications' }, (wrong, known) =>
        wrong === 'tipes.user_join' ? (known.find(each => each === 'types.user_join') ?? null) : null,
      )
      return parsed.ok ? parsed.value : parsed.problems.map(({ mistake }) => mistake)
    }
    expect(within('types.user_join')).toEqual(['notifications', 'types', 'user_join'])
    expect(within('types')).toEqual([{ kind: 'severalKeys', example: 'notifications.types.meeting_start' }])
    expect(within('tipes.nothing')).toEqual([{ kind: 'unknownKey', nearest: null }])
    expect(within('tipes.user_join')).toEqual([
      { kind: 'unknownKey', nearest: 'notifications.types.user_join' },
    ])
  })

  it('may leave out the section that is given beside it', () => {
    expect(pathOfKey('recording', 'features')).toEqual(['features', 'recording'])
    expect(pathOfKey('mapping.a.b', 'roles')).toEqual(['roles', 'mapping', 'a.b'])
    expect(pathOfKey('recording', 'roles')).toBeNull()
  })
})

describe('a patch of nothing but mistakes', () => {
  it('has its first ones named, and costs no more than those', () => {
    const asked: string[] = []
    const count = (key: string) => {
      asked.push(key)
      return null
    }
    const wrong = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key${index}`, true]))
    for (const patch of [wrong, { features: wrong, commands: wrong }]) {
      asked.length = 0
      const result = patchConfig({}, patch, count)
      expect(result.ok ? [] : result.problems.map(({ key }) => key.split('.').at(-1))).toEqual(
        Array.from({ length: 10 }, (_, index) => `key${index}`),
      )
      expect(asked.length).toBeLessThanOrEqual(20)
    }
  })
})

describe('the description of the keys', () => {
  it('says of each what it takes, and each of its choices fits', () => {
    for (const { key, kind, choices, default: value, open, description, expected } of describeKeys(
      defaults,
    )) {
      expect([key, description, expected]).not.toContain('')
      if (open || value === null) continue
      const texts = choices.length > 0 ? choices : [kind === 'list' ? JSON.stringify(value) : String(value)]
      for (const text of texts) expect(parseConfigValue({ key, text }, nearest).ok).toBe(true)
    }
  })
})
