/** Room time: epoch milliseconds with a fraction, which never goes back while the process lives. */
export interface RoomClock {
  nowMs(): number
}

/**
 * Monotonic time on the base that the system clock gave at the start, so that a corrected system clock can't
 * move anybody's video.
 */
export function createRoomClock(): RoomClock {
  const baseMs = Date.now() - performance.now()
  return { nowMs: () => baseMs + performance.now() }
}
