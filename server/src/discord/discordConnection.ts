import { API } from '@discordjs/core/http-only'
import { REST, type RESTOptions } from '@discordjs/rest'
import * as z from 'zod'
import type { Config } from '../config.ts'
import type { Logger } from '../platform/logger.ts'
import type { OutboundHttp } from '../platform/outboundHttp.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import { callDiscord, type DiscordRefusal, isRefusal } from './callDiscord.ts'
import { createInvalidRequests } from './invalidRequests.ts'
import { routeOf } from './routeOf.ts'

export type RestOptions = Pick<RESTOptions, 'api' | 'makeRequest' | 'rejectOnRateLimit' | 'timeout'>

/** One bot's line to Discord, which everything that asks for something shares: its limits are counted here. */
export interface DiscordConnection {
  readonly applicationId: string
  /** Carries the bot's token. */
  asBot(): API
  /** Carries nothing: interactions bring tokens of their own, and don't count against the bot's limit over all routes. */
  forInteractions(): API
  /** For clients of other credentials. */
  readonly restOptions: RestOptions
  /** A call by its name in the log, its answer parsed. */
  call<T>(
    name: string,
    answer: z.ZodType<T>,
    send: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<Result<T | DiscordRefusal>>
  close(): void
}

export interface DiscordConnectionOptions {
  readonly config: Config['discord']
  readonly http: OutboundHttp
  readonly logger: Logger
  /** Monotonic; left out, that of the process. */
  readonly nowMs?: () => number
}

type MakeRequest = RESTOptions['makeRequest']

const HeadersSchema = z.record(z.string(), z.string())

const TIMEOUT_MS = 4_000
/** Waits imposed by Discord's rate limits that are longer than this are passed on to whoever asked, ms. */
const LONGEST_WAIT_MS = 3_000
/** The library keeps something of each interaction's token, ms. */
const FORGET_INTERACTIONS_MS = 15 * 60_000

export function createDiscordConnection({
  config,
  http,
  logger,
  nowMs,
}: DiscordConnectionOptions): DiscordConnection {
  const invalidRequests = createInvalidRequests({ logger, ...(nowMs && { nowMs }) })
  const makeRequest: MakeRequest = (url, given) => {
    const init = toRequestInit(given)
    const route = routeOf(init.method, url)
    const { signal = null } = init
    return invalidRequests.send({ url, route, signal }, () => http.fetch(url, init, route))
  }
  const restOptions = {
    api: config.apiUrl,
    timeout: TIMEOUT_MS,
    makeRequest,
    rejectOnRateLimit: ({ retryAfter }: { retryAfter: number }) => retryAfter > LONGEST_WAIT_MS,
  }
  const bot = new REST({ ...restOptions, retries: 1 })
  const api = new API(bot)
  const interactions = new REST({
    ...restOptions,
    retries: 1,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    handlerSweepInterval: FORGET_INTERACTIONS_MS,
  })
  const interactionsApi = new API(interactions)
  return {
    applicationId: config.clientId,
    restOptions,
    // The library forgets its token after a single 401, even one that came by mistake.
    asBot() {
      bot.setToken(config.botToken.reveal())
      return api
    },
    forInteractions: () => interactionsApi,
    call: (name, answer, send) => callDiscord({ name, answer, send, logger }),
    close() {
      for (const rest of [bot, interactions]) {
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
export function whatIsThere<T extends object>(answer: T | DiscordRefusal): Result<T | null> {
  if (!isRefusal(answer)) return succeed(answer)
  return answer.refused === 401 ? misconfigured() : succeed(null)
}

/** Discord refuses our own credentials: only whoever runs this can mend that. */
export const misconfigured = () =>
  fail('discord_unavailable', 'Discord refused this server. Whoever runs it has to check its credentials.', {
    retryAfterS: 60,
  })
