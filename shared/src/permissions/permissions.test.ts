import { describe, expect, it } from 'vitest'
import { mergeConfig } from '../config/mergeConfig.ts'
import { defaults } from '../config/testing/defaults.ts'
import { type Action, ActionSchema } from './actions.ts'
import { type Member, mappedRole, may, type PermissionRules, roleOf } from './permissions.ts'
import { type Role, RoleSchema } from './roles.ts'

const HERE = '1200000000000000001'
const ELSEWHERE = '1200000000000000002'

const discordRole = (name: string, id = '1210000000000000099') => ({ id, name })

const nobodySpecial: Member = {
  guildId: HERE,
  userId: '1400000000000000003',
  isOwner: false,
  isAdministrator: false,
  roles: [],
}
const withRoles = (...names: readonly string[]): Member => ({
  ...nobodySpecial,
  roles: names.map(name => discordRole(name)),
})
const memberWho = (role: Role): Member => (role === 'viewer' ? nobodySpecial : withRoles(role))

const rulesWith = (commands: Partial<PermissionRules['commands']['permissions']>): PermissionRules =>
  mergeConfig(defaults, { commands: { permissions: commands } })

/** What each role may do as it comes: without and with something of one's own. A new action needs a row here. */
const EXPECTED: Readonly<Record<Action, Readonly<Record<Role, boolean | 'own'>>>> = {
  'videos.list': { admin: true, moderator: true, viewer: true },
  'videos.play': { admin: true, moderator: true, viewer: true },
  'room.join': { admin: true, moderator: true, viewer: true },
  'meetings.list': { admin: true, moderator: true, viewer: true },
  'meetings.start': { admin: true, moderator: true, viewer: true },
  'meetings.join': { admin: true, moderator: true, viewer: true },
  'meetings.end': { admin: true, moderator: true, viewer: 'own' },
  'comments.remove': { admin: true, moderator: true, viewer: 'own' },
  'config.view': { admin: true, moderator: false, viewer: false },
  'config.update': { admin: true, moderator: false, viewer: false },
  'config.reset': { admin: true, moderator: false, viewer: false },
  'kaltura-watch': { admin: true, moderator: true, viewer: true },
  'kaltura-video-search': { admin: true, moderator: true, viewer: true },
  'kaltura-start': { admin: true, moderator: true, viewer: true },
  'kaltura-join': { admin: true, moderator: true, viewer: true },
  'kaltura-list': { admin: true, moderator: true, viewer: true },
  'kaltura-end': { admin: true, moderator: true, viewer: true },
  'kaltura-config-view': { admin: true, moderator: false, viewer: false },
  'kaltura-config-update': { admin: true, moderator: false, viewer: false },
  'kaltura-config-reset': { admin: true, moderator: false, viewer: false },
}

const CASES = ActionSchema.options.flatMap(action => RoleSchema.options.map(role => [action, role] as const))

describe('who may do what', () => {
  it.each(CASES)('%s as %s, in their own server and in no other (ASVS 8.2.2)', (action, role) => {
    const asked = { member: memberWho(role), action, rules: defaults }
    const expected = EXPECTED[action][role]
    expect(may({ ...asked, guildId: HERE })).toBe(expected === true)
    expect(may({ ...asked, guildId: HERE, own: true })).toBe(expected !== false)
    expect(may({ ...asked, guildId: ELSEWHERE, own: true })).toBe(false)
  })

  it.each(ActionSchema.options)('%s is nothing for whoever is not in the server', action => {
    expect(may({ member: null, guildId: HERE, action, rules: defaults, own: true })).toBe(false)
  })

  it('leaves an owner of one server nothing to say in another', () => {
    const member = { ...nobodySpecial, isOwner: true, isAdministrator: true }
    for (const action of ActionSchema.options)
      expect(may({ member, guildId: ELSEWHERE, action, rules: defaults, own: true })).toBe(false)
  })
})

