/**
 * `interactions` and `webhooks`: what Discord and Kaltura send to the application; all else is what the product's
 * server sends.
 */
export type TrafficService = 'discord' | 'kaltura' | 'kaf' | 'interactions' | 'webhooks'

/** One request between the product's server and a stand-in, and its answer; secrets are already gone. */
export interface TrafficEntry {
  /** ISO 8601, when the request had been read. */
  readonly at: string
  readonly service: TrafficService
  readonly method: string
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  /** Parsed where it is JSON or a form; text otherwise; null when empty. */
  readonly requestBody: unknown
  /** null when a fault took the connection away without an answer. */
  readonly status: number | null
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseBody: unknown
  readonly durationMs: number
}

export interface TrafficLog {
  record(entry: TrafficEntry): void
  /** Oldest first. */
  entries(): readonly TrafficEntry[]
  /** Calls back for every later entry; the answer ends that. */
  follow(listener: (entry: TrafficEntry) => void): () => void
}

export const MAX_TRAFFIC_ENTRIES = 10_000

/** Dropping the oldest one by one would move the whole array each time, so a tenth goes at once. */
const DROP_AT_ONCE = 0.1

export function createTrafficLog(maxEntries: number = MAX_TRAFFIC_ENTRIES): TrafficLog {
  const slack = Math.max(1, Math.floor(maxEntries * DROP_AT_ONCE))
  const kept: TrafficEntry[] = []
  const listeners = new Set<(entry: TrafficEntry) => void>()
  return {
    record(entry) {
      kept.push(entry)
      if (kept.length >= maxEntries + slack) kept.splice(0, kept.length - maxEntries)
      for (const listener of listeners) listener(entry)
    },
    entries: () => kept.slice(-maxEntries),
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
