import type { SandboxUser } from '../hostApi.ts'
import { ALL_PERMISSIONS, APPLICATION, GUILD, PERMISSION, ROLES, type SandboxRole } from '../identities.ts'
import { channelResource, memberResource, userResource } from '../resources.ts'
import type { World } from '../world.ts'
import type { PendingInteraction } from './pendingInteraction.ts'

export interface PayloadOptions {
  readonly interaction: PendingInteraction
  readonly data: object
  readonly locale: string
  /** The message that a component is on. */
  readonly message: object | null
  readonly world: World
}

const ATTACHMENT_SIZE_LIMIT = 10_485_760
const CONTEXT = { guild: 0, botDm: 1 } as const
/** Installed to a server, or to a person. */
const INSTALLED_TO = '0'

/** What Discord posts: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export function interactionPayload({ interaction, data, locale, message, world }: PayloadOptions) {
  const { id, token, type, channel, user } = interaction
  return {
    version: 1,
    id,
    application_id: APPLICATION.id,
    type,
    token,
    data,
    ...(channel.kind === 'direct' ? directPlace(user) : guildPlace(user, world)),
    channel_id: channel.id,
    channel: channelResource(channel),
    ...(message === null ? {} : { message }),
    locale,
    app_permissions: String(channel.kind === 'direct' ? DIRECT_PERMISSIONS : world.botPermissions()),
    entitlements: [],
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
  }
}

const DIRECT_PERMISSIONS =
  PERMISSION.viewChannel | PERMISSION.sendMessages | PERMISSION.embedLinks | PERMISSION.readHistory

const directPlace = (user: SandboxUser) => ({
  user: userResource(user),
  context: CONTEXT.botDm,
  authorizing_integration_owners: { [INSTALLED_TO]: '0' },
})

const guildPlace = (user: SandboxUser, world: World) => {
  const roles = world.rolesOf(user.name) ?? []
  return {
    guild_id: GUILD.id,
    guild: { id: GUILD.id, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    member: {
      ...memberResource({ user, roles }),
      permissions: String(memberPermissions(user, roles)),
      unusual_dm_activity_until: null,
    },
    context: CONTEXT.guild,
    authorizing_integration_owners: { [INSTALLED_TO]: GUILD.id },
  }
}

/** Of a member in every channel, as no channel here has rules of its own. */
export function memberPermissions(user: SandboxUser, roles: readonly SandboxRole[]): bigint {
  const everyone = ROLES.find(({ id }) => id === GUILD.id)?.permissions ?? 0n
  const all = roles.reduce((sum, { permissions }) => sum | permissions, everyone)
  const isAboveAll = user.id === GUILD.ownerId || (all & PERMISSION.administrator) !== 0n
  return isAboveAll ? ALL_PERMISSIONS : all
}
