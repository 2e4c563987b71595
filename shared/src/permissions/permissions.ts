import type { GuildConfig } from '../config/configSchema.ts'
import { type Action, type CommandName, CommandNameSchema } from './actions.ts'
import { isAtLeast, type Role, strongerOf } from './roles.ts'

/** One of a member's Discord roles. */
export interface DiscordRole {
  readonly id: string
  readonly name: string
}

/** Somebody in one server, as Discord describes them. */
export interface Member {
  readonly guildId: string
  readonly userId: string
  readonly isOwner: boolean
  /** One of their roles has Discord's ADMINISTRATOR permission. */
  readonly isAdministrator: boolean
  /** Without `@everyone`, which everybody has. */
  readonly roles: readonly DiscordRole[]
}

/** The part of a server's configuration that says who may do what. */
export type PermissionRules = Pick<GuildConfig, 'commands' | 'roles'>

/**
 * - `yes`: always.
 * - `own`: with what they began themselves.
 * - `listed`: as the server's `commands.permissions` say of the command that does the same.
 */
type Verdict = 'yes' | 'own' | 'listed'

const EVERYBODY = { admin: 'yes', moderator: 'yes', viewer: 'yes' } as const
const AS_LISTED = { admin: 'listed', moderator: 'listed', viewer: 'listed' } as const
/** Admins can't lock themselves out of what they would need to let themselves in again. */
const ADMINS_AND_LISTED = { admin: 'yes', moderator: 'listed', viewer: 'listed' } as const

/** What is not in here is not allowed. */
const TABLE: Readonly<Record<Action, Readonly<Record<Role, Verdict>>>> = {
  'videos.list': EVERYBODY,
  'videos.play': EVERYBODY,
  'room.join': EVERYBODY,
  'meetings.list': AS_LISTED,
  'meetings.start': AS_LISTED,
  'meetings.join': AS_LISTED,
  'meetings.end': { admin: 'yes', moderator: 'yes', viewer: 'own' },
  'comments.remove': { admin: 'yes', moderator: 'yes', viewer: 'own' },
  'config.view': ADMINS_AND_LISTED,
  'config.update': ADMINS_AND_LISTED,
  'config.reset': ADMINS_AND_LISTED,
  'kaltura-watch': AS_LISTED,
  'kaltura-video-search': AS_LISTED,
  'kaltura-start': AS_LISTED,
  'kaltura-join': AS_LISTED,
  'kaltura-list': AS_LISTED,
  'kaltura-end': AS_LISTED,
  'kaltura-config-view': ADMINS_AND_LISTED,
  'kaltura-config-update': ADMINS_AND_LISTED,
  'kaltura-config-reset': ADMINS_AND_LISTED,
}

/** What can be done without a command as well takes the same permission, or the list would be worth nothing. */
const SAME_AS: Readonly<Partial<Record<Action, CommandName>>> = {
  'meetings.list': 'kaltura-list',
  'meetings.start': 'kaltura-start',
  'meetings.join': 'kaltura-join',
  'meetings.end': 'kaltura-end',
  'config.view': 'kaltura-config-view',
  'config.update': 'kaltura-config-update',
  'config.reset': 'kaltura-config-reset',
}

export interface Question {
  /** Null for whoever isn't in the server: they may do nothing. */
  readonly member: Member | null
  /** The server in which it is to be done. */
  readonly guildId: string
  readonly action: Action
  readonly rules: PermissionRules
  /** Whether it concerns something that the member began; false when left out. */
  readonly own?: boolean
}

/** Whether a member may do something in a server. Default deny; pure, so that server, bot and panel agree. */
export function may({ member, guildId, action, rules, own = false }: Question): boolean {
  if (member === null || member.guildId !== guildId) return false
  const role = roleOf(member, rules.roles.mapping)
  const command = commandOf(action)
  switch (TABLE[action][role]) {
    case 'yes':
      return true
    case 'own':
      return own
    case 'listed':
      return command !== null && isListed(member, role, command, rules) && isOn(action, rules)
  }
}

/** `commands.enabled` turns off commands, not the Activity or the API. */
const isOn = (action: Action, { commands }: PermissionRules): boolean =>
  commands.enabled || !CommandNameSchema.safeParse(action).success

function commandOf(action: Action): CommandName | null {
  const command = CommandNameSchema.safeParse(action)
  if (command.success) return command.data
  return SAME_AS[action] ?? null
}

/** `@everyone`, `admin` and `moderator` are words of ours; all else is a Discord role by id or exact name. */
function isListed(member: Member, role: Role, command: CommandName, { commands }: PermissionRules): boolean {
  return commands.permissions[command].some(entry => {
    if (entry === '@everyone') return true
    if (entry === 'admin' || entry === 'moderator') return isAtLeast(role, entry)
    return member.roles.some(each => isNamed(each, entry))
  })
}

/**
 * The member's role in the server: owners and administrators are admins, others are the strongest thing that the
 * mapping makes of any of their Discord roles, and whoever has none of those is what `default` says.
 */
export function roleOf(member: Member, mapping: GuildConfig['roles']['mapping']): Role {
  return member.isOwner || member.isAdministrator ? 'admin' : mappedRole(member.roles, mapping)
}

/** The same for Discord roles alone. */
export function mappedRole(roles: readonly DiscordRole[], mapping: GuildConfig['roles']['mapping']): Role {
  const mapped = Object.entries(mapping)
    .filter(([entry]) => entry !== 'default' && roles.some(role => isNamed(role, entry)))
    .map(([, role]) => role)
  return mapped.length === 0 ? (mapping['default'] ?? 'viewer') : mapped.reduce(strongerOf)
}

/** As long as Discord's ids are. */
const ID = /^\d{17,20}$/

/**
 * Whether an entry of `roles.mapping` or `commands.permissions` stands for a Discord role, unless it is a word of
 * ours. What looks like an id is one: a role that somebody has *named* like another one's id gains nothing.
 */
export const isNamed = (role: DiscordRole, entry: string): boolean =>
  ID.test(entry) ? role.id === entry : role.name === entry
