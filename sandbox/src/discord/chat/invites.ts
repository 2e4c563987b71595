import { randomBytes } from 'node:crypto'

/** https://docs.discord.com/developers/resources/invite */
export interface Invite {
  readonly code: string
  readonly channelId: string
  /** Epoch ms. */
  readonly createdAtMs: number
  /** 0 never ends. */
  readonly maxAgeS: number
  /** 0 any number. */
  readonly maxUses: number
  readonly uses: number
  readonly temporary: boolean
  /** The application whose Activity it invites to. */
  readonly applicationId: string | null
}

export type WantedInvite = Pick<Invite, 'channelId' | 'maxAgeS' | 'maxUses' | 'temporary' | 'applicationId'>

export interface Invites {
  create(wanted: WantedInvite, unique: boolean): Invite
  /** null when it is unknown, used up or too old. */
  find(code: string): Invite | null
  use(code: string): Invite | null
}

const CODE_BYTES = 6

export function createInvites(now: () => number): Invites {
  const invites = new Map<string, Invite>()

  function find(code: string): Invite | null {
    const invite = invites.get(code)
    if (invite === undefined) return null
    const isOver = invite.maxAgeS !== 0 && now() - invite.createdAtMs >= invite.maxAgeS * 1000
    return isOver || (invite.maxUses !== 0 && invite.uses >= invite.maxUses) ? null : invite
  }

  const likeIt = (wanted: WantedInvite): Invite | undefined =>
    [...invites.values()].find(
      invite =>
        find(invite.code) !== null &&
        invite.channelId === wanted.channelId &&
        invite.maxAgeS === wanted.maxAgeS &&
        invite.maxUses === wanted.maxUses &&
        invite.applicationId === wanted.applicationId,
    )

  return {
    find,
    create(wanted, unique) {
      const before = unique ? undefined : likeIt(wanted)
      if (before !== undefined) return before
      const code = randomBytes(CODE_BYTES).toString('base64url').replaceAll(/[-_]/g, 'x')
      const invite = { ...wanted, code, createdAtMs: now(), uses: 0 }
      invites.set(code, invite)
      return invite
    },
    use(code) {
      const invite = find(code)
      if (invite !== null) invites.set(code, { ...invite, uses: invite.uses + 1 })
      return invite
    },
  }
}
