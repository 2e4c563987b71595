import { REST } from '@discordjs/rest'
import type { Config } from '../config.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import { isRefusal } from './callDiscord.ts'
import { type DiscordConnection, misconfigured, whatIsThere } from './discordConnection.ts'
import {
  type ActivityInstance,
  ActivityInstanceSchema,
  type DiscordUser,
  type Guild,
  type GuildMember,
  GuildMemberSchema,
  GuildSchema,
  TokenGrantSchema,
  UserSchema,
} from './schemas.ts'

export interface DiscordApi {
  /**
   * Exchanges the code an Activity got from `authorize` for the user's access token; `redirectUri` where the code came
   * to a page of ours instead.
   */
  exchangeCode(code: string, codeVerifier: string, redirectUri?: string): Promise<Result<string>>
  currentUser(accessToken: string): Promise<Result<DiscordUser>>
  /** The member's name in the guild; null where it has none or the bot isn't there. */
  guildNickname(guildId: string, userId: string): Promise<Result<string | null>>
  /** A server with its roles; null where the bot isn't in it. */
  guild(guildId: string): Promise<Result<Guild | null>>
  /** Somebody in a server; null for whoever isn't in it, or where the bot isn't. */
  guildMember(guildId: string, userId: string): Promise<Result<GuildMember | null>>
  /** Who is in a running Activity; null once it is over. */
  activityInstance(instanceId: string): Promise<Result<ActivityInstance | null>>
  close(): void
}

const invalidCode = () =>
  fail('invalid_code', 'Discord did not accept this sign-in. Open the Activity again to start over.')

interface DiscordApiOptions {
  readonly config: Config['discord']
  readonly connection: DiscordConnection
}

export function createDiscordApi({ config, connection }: DiscordApiOptions): DiscordApi {
  const { asBot, call, restOptions } = connection
  // A code works once: sending it twice would turn a lost answer into a refusal.
  const oauth = new REST({ ...restOptions, retries: 0 })

  async function guildMember(guildId: string, userId: string): Promise<Result<GuildMember | null>> {
    const answer = await call('guilds.member', GuildMemberSchema, signal =>
      asBot().guilds.getMember(guildId, userId, { signal }),
    )
    return answer.ok ? whatIsThere(answer.value) : answer
  }

  return {
    async exchangeCode(code, codeVerifier, redirectUri) {
      const answer = await call('oauth2.token', TokenGrantSchema, signal =>
        oauth.post('/oauth2/token', {
          signal,
          versioned: false,
          auth: false,
          passThroughBody: true,
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({
            client_id: config.clientId,
            client_secret: config.clientSecret.reveal(),
            grant_type: 'authorization_code',
            code,
            code_verifier: codeVerifier,
            ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
          }),
        }),
      )
      if (!answer.ok) return answer
      if (!isRefusal(answer.value)) return succeed(answer.value.access_token)
      return answer.value.refused === 401 ? misconfigured() : invalidCode()
    },
    async currentUser(accessToken) {
      const answer = await call('users.me', UserSchema, signal =>
        // A client of its own: each user has their own rate limit, which the library can't tell apart.
        new REST({ ...restOptions, retries: 1, hashSweepInterval: 0, handlerSweepInterval: 0 }).get(
          '/users/@me',
          { signal, auth: false, headers: { Authorization: `Bearer ${accessToken}` } },
        ),
      )
      if (!answer.ok) return answer
      return isRefusal(answer.value) ? invalidCode() : succeed(answer.value)
    },
    async guildNickname(guildId, userId) {
      const member = await guildMember(guildId, userId)
      return member.ok ? succeed(member.value?.nick ?? null) : member
    },
    async guild(guildId) {
      const answer = await call('guilds.get', GuildSchema, signal =>
        asBot().guilds.get(guildId, {}, { signal }),
      )
      return answer.ok ? whatIsThere(answer.value) : answer
    },
    guildMember,
    async activityInstance(instanceId) {
      const answer = await call('applications.activityInstance', ActivityInstanceSchema, signal =>
        asBot().applications.getActivityInstance(config.clientId, instanceId, { signal }),
      )
      if (!answer.ok) return answer
      if (!isRefusal(answer.value)) return succeed(answer.value)
      return answer.value.refused === 404 ? succeed(null) : misconfigured()
    },
    close() {
      oauth.clearHashSweeper()
      oauth.clearHandlerSweeper()
      connection.close()
    },
  }
}