describe('the role in a server', () => {
  const mapping = {
    default: 'viewer',
    Teachers: 'moderator',
    Students: 'viewer',
    '1210000000000000005': 'admin',
  } as const

  it.each<[string, Partial<Member>, Role]>([
    ['the owner', { isOwner: true }, 'admin'],
    ['an administrator', { isAdministrator: true }, 'admin'],
    ['nobody special', {}, 'viewer'],
    ['a role by its name', { roles: [discordRole('Teachers')] }, 'moderator'],
    ['a role by its id', { roles: [discordRole('whatever', '1210000000000000005')] }, 'admin'],
    [
      'the strongest of several',
      { roles: [discordRole('Students'), discordRole('x', '1210000000000000005'), discordRole('Teachers')] },
      'admin',
    ],
    ['a name in another case', { roles: [discordRole('teachers')] }, 'viewer'],
    ['a name that contains one', { roles: [discordRole('Teachers of nothing')] }, 'viewer'],
    ['a name that is contained in one', { roles: [discordRole('Teach')] }, 'viewer'],
    ['a role that is named like an id', { roles: [discordRole('1210000000000000005')] }, 'viewer'],
    ['a role that is called default', { roles: [discordRole('default')] }, 'viewer'],
    ['names of what objects have', { roles: [discordRole('__proto__'), discordRole('toString')] }, 'viewer'],
  ])('of %s', (_name, more, role) => {
    expect(roleOf({ ...nobodySpecial, ...more }, mapping)).toBe(role)
  })

  it('is the default only for whoever has none of the mapped roles', () => {
    const generous = { default: 'moderator', Guests: 'viewer' } as const
    expect(mappedRole([], generous)).toBe('moderator')
    expect(mappedRole([discordRole('Guests')], generous)).toBe('viewer')
  })

  it('takes a Discord role called default by its id alone', () => {
    const role = discordRole('default', '1210000000000000007')
    expect(mappedRole([role], { default: 'viewer', '1210000000000000007': 'moderator' })).toBe('moderator')
  })
})

describe('the list of who may run a command', () => {
  const mayWatch = (member: Member, entries: string[]) =>
    may({ member, guildId: HERE, action: 'kaltura-watch', rules: rulesWith({ 'kaltura-watch': entries }) })

  it('takes Discord roles by exact name or id', () => {
    expect(mayWatch(withRoles('Film, friends'), ['Film, friends'])).toBe(true)
    expect(mayWatch(withRoles('Film'), ['Film, friends'])).toBe(false)
    expect(mayWatch(withRoles('Film, friends'), ['Film'])).toBe(false)
    expect(mayWatch(withRoles('x'), ['1210000000000000099'])).toBe(true)
    expect(mayWatch(withRoles('1210000000000000005'), ['1210000000000000005'])).toBe(false)
  })

  it('means our own roles by admin and moderator, and each stands for the stronger ones', () => {
    expect(mayWatch(memberWho('admin'), ['moderator'])).toBe(true)
    expect(mayWatch(memberWho('moderator'), ['moderator'])).toBe(true)
    expect(mayWatch(memberWho('moderator'), ['admin'])).toBe(false)
    const demoted = mergeConfig(defaults, {
      roles: { mapping: { admin: 'viewer' } },
      commands: { permissions: { 'kaltura-watch': ['admin'] } },
    })
    const member = withRoles('admin')
    expect(may({ member, guildId: HERE, action: 'kaltura-watch', rules: demoted })).toBe(false)
  })

  it('lets nobody through when it is empty', () => {
    expect(mayWatch(memberWho('admin'), [])).toBe(false)
  })

  it('never locks admins out of the configuration', () => {
    const rules = rulesWith({ 'kaltura-config-update': [], 'kaltura-config-view': ['Nobody'] })
    const off = { ...rules, commands: { ...rules.commands, enabled: false } }
    for (const action of ['kaltura-config-update', 'kaltura-config-view', 'config.update'] as const)
      expect(may({ member: memberWho('admin'), guildId: HERE, action, rules: off })).toBe(true)
  })

  it('holds for what does the same without a command', () => {
    const rules = rulesWith({ 'kaltura-start': ['Teachers'], 'kaltura-config-view': ['moderator'] })
    const ask = (member: Member, action: Action) => may({ member, guildId: HERE, action, rules })
    expect(ask(nobodySpecial, 'meetings.start')).toBe(false)
    expect(ask(withRoles('Teachers'), 'meetings.start')).toBe(true)
    expect(ask(memberWho('moderator'), 'config.view')).toBe(true)
    expect(ask(memberWho('moderator'), 'config.update')).toBe(false)
  })

  it('is off with the commands, but for admins and their configuration', () => {
    const rules = mergeConfig(defaults, { commands: { enabled: false } })
    const allowed = (role: Role) =>
      ActionSchema.options.filter(
        action =>
          action.startsWith('kaltura-') && may({ member: memberWho(role), guildId: HERE, action, rules }),
      )
    expect(allowed('admin')).toEqual(['kaltura-config-view', 'kaltura-config-update', 'kaltura-config-reset'])
    expect(allowed('moderator')).toEqual([])
    expect(allowed('viewer')).toEqual([])
    expect(may({ member: nobodySpecial, guildId: HERE, action: 'meetings.join', rules })).toBe(true)
  })
})
