/** Discord's permissions that we ask about, by their bits: https://docs.discord.com/developers/topics/permissions */
export const PERMISSION = {
  administrator: 1n << 3n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  mentionEveryone: 1n << 17n,
  sendMessagesInThreads: 1n << 38n,
} as const

/** What a channel allows and takes away beside the roles. */
export interface Overwrite {
  /** Of a role or a person. */
  readonly id: string
  readonly allow: bigint
  readonly deny: bigint
}

export interface PermissionQuestion {
  readonly guild: {
    readonly id: string
    readonly ownerId: string
    readonly roles: readonly { readonly id: string; readonly permissions: bigint }[]
  }
  /** `roles` are ids, without the one that everybody has. */
  readonly member: { readonly id: string; readonly roles: readonly string[] }
  readonly overwrites: readonly Overwrite[]
}

const ALL = (1n << 64n) - 1n
const NOTHING = { allow: 0n, deny: 0n }

/**
 * What a member may do in a channel, in Discord's order: owner, roles, administrator, then the channel's overwrites for
 * everybody, for all of the member's roles together, and for the member.
 */
export function permissionsIn({ guild, member, overwrites }: PermissionQuestion): bigint {
  if (member.id === guild.ownerId) return ALL
  const base = guild.roles
    .filter(({ id }) => id === guild.id || member.roles.includes(id))
    .reduce((sum, { permissions }) => sum | permissions, 0n)
  if ((base & PERMISSION.administrator) !== 0n) return ALL
  const of = (id: string) => overwrites.find(overwrite => overwrite.id === id) ?? NOTHING
  const ofRoles = overwrites.filter(({ id }) => id !== guild.id && member.roles.includes(id))
  const all = {
    allow: ofRoles.reduce((sum, { allow }) => sum | allow, 0n),
    deny: ofRoles.reduce((sum, { deny }) => sum | deny, 0n),
  }
  const left = [of(guild.id), all, of(member.id)].reduce(
    (has, { allow, deny }) => (has & ~deny) | allow,
    base,
  )
  // Where somebody sees nothing they may do nothing.
  return (left & PERMISSION.viewChannel) === 0n ? 0n : left
}

export const mayMentionEveryone = (question: PermissionQuestion): boolean =>
  (permissionsIn(question) & PERMISSION.mentionEveryone) !== 0n

export const maySee = (question: PermissionQuestion): boolean =>
  (permissionsIn(question) & PERMISSION.viewChannel) !== 0n
