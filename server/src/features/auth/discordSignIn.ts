import { ACTIVITY_SCOPES } from '@kaltura-discord/shared/permissions/scopes.ts'
import type { DiscordSignIn, SignedIn } from '@kaltura-discord/shared/protocol/http.ts'
import type { DiscordApi } from '../../discord/discordApi.ts'
import type { DiscordUser } from '../../discord/schemas.ts'
import type { Logger } from '../../platform/logger.ts'
import { type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { createMembershipProof } from './membershipProof.ts'
import type { SignIns } from './signIns.ts'

const MAX_NAME_LENGTH = 100

/** Signs in somebody whom Discord vouches for, into the Activity they are in. */
export type SignInThroughDiscord = (request: DiscordSignIn) => Promise<Result<SignedIn>>

interface DiscordSignInOptions {
  readonly discord: DiscordApi
  readonly signIns: SignIns
  /** Told of each who has signed in, and from which server. */
  readonly onSignedIn?: ((user: DiscordUser, guildId: string | null) => void) | undefined
  readonly clock: RoomClock
  readonly logger: Logger
}

export function createDiscordSignIn(options: DiscordSignInOptions): SignInThroughDiscord {
  const { discord, signIns, onSignedIn, clock, logger } = options
  const proveMembership = createMembershipProof({ discord, clock })

  async function nicknameIn(guildId: string | null, userId: string): Promise<string | null> {
    if (guildId === null) return null
    const nickname = await discord.guildNickname(guildId, userId)
    // Nobody is kept out for want of a nickname.
    return nickname.ok ? nickname.value : null
  }

  return async ({ code, codeVerifier, instanceId }) => {
    const grant = await discord.exchangeCode(code, codeVerifier)
    if (!grant.ok) return grant
    const user = await discord.currentUser(grant.value)
    if (!user.ok) return user
    const instance = await proveMembership({ instanceId, userId: user.value.id })
    if (!instance.ok) return instance
    const guildId = instance.value.location.guild_id ?? null
    const { id, ...profile } = profileOf(user.value, await nicknameIn(guildId, user.value.id))
    const { tokens } = await signIns.open({
      surface: 'activity',
      userId: id,
      guildId,
      instanceId,
      channelId: instance.value.location.channel_id,
      serviceId: null,
      scopes: [...ACTIVITY_SCOPES],
      kalturaRole: null,
      ...profile,
    })
    logger.info('auth.signedIn', { userId: id, instanceId })
    onSignedIn?.(user.value, guildId)
    return succeed({
      ...tokens,
      discordAccessToken: grant.value,
      user: { id, ...profile },
      instance: { id: instanceId, guildId, channelId: instance.value.location.channel_id },
    })
  }
}

function profileOf(user: DiscordUser, nickname: string | null): SignedIn['user'] {
  return {
    id: user.id,
    displayName: (nickname ?? user.global_name ?? user.username).slice(0, MAX_NAME_LENGTH),
    avatarUrl: user.avatar ? `/api/v1/avatars/${user.id}/${user.avatar}` : null,
  }
}
