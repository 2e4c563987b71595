import { randomBytes } from 'node:crypto'
import type { DiscordSignIn, SignedIn, Tokens } from '@kaltura-discord/shared/protocol/http.ts'
import type { DiscordApi } from '../../discord/discordApi.ts'
import type { ActivityInstance, DiscordUser } from '../../discord/schemas.ts'
import type { AccessTokens, Identity } from '../../platform/accessTokens.ts'
import type { Logger } from '../../platform/logger.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { createMembershipProof } from './membershipProof.ts'
import type { SignIn, SignInStore } from './store.ts'

/** How long somebody can stay signed in without Discord's consent being asked again, ms. */
const SIGN_IN_MS = 12 * 3_600_000
const REFRESH_TOKEN_BYTES = 32
const MAX_NAME_LENGTH = 100

export interface AuthService {
  signIn(request: DiscordSignIn): Promise<Result<SignedIn>>
  refresh(refreshToken: string): Promise<Result<Tokens>>
  /** Whether a sign-in still holds; asked before a socket opens. */
  holds(identity: Identity): Promise<boolean>
  /** No token of this member's sign-ins gets anybody in any more. */
  endAllOf(member: { userId: string; instanceId: string }): Promise<void>
}

interface AuthServiceOptions {
  readonly discord: DiscordApi
  readonly store: SignInStore
  readonly tokens: AccessTokens
  readonly clock: RoomClock
  readonly newId: () => string
  readonly logger: Logger
}

const signInAgain = () => fail('unauthenticated', 'This sign-in has ended. Open the Activity again.')

export function createAuthService(options: AuthServiceOptions): AuthService {
  const { discord, store, tokens, clock, newId, logger } = options
  const proveMembership = createMembershipProof(discord, clock)

  async function issue(signIn: SignIn, refreshToken: string): Promise<Tokens> {
    const { id, userId, instanceId, displayName, avatarUrl } = signIn
    const access = await tokens.issue({ signInId: id, userId, instanceId, displayName, avatarUrl })
    return {
      accessToken: access.token,
      expiresAt: new Date(access.expiresAtMs).toISOString(),
      refreshToken,
    }
  }

  async function openSignIn(user: DiscordUser, instanceId: string, nickname: string | null): Promise<SignIn> {
    return {
      id: newId(),
      userId: user.id,
      instanceId,
      displayName: (nickname ?? user.global_name ?? user.username).slice(0, MAX_NAME_LENGTH),
      avatarUrl: user.avatar ? `/api/v1/avatars/${user.id}/${user.avatar}` : null,
      expiresAtMs: clock.nowMs() + SIGN_IN_MS,
      endedAtMs: null,
    }
  }

  async function nicknameIn(instance: ActivityInstance, userId: string): Promise<string | null> {
    const guildId = instance.location.guild_id
    if (!guildId) return null
    const nickname = await discord.guildNickname(guildId, userId)
    // Nobody is kept out for want of a nickname.
    return nickname.ok ? nickname.value : null
  }

  return {
    async signIn({ code, codeVerifier, instanceId }) {
      const grant = await discord.exchangeCode(code, codeVerifier)
      if (!grant.ok) return grant
      const user = await discord.currentUser(grant.value)
      if (!user.ok) return user
      const instance = await proveMembership({ instanceId, userId: user.value.id })
      if (!instance.ok) return instance
      const { location } = instance.value
      const nickname = await nicknameIn(instance.value, user.value.id)
      const signIn = await openSignIn(user.value, instanceId, nickname)
      const refreshToken = newRefreshToken()
      await store.add(signIn, refreshToken, clock.nowMs())
      logger.info('auth.signedIn', { userId: signIn.userId, instanceId })
      return succeed({
        ...(await issue(signIn, refreshToken)),
        discordAccessToken: grant.value,
        user: { id: signIn.userId, displayName: signIn.displayName, avatarUrl: signIn.avatarUrl },
        instance: { id: instanceId, guildId: location.guild_id ?? null, channelId: location.channel_id },
      })
    },

    async refresh(refreshToken) {
      const signIn = await store.ofToken(refreshToken)
      const nowMs = clock.nowMs()
      if (!signIn || signIn.endedAtMs !== null || signIn.expiresAtMs < nowMs) return signInAgain()
      const successor = newRefreshToken()
      if (!(await store.rotate(refreshToken, successor, nowMs))) {
        // Used twice: one of the two users is a thief, and we can't tell which.
        await store.end(signIn.id, nowMs)
        logger.warn('auth.refresh.reused', { userId: signIn.userId, signInId: signIn.id })
        return signInAgain()
      }
      return succeed(await issue(signIn, successor))
    },

    async holds({ signInId }) {
      const signIn = await store.get(signInId)
      return signIn !== null && signIn.endedAtMs === null && signIn.expiresAtMs > clock.nowMs()
    },

    endAllOf: member => store.endAllOf(member, clock.nowMs()),
  }
}

const newRefreshToken = () => randomBytes(REFRESH_TOKEN_BYTES).toString('base64url')
