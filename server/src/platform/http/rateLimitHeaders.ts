import type { Quota } from './requestLimits.ts'

/**
 * `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers-10, structured fields: what is allowed,
 * and what is left of it, for each of those that the request counted against.
 */
export function formatRateLimit(quotas: readonly Quota[]): Record<string, string> {
  const list = (format: (quota: Quota) => string) => quotas.map(format).join(', ')
  return {
    'RateLimit-Policy': list(({ by, allowed, windowS }) => `"${by}";q=${allowed};w=${windowS}`),
    RateLimit: list(({ by, remaining, resetS }) => `"${by}";r=${remaining};t=${resetS}`),
  }
}
