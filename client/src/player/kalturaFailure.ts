import type { PlayerFailure } from '../sync/playerView.ts'
import {
  KALTURA_CAPTIONS,
  KALTURA_CRITICAL,
  KALTURA_REFUSALS,
  KalturaErrorEventSchema,
  KalturaErrorSchema,
  type KalturaPlayer,
} from './kalturaApi.ts'

/** An entry that isn't there never settles in this player, so somebody has to look at the clock, ms. */
const LOAD_TIMEOUT_MS = 15_000

class LoadTimeout extends Error {}

/** What went wrong, as people are told of it. */
export function failureOf(error: unknown): PlayerFailure {
  if (error instanceof LoadTimeout) return { kind: 'timedOut' }
  const parsed = KalturaErrorSchema.or(KalturaErrorEventSchema.transform(event => event.payload)).safeParse(
    error,
  )
  if (parsed.success && KALTURA_REFUSALS.includes(parsed.data.category))
    return { kind: 'sessionRefused', message: 'Kaltura does not let you watch this video.' }
  return { kind: 'cannotPlay' }
}

/** Null for an error that the player gets over by itself. */
export function criticalFailure(event: unknown): PlayerFailure | null {
  const parsed = KalturaErrorEventSchema.safeParse(event)
  if (!parsed.success || parsed.data.payload.severity < KALTURA_CRITICAL) return null
  return failureOf(parsed.data.payload)
}

/** A file of captions that can't be fetched or read, which leaves the video as it is. */
export function isCaptionFailure(event: unknown): boolean {
  const parsed = KalturaErrorEventSchema.safeParse(event)
  return parsed.success && parsed.data.payload.category === KALTURA_CAPTIONS
}

/** Settles with the player's readiness, or rejects with its first critical error. */
export async function readyOrFailed(player: KalturaPlayer): Promise<void> {
  let onError = (_event: unknown): void => {}
  const failed = new Promise<never>((_, reject) => {
    onError = event => {
      if (criticalFailure(event)) reject(event)
    }
  })
  player.addEventListener('error', onError)
  await Promise.race([player.ready(), failed]).finally(() => player.removeEventListener('error', onError))
}

export async function withTimeout<T>(result: Promise<T>): Promise<T> {
  let handle: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    handle = setTimeout(() => reject(new LoadTimeout('The video took too long to load.')), LOAD_TIMEOUT_MS)
  })
  return Promise.race([result, timeout]).finally(() => clearTimeout(handle))
}
