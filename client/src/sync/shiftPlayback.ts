import type { Playback, PlaybackOf } from '@kaltura-discord/shared/room/roomState.ts'

/**
 * The playback for a viewer whose sound comes out later than it is played: ahead by that much, and only on their own
 * player. What stands still is shifted as well, so that a start needs no jump. Stays inside the video.
 */
export function shiftPlayback(playback: Playback, shiftS: number, durationS: number | null): Playback {
  if (shiftS === 0 || playback.mode === 'idle' || playback.mode === 'ended') return playback
  if (playback.positionS === null) return playback
  const positionS = playback.positionS + shiftS
  if (playback.mode !== 'playing') return { ...playback, positionS: inside(positionS, durationS) }
  return positionS < 0 ? laterStart(playback, positionS) : { ...playback, positionS }
}

function inside(positionS: number, durationS: number | null): number {
  return Math.max(0, Math.min(durationS ?? positionS, positionS))
}

/** There is nothing before the beginning, so it stands there until it is its turn. */
function laterStart(playback: PlaybackOf<'playing'>, positionS: number): Playback {
  const atMs = playback.atMs - (positionS / playback.rate) * 1000
  return { ...playback, positionS: 0, atMs, approachRate: 0 }
}
