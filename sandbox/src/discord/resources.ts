import type { Settings } from './application/settings.ts'
import type { SandboxChannel } from './chat/channels.ts'
import type { SandboxUser } from './hostApi.ts'
import { APPLICATION, CHANNEL, GUILD, ROLES, type SandboxRole } from './identities.ts'
import { KNOWN_SCOPES } from './scopes.ts'
import { type Instance, locationOf, type World } from './world.ts'

/** Shapes of Discord's API v10 (its OpenAPI document names them), filled from the world. */

const JOINED_AT = '2026-01-15T18:00:00.000000+00:00'

export function userResource(user: SandboxUser) {
  return {
    id: user.id,
    username: user.username,
    discriminator: '0',
    global_name: user.globalName,
    avatar: user.avatar,
    avatar_decoration_data: null,
    collectibles: null,
    banner: null,
    accent_color: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
  }
}

const bot = userResource({
  name: 'bot',
  id: APPLICATION.id,
  username: 'kaltura',
  globalName: APPLICATION.name,
  nick: null,
  avatar: null,
  color: 'grey',
})

export const botResource = {
  ...bot,
  global_name: null,
  bot: true,
  mfa_enabled: true,
  locale: 'en-US',
  verified: true,
}

export function currentUserResource(user: SandboxUser) {
  return { ...userResource(user), mfa_enabled: false, locale: 'en-US', premium_type: 0 }
}

/** Somebody in the server, with their roles. */
export interface SandboxMember {
  readonly user: SandboxUser
  readonly roles: readonly SandboxRole[]
}

export function memberResource({ user, roles }: SandboxMember) {
  return {
    user: userResource(user),
    nick: user.nick,
    avatar: null,
    banner: null,
    roles: roles.map(({ id }) => id),
    joined_at: JOINED_AT,
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    flags: 0,
    mute: false,
    deaf: false,
  }
}

const roleResource = (role: SandboxRole, position: number) => ({
  id: role.id,
  name: role.name,
  permissions: String(role.permissions),
  position,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: false,
  mentionable: false,
  icon: null,
  unicode_emoji: null,
  flags: 0,
})

export const roleResources = ROLES.map(roleResource)

export const guildResource = {
  id: GUILD.id,
  name: GUILD.name,
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  owner_id: GUILD.ownerId,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  roles: roleResources,
  default_message_notifications: 0,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
}

export function voiceStateResource(member: SandboxMember) {
  const { user } = member
  return {
    guild_id: GUILD.id,
    channel_id: CHANNEL.id,
    user_id: user.id,
    member: memberResource(member),
    session_id: `sandbox${user.id}`,
    deaf: false,
    mute: false,
    self_deaf: false,
    self_mute: false,
    self_stream: false,
    self_video: false,
    suppress: false,
    request_to_speak_timestamp: null,
  }
}

const CHANNEL_TYPES = { text: 0, direct: 1, voice: 2 } as const

/** One channel; of direct messages, as the application sees them. */
export function channelResource({ id, name, kind }: SandboxChannel) {
  const base = { id, type: CHANNEL_TYPES[kind], flags: 0, last_message_id: null }
  if (kind === 'direct') return base
  const place = { ...base, guild_id: GUILD.id, name, parent_id: null, position: kind === 'text' ? 0 : 1 }
  const common = { ...place, permission_overwrites: [], nsfw: false, rate_limit_per_user: 0 }
  if (kind === 'text') return { ...common, topic: null }
  return { ...common, bitrate: 64_000, user_limit: 0, rtc_region: null }
}

export function instanceResource(instance: Instance, world: World) {
  return {
    application_id: APPLICATION.id,
    instance_id: instance.id,
    launch_id: instance.launchId,
    location: locationOf(instance.channelId),
    users: instance.participants.flatMap(name => world.userByName(name)?.id ?? []),
  }
}

export function applicationResource(verifyKey: string, { description, flags }: Settings) {
  return {
    id: APPLICATION.id,
    name: APPLICATION.name,
    icon: null,
    description,
    type: null,
    bot: botAsUser,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: verifyKey,
    flags,
    flags_new: String(flags),
  }
}

const { mfa_enabled: _mfa, locale: _locale, verified: _verified, ...asOthersSeeIt } = botResource
export const botAsUser = asOthersSeeIt

export interface OwnApplication {
  readonly verifyKey: string
  readonly owner: SandboxUser
  readonly settings: Settings
}

export function ownApplicationResource({ verifyKey, owner, settings }: OwnApplication) {
  const { install_params: installParams, ...rest } = settings
  return {
    ...applicationResource(verifyKey, settings),
    ...rest,
    ...(installParams ? { install_params: installParams } : {}),
    integration_types_config: { 0: installParams ? { oauth2_install_params: installParams } : {} },
    owner: userResource(owner),
    role_connections_verification_url: null,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [...KNOWN_SCOPES].filter(scope => scope !== 'voice'),
  }
}
