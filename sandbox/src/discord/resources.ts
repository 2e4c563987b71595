import type { SandboxUser } from './hostApi.ts'
import { APPLICATION, CHANNEL, GUILD, ROLES, type SandboxRole } from './identities.ts'
import { KNOWN_SCOPES } from './scopes.ts'
import type { Instance, World } from './world.ts'

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

export function instanceResource(instance: Instance, world: World) {
  return {
    application_id: APPLICATION.id,
    instance_id: instance.id,
    launch_id: instance.launchId,
    location: {
      id: `gc-${GUILD.id}-${CHANNEL.id}`,
      kind: 'gc',
      channel_id: CHANNEL.id,
      guild_id: GUILD.id,
    },
    users: instance.participants.flatMap(name => world.userByName(name)?.id ?? []),
  }
}

/** `EMBEDDED`: the application has an Activity. */
const APPLICATION_FLAGS = 1 << 17

export function applicationResource(verifyKey: string) {
  return {
    id: APPLICATION.id,
    name: APPLICATION.name,
    icon: null,
    description: APPLICATION.description,
    type: null,
    bot: botAsUser,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: verifyKey,
    flags: APPLICATION_FLAGS,
    flags_new: String(APPLICATION_FLAGS),
  }
}

const { mfa_enabled: _mfa, locale: _locale, verified: _verified, ...botAsUser } = botResource

export function ownApplicationResource(verifyKey: string, owner: SandboxUser) {
  return {
    ...applicationResource(verifyKey),
    owner: userResource(owner),
    redirect_uris: ['https://127.0.0.1'],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [...KNOWN_SCOPES].filter(scope => scope !== 'voice'),
  }
}
