import { describe, expect, it } from 'vitest'
import { parseInteraction } from './interaction.ts'

const SENT = {
  id: '1500000000000000001',
  application_id: '1100000000000000001',
  token: 'aW50ZXJhY3Rpb24',
  version: 1,
  guild_id: '1200000000000000001',
  channel_id: '1300000000000000001',
  channel: { id: '1300000000000000001', type: 0 },
  member: { user: { id: '1400000000000000001', username: 'ana' }, roles: [], permissions: '8' },
  locale: 'de',
  guild_locale: 'en-US',
  authorizing_integration_owners: { '0': '1200000000000000001' },
  context: 0,
  entitlements: [],
}
const DATA = { id: '1600000000000000001', name: 'kaltura-watch', type: 1 }

function parse(more: object) {
  const parsed = parseInteraction({ ...SENT, ...more })
  return parsed.ok ? parsed.value.interaction : parsed.error.field
}

describe('what Discord sends', () => {
  it('is a ping, whatever else is in it', () => {
    expect(parse({ type: 1 })).toEqual({ kind: 'ping' })
    expect(parseInteraction({ type: 1 })).toMatchObject({ ok: true, value: { applicationId: null } })
  })

  it('is a command with what was filled in', () => {
    expect(
      parse({ type: 2, data: { ...DATA, options: [{ name: 'video', type: 3, value: '0_abc' }] } }),
    ).toEqual({
      kind: 'command',
      id: SENT.id,
      token: SENT.token,
      userId: '1400000000000000001',
      guildId: '1200000000000000001',
      channelId: '1300000000000000001',
      installedInServer: true,
      locale: 'de',
      displayName: 'ana',
      botMayWrite: null,
      language: 'de',
      command: 'kaltura-watch',
      options: new Map([['video', '0_abc']]),
    })
    expect(parse({ type: 2, data: { ...DATA, type: 4 } })).toMatchObject({ options: new Map() })
  })

  it('is what somebody is typing, and where', () => {
    const options = [
      { name: 'section', type: 3, value: 'roles' },
      { name: 'key', type: 3, value: 'map', focused: true },
    ]
    expect(parse({ type: 4, data: { ...DATA, options } })).toMatchObject({
      kind: 'autocomplete',
      focused: { name: 'key', text: 'map' },
      options: new Map([
        ['section', 'roles'],
        ['key', 'map'],
      ]),
    })
  })

  it('is a button, or a choice from a menu', () => {
    const data = { component_type: 2, custom_id: 'kaltura-watch:play:0_abc' }
    expect(parse({ type: 3, data })).toMatchObject({
      kind: 'component',
      customId: data.custom_id,
      values: [],
    })
    expect(parse({ type: 3, data: { ...data, values: ['a'] } })).toMatchObject({ values: ['a'] })
  })

  it('is a modal with its fields, in the new form and the old one', () => {
    const components = [
      { type: 18, component: { type: 4, custom_id: 'title', value: 'A title' } },
      { type: 1, components: [{ type: 4, custom_id: 'note', value: '' }] },
      { type: 10 },
    ]
    expect(parse({ type: 5, data: { custom_id: 'kaltura-watch:fill', components } })).toMatchObject({
      kind: 'modal',
      fields: new Map([
        ['title', 'A title'],
        ['note', ''],
      ]),
    })
  })

  it('comes from direct messages, or from where the app is not', () => {
    const { member, guild_id: _guild, ...direct } = SENT
    const parsed = parseInteraction({ ...direct, user: member.user, type: 2, data: DATA })
    expect(parsed).toMatchObject({
      ok: true,
      value: { interaction: { guildId: null, userId: member.user.id } },
    })
    const brought = { authorizing_integration_owners: { '1': member.user.id } }
    expect(parse({ ...brought, type: 2, data: DATA })).toMatchObject({ installedInServer: false })
  })

  it.each<[string, object]>([
    ['type', { type: 9 }],
    ['type', {}],
    ['id', { type: 2, id: 'x', data: DATA }],
    ['token', { type: 2, token: '', data: DATA }],
    ['data', { type: 2 }],
    ['data.name', { type: 2, data: { ...DATA, name: 5 } }],
    ['data.options', { type: 4, data: { ...DATA, options: [{ name: 'x', value: 'y' }] } }],
    ['data.custom_id', { type: 3, data: { custom_id: 'x'.repeat(101) } }],
  ])('is blamed on %s where that does not fit', (field, more) => {
    expect(parse(more)).toBe(field)
  })

  it.each([undefined, null, 5, 'x', []])('is no request when it is %j', request => {
    expect(parseInteraction(request).ok).toBe(false)
  })
})

describe('what somebody is called', () => {
  const called = (names: { nick?: unknown; global_name?: unknown; username?: unknown }) => {
    const { nick, ...user } = names
    const sent = parse({
      type: 2,
      data: DATA,
      member: { nick, user: { id: '1400000000000000001', ...user } },
    })
    return typeof sent === 'object' && 'displayName' in sent ? sent.displayName : sent
  }

  it.each([
    [{ nick: 'Ana the Great', global_name: 'Ana', username: 'ana' }, 'Ana the Great'],
    [{ nick: null, global_name: 'Ana', username: 'ana' }, 'Ana'],
    [{ nick: ' \u202E ', global_name: null, username: 'ana' }, 'ana'],
    [{ nick: 'A\nna\u0000', username: 'ana' }, 'A na'],
    [{ nick: 'x'.repeat(500) }, `${'x'.repeat(99)}…`],
    [{ nick: '\ud800' }, '\ufffd'],
    [{ nick: 7, global_name: {}, username: [] }, '1400000000000000001'],
  ])('%j is one line that is not too long', (names, name) => {
    expect(called(names)).toBe(name)
  })

  it('does not depend on where they are', () => {
    const user = { id: '1400000000000000001', username: 'ana', global_name: 'Ana' }
    expect(parse({ type: 2, data: DATA, member: undefined, user })).toMatchObject({ displayName: 'Ana' })
  })
})

describe('the locale', () => {
  it.each([
    ['en-GB', 'en-GB'],
    ['de', 'de'],
    ['es-419', 'es-419'],
    ['', null],
    ['x', null],
    ['de DE', null],
  ])('%j is %j', (locale, expected) => {
    expect(parse({ type: 2, data: DATA, locale })).toMatchObject({ locale: expected })
  })
})
