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
  organiserRoleId: '1210000000000000001',
} as const

export const CHANNEL = { id: '1300000000000000001', name: 'Movie night' } as const

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
