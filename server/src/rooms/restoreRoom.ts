import { positionAt } from '@kaltura-discord/shared/playback/timeline.ts'
import { accept, type Decision } from '@kaltura-discord/shared/room/decision.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'

/** A server that was away no longer than this lets its rooms run on as if nothing had been, ms. */
export const LONGEST_SEAMLESS_ABSENCE_MS = 60_000

/** After a longer absence nobody has been watching: the room stands where it was when the server went. */
export function restoreRoom(room: Room, lastAliveMs: number, nowMs: number): Decision {
  const { playback } = room
  if (nowMs - lastAliveMs <= LONGEST_SEAMLESS_ABSENCE_MS) return accept()
  // The countdown to the next one has run out with nobody watching it.
  if (room.queue.upNextAtMs !== null) return accept({ type: 'queue.upNext', atMs: null, by: null })
  if (playback.mode !== 'playing' && playback.mode !== 'waiting') return accept()
  const stoodAtS = positionAt(playback, lastAliveMs) ?? nowMs / 1000
  const durationS = room.video?.durationS ?? Number.POSITIVE_INFINITY
  const positionS = Math.min(Math.max(0, stoodAtS), durationS)
  const paused = { mode: 'paused', positionS, rate: playback.rate, by: null } as const
  return accept({ type: 'playback.paused', playback: paused, by: null })
}
