import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest'
import type * as z from 'zod'
import type { Logger } from '../platform/logger.ts'
import { OutboundError } from '../platform/outboundError.ts'
import { type Failure, fail, type Result, succeed } from '../platform/result.ts'

export type DiscordRefusal = { readonly refused: number; readonly code: string | number }

const RETRY_AFTER_S = 5
/** With all waits and retries; the library itself would wait out rate limits for ever, ms. */
const CALL_DEADLINE_MS = 8_000

interface Call<T> {
  /** For the log: `users.me`. */
  readonly name: string
  readonly answer: z.ZodType<T>
  readonly logger: Logger
  send(signal: AbortSignal): Promise<unknown>
}

/** One call of Discord: the answer parsed, a clear no of status 4xx as `refused`, all else as unavailable. */
export async function callDiscord<T>({
  name,
  answer,
  logger,
  send,
}: Call<T>): Promise<Result<T | DiscordRefusal>> {
  try {
    const parsed = answer.safeParse(await send(AbortSignal.timeout(CALL_DEADLINE_MS)))
    return parsed.success ? succeed(parsed.data) : unavailable(logger, name, 'unexpected answer')
  } catch (error) {
    const refusal = refusalIn(error)
    if (refusal) {
      logger.info('discord.refused', { call: name, status: refusal.refused, code: refusal.code })
      return succeed(refusal)
    }
    if (error instanceof RateLimitError)
      return unavailable(logger, name, 'rate limited', Math.ceil(error.retryAfter / 1000))
    if (isOutage(error)) return unavailable(logger, name, error.name)
    throw error
  }
}

export const isRefusal = (value: object): value is DiscordRefusal => 'refused' in value

/** 401 means that our own credentials are wrong, except where the caller expects it. */
function refusalIn(error: unknown): DiscordRefusal | null {
  if (!(error instanceof DiscordAPIError) || error.status >= 500 || error.status === 429) return null
  return { refused: error.status, code: error.code }
}

/** Answers that aren't JSON surface as SyntaxError, time-outs as AbortError. */
function isOutage(error: unknown): error is Error {
  if (error instanceof OutboundError || error instanceof HTTPError || error instanceof DiscordAPIError)
    return true
  return error instanceof Error && ['AbortError', 'SyntaxError', 'TimeoutError'].includes(error.name)
}

function unavailable(logger: Logger, call: string, reason: string, retryAfterS = RETRY_AFTER_S): Failure {
  logger.warn('discord.unavailable', { call, reason })
  return fail('discord_unavailable', 'Discord does not answer at the moment. Try again shortly.', {
    retryAfterS,
  })
}
