import type { RoomSpec } from '../kaltura/rooms/roomProvider.ts'
import type { Result } from '../platform/result.ts'

const STARTS_AT_MS = Date.UTC(2030, 0, 1)

/** A room that somebody may want. */
export const roomSpec = (more: Partial<RoomSpec> = {}): RoomSpec => ({
  reference: 'm1',
  type: 'meeting',
  title: 'Film night',
  description: 'Bring popcorn',
  startsAtMs: STARTS_AT_MS,
  endsAtMs: STARTS_AT_MS + 3_600_000,
  ownerId: '1400000000000000001',
  isRecorded: true,
  ...more,
})

/** Throws with the sentence where there is none. */
export function made<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code}: ${result.error.message}`)
}
