import { LRUCache } from 'lru-cache'
import type { RoomClock } from '../../platform/roomClock.ts'
import { INTERACTION_TOKEN_MS } from './claimStore.ts'

/** The oldest are forgotten first. A signature is refused after five minutes, so more than these never matter. */
const KEPT_IDS = 100_000

/** Interactions that this process has been sent in the last quarter of an hour. */
export interface SeenInteractions {
  /** False where it has come before. */
  isNew(interactionId: string): boolean
}

export function createSeenInteractions(clock: RoomClock): SeenInteractions {
  const seenAtMs = new LRUCache<string, number>({ max: KEPT_IDS })
  return {
    isNew(interactionId) {
      const nowMs = clock.nowMs()
      const beforeMs = seenAtMs.peek(interactionId)
      if (beforeMs !== undefined && nowMs - beforeMs < INTERACTION_TOKEN_MS) return false
      seenAtMs.set(interactionId, nowMs)
      return true
    },
  }
}
