import { createHash } from 'node:crypto'

/** Requests per second of one token over all routes: https://docs.discord.com/developers/topics/rate-limits */
export const GLOBAL_LIMIT_PER_S = 50

/** How often one route may be called; Discord publishes no figures, these are of the size its headers show. */
export interface RouteLimit {
  readonly route: string
  readonly limit: number
  readonly windowMs: number
  /** From the limit over all routes. */
  readonly isExempt?: boolean
}

export interface RateVerdict {
  readonly headers: Readonly<Record<string, string>>
  /** Present when the request is over a limit. */
  readonly refused?: { readonly retryAfterS: number; readonly global: boolean }
}

interface Window {
  readonly endsAtMs: number
  readonly used: number
}

/** Each interaction has windows of its own; beyond this many, those that have ended are forgotten. */
const MAX_WINDOWS = 10_000

export interface RateLimits {
  /** `caller` is the token, `major` the id in the path that has its own bucket (guild, channel, application). */
  take(limit: RouteLimit, caller: string, major: string): RateVerdict
}

export function createRateLimits(now: () => number): RateLimits {
  const windows = new Map<string, Window>()

  function count(key: string, limit: number, windowMs: number): Window & { readonly isOver: boolean } {
    const at = now()
    const open = windows.get(key)
    const current = open !== undefined && open.endsAtMs > at ? open : { endsAtMs: at + windowMs, used: 0 }
    const isOver = current.used >= limit
    const counted = isOver ? current : { ...current, used: current.used + 1 }
    if (windows.size >= MAX_WINDOWS) forgetEnded(at)
    windows.set(key, counted)
    return { ...counted, isOver }
  }

  function forgetEnded(at: number): void {
    for (const [key, { endsAtMs }] of windows) if (endsAtMs <= at) windows.delete(key)
  }

  return {
    take({ route, limit, windowMs, isExempt }, caller, major) {
      const global = isExempt === true ? null : count(`global ${caller}`, GLOBAL_LIMIT_PER_S, 1000)
      if (global?.isOver === true) return refuse((global.endsAtMs - now()) / 1000, true, {})
      const window = count(`${route} ${major} ${caller}`, limit, windowMs)
      const resetAfterS = Math.max(0.001, (window.endsAtMs - now()) / 1000)
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(limit - window.used),
        'x-ratelimit-reset': (window.endsAtMs / 1000).toFixed(3),
        'x-ratelimit-reset-after': resetAfterS.toFixed(3),
        'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
      }
      return window.isOver ? refuse(resetAfterS, false, headers) : { headers }
    },
  }
}

function refuse(waitS: number, global: boolean, headers: Readonly<Record<string, string>>): RateVerdict {
  const retryAfterS = Math.max(0.001, Number(waitS.toFixed(3)))
  return {
    headers: {
      ...headers,
      // Whole seconds here, as HTTP wants it; the exact figure is in the body.
      'retry-after': String(Math.ceil(retryAfterS)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
    refused: { retryAfterS, global },
  }
}
