import type { Logger } from '../platform/logger.ts'
import { OutboundError } from '../platform/outboundError.ts'

/*
 * Discord shuts out an address that has sent 10 000 invalid requests in ten minutes, and then nothing works for an
 * hour: https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 * Whatever is wrong, a token, a permission, a limit, we stop long before.
 */

/** What is counted, ms. */
const WINDOW_MS = 10 * 60_000
/** So many are not exceeded, whatever is under way at the same time. */
const MAX_IN_WINDOW = 100
/** From then on nothing is sent any more. */
const STOP_AT = 80
/** From then on nothing is sent there: members can bring about refusals of a kind, but not an end of everything. */
const STOP_ROUTE_AT = 40
/** One address that refuses us again and again is left alone for a while, and the rest of its route isn't. */
const STOP_ADDRESS = { at: 3, windowMs: 2 * 60_000 } as const

const UNAUTHORIZED = 401
const FORBIDDEN = 403
const TOO_MANY = 429

export interface DiscordRequest {
  /** `GET /guilds/:x`. */
  readonly route: string
  readonly url: string
  readonly signal: AbortSignal | null
}

/** Everything that is sent to Discord goes through here. */
export interface InvalidRequests {
  /** Throws an `OutboundError` where Discord has had enough of us. */
  send(request: DiscordRequest, send: () => Promise<Response>): Promise<Response>
}

interface InvalidRequestsOptions {
  readonly logger: Logger
  /** Monotonic. */
  readonly nowMs?: () => number
}

interface Invalid {
  readonly atMs: number
  readonly route: string
  /** Null where that isn't what was wrong: for a request that came too early, and where everybody asks at one address. */
  readonly address: string | null
}

export function createInvalidRequests(options: InvalidRequestsOptions): InvalidRequests {
  const { logger, nowMs = () => performance.now() } = options
  let invalid: readonly Invalid[] = []
  let underWay = 0
  const waiting = new Set<() => void>()

  const countOf = (counts: (each: Invalid) => boolean) => invalid.filter(counts).length

  function hasEnough({ route, url }: DiscordRequest): boolean {
    const atMs = nowMs()
    invalid = invalid.filter(each => each.atMs > atMs - WINDOW_MS)
    if (invalid.length >= STOP_AT || countOf(each => each.route === route) >= STOP_ROUTE_AT) return true
    const address = addressOf(url)
    const sinceMs = atMs - STOP_ADDRESS.windowMs
    return countOf(each => each.address === address && each.atMs > sinceMs) >= STOP_ADDRESS.at
  }

  /** All that are under way may turn out to be invalid. */
  async function admit(request: DiscordRequest): Promise<void> {
    for (;;) {
      request.signal?.throwIfAborted()
      if (hasEnough(request)) throw new OutboundError('held_back', new URL(request.url).origin)
      if (invalid.length + underWay < MAX_IN_WINDOW) break
      await turn(request.signal)
    }
    underWay += 1
  }

  function turn(signal: AbortSignal | null): Promise<void> {
    return new Promise(resolve => {
      const go = () => {
        waiting.delete(go)
        signal?.removeEventListener('abort', go)
        resolve()
      }
      waiting.add(go)
      signal?.addEventListener('abort', go)
    })
  }

  function count({ route, url }: DiscordRequest, response: Response): void {
    if (!isInvalid(response)) return
    const isOfAddress = response.status !== TOO_MANY && route.includes(':x')
    const address = isOfAddress ? addressOf(url) : null
    invalid = [...invalid, { atMs: nowMs(), route, address }]
    logger.warn('discord.invalid', { route, status: response.status, inWindow: invalid.length })
  }

  return {
    async send(request, send) {
      await admit(request)
      try {
        const response = await send()
        count(request, response)
        return response
      } finally {
        underWay -= 1
        for (const go of waiting) go()
      }
    },
  }
}

const addressOf = (url: string) => {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

/** Limits that we share with others aren't held against us. */
const isInvalid = ({ status, headers }: Response): boolean =>
  status === UNAUTHORIZED ||
  status === FORBIDDEN ||
  (status === TOO_MANY && headers.get('x-ratelimit-scope') !== 'shared')
