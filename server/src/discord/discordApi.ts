import { API } from '@discordjs/core/http-only'
import { REST, type RESTOptions } from '@discordjs/rest'
import * as z from 'zod'
import type { Config } from '../config.ts'
import type { Logger } from '../platform/logger.ts'
import type { OutboundHttp } from '../platform/outboundHttp.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import { callDiscord, type DiscordRefusal, isRefusal } from './callDiscord.ts'
import { routeOf } from './routeOf.ts'
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
  /** Exchanges the code an Activity got from `authorize` for the user's access token. */
  exchangeCode(code: string, codeVerifier: string): Promise<Result<string>>
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

interface DiscordApiOptions {
  readonly config: Config['discord']
  readonly http: OutboundHttp
  readonly logger: Logger
}

type MakeRequest = RESTOptions['makeRequest']

const HeadersSchema = z.record(z.string(), z.string())

const TIMEOUT_MS = 4_000
/** Waits imposed by Discord's rate limits that are longer than this are passed on to whoever asked, ms. */
const LONGEST_WAIT_MS = 3_000

const invalidCode = () =>
  fail('invalid_code', 'Discord did not accept this sign-in. Open the Activity again to start over.')

export function createDiscordApi({ config, http, logger }: DiscordApiOptions): DiscordApi {
  const makeRequest: MakeRequest = (url, init) =>
    http.fetch(url, toRequestInit(init), routeOf(init.method, url))
  const options = {
    api: config.apiUrl,
    timeout: TIMEOUT_MS,
    makeRequest,
    rejectOnRateLimit: ({ retryAfter }: { retryAfter: number }) => retryAfter > LONGEST_WAIT_MS,
  }
  const bot = new REST({ ...options, retries: 1 })
  // A code works once: sending it twice would turn a lost answer into a refusal.
  const oauth = new REST({ ...options, retries: 0 })
  const api = new API(bot)
  const call = <T>(
    name: string,
    answer: Parameters<typeof callDiscord<T>>[0]['answer'],
    send: (signal: AbortSignal) => Promise<unknown>,
  ) => callDiscord({ name, answer, send, logger })
  // The library forgets its token after a single 401, even one that came by mistake.
  const asBot = () => {
    bot.setToken(config.botToken.reveal())
    return api
  }

  async function guildMember(guildId: string, userId: string): Promise<Result<GuildMember | null>> {
    const answer = await call('guilds.member', GuildMemberSchema, signal =>
      asBot().guilds.getMember(guildId, userId, { signal }),
    )
    return answer.ok ? whatIsThere(answer.value) : answer
  }

  return {
    async exchangeCode(code, codeVerifier) {
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
        new REST({ ...options, retries: 1, hashSweepInterval: 0, handlerSweepInterval: 0 }).get(
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
      for (const rest of [bot, oauth]) {
        rest.clearHashSweeper()
        rest.clearHandlerSweeper()
      }
    },
  }
}

/** The library's own `fetch` has types of its own; we let through what it sends here. */
function toRequestInit({ method, headers, body, signal }: Parameters<MakeRequest>[1]): RequestInit {
  return {
    method: method ?? 'GET',
    headers: HeadersSchema.parse(headers),
    body: body instanceof URLSearchParams || typeof body === 'string' ? String(body) : null,
    signal: signal ?? null,
  }
}

/** What the bot can't see (403) or what isn't there (404) is null; 401 means that we are who is wrong. */
function whatIsThere<T extends object>(answer: T | DiscordRefusal): Result<T | null> {
  if (!isRefusal(answer)) return succeed(answer)
  return answer.refused === 401 ? misconfigured() : succeed(null)
}

/** Discord refuses our own credentials: only whoever runs this can mend that. */
const misconfigured = () =>
  fail('discord_unavailable', 'Discord refused this server. Whoever runs it has to check its credentials.', {
    retryAfterS: 60,
  })
