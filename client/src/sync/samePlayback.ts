import type { Playback } from '@kaltura-discord/shared/room/roomState.ts'

/** Whether a player has to do the same for both. The room is parsed anew with each event, so what they say counts. */
export function samePlayback(a: Playback, b: Playback): boolean {
  return a === b || motionOf(a) === motionOf(b)
}

function motionOf(playback: Playback): string {
  switch (playback.mode) {
    case 'idle':
      return 'idle'
    case 'playing': {
      const { positionS, atMs, rate, approachRate } = playback
      return `playing ${positionS} ${atMs} ${rate} ${approachRate}`
    }
    case 'waiting':
      return `waiting ${playback.waitId} ${playback.positionS}`
    case 'paused':
    case 'ended':
      return `${playback.mode} ${playback.positionS}`
  }
}
