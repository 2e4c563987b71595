import { describe, expect, it } from 'vitest'
import { mayMentionEveryone, type Overwrite, PERMISSION, permissionsIn } from './permissions.ts'

const GUILD = '1'
const ANA = '10'
const BEN = '11'
const CREW = '20'
const GUESTS = '21'

const { viewChannel, mentionEveryone, administrator } = PERMISSION
const NOTHING = { allow: 0n, deny: 0n }

interface Case {
  readonly member?: string
  readonly roles?: readonly string[]
  readonly everyone?: bigint
  readonly crew?: bigint
  readonly overwrites?: readonly (Partial<Overwrite> & Pick<Overwrite, 'id'>)[]
}

const question = ({
  member = BEN,
  roles = [CREW],
  everyone = viewChannel,
  crew = 0n,
  overwrites = [],
}: Case) => ({
  guild: {
    id: GUILD,
    ownerId: ANA,
    roles: [
      { id: GUILD, permissions: everyone },
      { id: CREW, permissions: crew },
      { id: GUESTS, permissions: 0n },
    ],
  },
  member: { id: member, roles },
  overwrites: overwrites.map(overwrite => ({ ...NOTHING, ...overwrite })),
})

const deny = mentionEveryone
const allow = mentionEveryone

describe('who may mention everybody', () => {
  it.each<[string, Case, boolean]>([
    ['the owner', { member: ANA, everyone: 0n }, true],
    ['nobody by themselves', {}, false],
    ['whoever has a role that may', { crew: mentionEveryone }, true],
    ['nobody by a role that they lack', { crew: mentionEveryone, roles: [GUESTS] }, false],
    [
      'administrators, whatever the channel says',
      { crew: administrator, overwrites: [{ id: GUILD, deny }] },
      true,
    ],
    [
      'nobody where everybody is denied it',
      { crew: mentionEveryone, overwrites: [{ id: GUILD, deny }] },
      false,
    ],
    ['whoever the channel lets', { overwrites: [{ id: GUILD, allow }] }, true],
    [
      'roles that the channel lets',
      {
        overwrites: [
          { id: GUILD, deny },
          { id: CREW, allow },
        ],
      },
      true,
    ],
    [
      'whoever has one role that it lets beside one that it doesn’t',
      {
        roles: [CREW, GUESTS],
        overwrites: [
          { id: GUESTS, deny },
          { id: CREW, allow },
        ],
      },
      true,
    ],
    [
      'a person that it lets',
      {
        overwrites: [
          { id: CREW, deny },
          { id: BEN, allow },
        ],
      },
      true,
    ],
    [
      'no person that it denies',
      {
        overwrites: [
          { id: CREW, allow },
          { id: BEN, deny },
        ],
      },
      false,
    ],
    [
      'nobody who doesn’t see the channel',
      { crew: mentionEveryone, overwrites: [{ id: BEN, deny: viewChannel }] },
      false,
    ],
  ])('%s', (_name, asked, expected) => {
    expect(mayMentionEveryone(question(asked))).toBe(expected)
  })

  it('has every permission as the owner, and none unseen', () => {
    expect(permissionsIn(question({ member: ANA })) & administrator).toBe(administrator)
    expect(permissionsIn(question({ everyone: 0n, crew: mentionEveryone }))).toBe(0n)
  })
})
