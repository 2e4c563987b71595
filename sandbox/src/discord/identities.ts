import { createHash } from 'node:crypto'
import type { SandboxUser } from './hostApi.ts'

/** The one application, server and channel of the stand-in; the values are made up and no secrets. */
export const APPLICATION = {
  id: '1100000000000000001',
  name: 'Kaltura',
  description: 'Watch videos together, in step.',
  clientSecret: 'sandbox-client-secret',
  botToken: 'sandbox-bot-token',
} as const

export const GUILD = {
  id: '1200000000000000001',
  name: 'Film Club',
  ownerId: '1400000000000000001',
} as const

/** Another server, which the bot hasn't been added to. */
export const OTHER_GUILD = { id: '1200000000000000002', name: 'Chess Club' } as const

/** A role of the server; everybody has the one with the server's own id. */
export interface SandboxRole {
  /** Snowflake. */
  readonly id: string
  readonly name: string
  /** Discord's permissions, by their bits. */
  readonly permissions: bigint
}

/** https://docs.discord.com/developers/topics/permissions */
export const PERMISSION = {
  createInvite: 1n << 0n,
  administrator: 1n << 3n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  connect: 1n << 20n,
  speak: 1n << 21n,
  useCommands: 1n << 31n,
  manageEvents: 1n << 33n,
  useActivities: 1n << 39n,
  createEvents: 1n << 44n,
} as const

/** Everything that Discord has a bit for, which owners and administrators may. */
export const ALL_PERMISSIONS = (1n << 53n) - 1n

/** What the bot is invited with. Mentioning everybody is for a server's people to allow it. */
export const BOT_PERMISSIONS =
  PERMISSION.createInvite |
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.embedLinks |
  PERMISSION.readHistory |
  PERMISSION.connect |
  PERMISSION.useCommands |
  PERMISSION.manageEvents |
  PERMISSION.useActivities |
  PERMISSION.createEvents

const MEMBERS_MAY =
  PERMISSION.addReactions |
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.readHistory |
  PERMISSION.connect |
  PERMISSION.speak |
  PERMISSION.useCommands |
  PERMISSION.useActivities

/** In the order of their positions, the lowest first. Several have names that code likes to stumble over. */
export const ROLES: readonly SandboxRole[] = [
  { id: GUILD.id, name: '@everyone', permissions: MEMBERS_MAY },
  { id: '1210000000000000001', name: 'Organiser', permissions: PERMISSION.manageEvents },
  { id: '1210000000000000002', name: 'admin', permissions: 0n },
  { id: '1210000000000000003', name: 'moderator', permissions: 0n },
  { id: '1210000000000000004', name: 'Stage crew', permissions: PERMISSION.administrator },
  { id: '1210000000000000005', name: 'Dr. Who, "the" <@&1> \\ fans', permissions: 0n },
  { id: '1210000000000000006', name: '__proto__', permissions: 0n },
  { id: '1210000000000000007', name: 'default', permissions: 0n },
  { id: '1210000000000000008', name: 'Admin', permissions: 0n },
  { id: '1210000000000000009', name: '1210000000000000002', permissions: 0n },
  { id: '1210000000000000010', name: 'not admin, moderator either', permissions: 0n },
  { id: '1210000000000000011', name: 'Lehrkräfte 🎓', permissions: 0n },
]

/** Which roles the prepared people begin with, by name; all others have none. */
const FIRST_ROLES: Readonly<Record<string, readonly string[]>> = {
  ana: ['Organiser'],
  ben: ['moderator', 'Lehrkräfte 🎓'],
  dan: ['admin'],
  eva: ['Stage crew'],
  finn: ['Dr. Who, "the" <@&1> \\ fans', 'Organiser'],
  gita: ['__proto__', 'default', 'Admin'],
  hugo: ['1210000000000000002', 'not admin, moderator either'],
}

export const firstRolesOf = (name: string): readonly SandboxRole[] =>
  Object.hasOwn(FIRST_ROLES, name) ? ROLES.filter(role => FIRST_ROLES[name]?.includes(role.name)) : []

/** A role that somebody can be given, by name or id. */
export const findRole = (wanted: string): SandboxRole | null =>
  ROLES.find(({ id, name }) => id !== GUILD.id && (id === wanted || name === wanted)) ?? null

/** The voice channel. */
export const CHANNEL = { id: '1300000000000000001', name: 'Movie night' } as const
export const TEXT_CHANNEL = { id: '1310000000000000001', name: 'general' } as const
export const RECORDINGS_CHANNEL = { id: '1310000000000000002', name: 'recordings' } as const

const PREPARED: readonly (readonly [name: string, globalName: string, nick: string | null])[] = [
  ['ana', 'Ana', null],
  ['ben', 'Ben', null],
  ['cleo', 'Cleo', 'Cleo (projector)'],
  ['dan', 'Dan', null],
  ['eva', 'Eva Müller', null],
  ['finn', 'Finn', null],
  ['gita', 'Gita', 'गीता'],
  ['hugo', 'Hugo', null],
  ['iris', 'Iris', 'Iris 🍿'],
  ['jon', 'Jón Þór', null],
  ['kim', 'Kim', null],
  ['lea', 'Lea', 'ليا'],
]

const FURTHER_NAMES = [
  'max',
  'nora',
  'otto',
  'pia',
  'ravi',
  'sara',
  'tom',
  'uma',
  'vik',
  'wen',
  'yara',
  'zoe',
]

/** Far apart on the wheel for neighbours, light enough to read on dark grey. */
const HUES = [28, 200, 320, 140, 260, 48, 175, 350, 90, 230, 290, 10]

const FIRST_USER_ID = 1_400_000_000_000_000_001n

export function preparedPeople(): SandboxUser[] {
  return PREPARED.map(([name, globalName, nick], index) => person({ name, globalName, nick, index }))
}

/** A further person; `index` is how many there are already. */
export function furtherPerson(name: string, index: number): SandboxUser {
  const globalName = name.charAt(0).toUpperCase() + name.slice(1)
  return person({ name, globalName, nick: null, index })
}

/** The next name nobody has: a real one while there are any. */
export function freeName(taken: ReadonlySet<string>): string {
  const prepared = FURTHER_NAMES.find(name => !taken.has(name))
  if (prepared !== undefined) return prepared
  let number = taken.size + 1
  while (taken.has(`guest${number}`)) number += 1
  return `guest${number}`
}

interface PersonOptions {
  readonly name: string
  readonly globalName: string
  readonly nick: string | null
  readonly index: number
}

function person({ name, globalName, nick, index }: PersonOptions): SandboxUser {
  const hue = HUES[index % HUES.length] ?? 0
  return {
    name,
    id: String(FIRST_USER_ID + BigInt(index)),
    username: name,
    globalName,
    nick,
    // Every fourth has none, so that the default avatars are seen too.
    avatar: index % 4 === 3 ? null : createHash('md5').update(`avatar of ${name}`).digest('hex'),
    color: `hsl(${hue} 62% 66%)`,
  }
}
