import type { MediaChange } from '@kaltura-discord/shared/playback/expectations.ts'
import type { ControlAction, Playback } from '@kaltura-discord/shared/room/roomState.ts'

/** What a viewer meant who moved the player otherwise than by our controls. */
export type ViewerDoing =
  | { readonly do: 'play' | 'pause' }
  | { readonly do: 'seek'; readonly positionS: number }
  | { readonly do: 'setRate'; readonly rate: number }
  /** Not the viewer: the browser, which wants no sound without a gesture. */
  | { readonly do: 'refuseSound' }

/** What of the room's control each of them takes. */
export const DOING_ACTION = {
  play: 'playPause',
  pause: 'playPause',
  seek: 'seek',
  setRate: 'rate',
  refuseSound: null,
} as const satisfies Record<ViewerDoing['do'], ControlAction | null>

export type DoingAction = NonNullable<(typeof DOING_ACTION)[ViewerDoing['do']]>

export interface DoingContext {
  readonly playback: Playback
  readonly live: boolean
  /** The video has come to its end, which stops it too. */
  readonly ended: boolean
  /** Where it was when we last looked; null when it can't be told. */
  readonly lastPositionS: number | null
  /** How long ago the viewer turned the sound on, ms. */
  readonly unmutedAgoMs: number
  /** It has just been told to play, and the browser may yet stop it because of its sound. */
  readonly mayBeRefused: boolean
}

/** Players step over gaps by themselves; a viewer goes further, s. */
const WISHED_SEEK_S = 2
const WISHED_RATE = 0.1
const RATES = { least: 0.5, most: 2 } as const
/** A browser that wants no sound stops the video this soon after it is turned on, ms. */
const SOUND_REFUSED_MS = 500

/** Reads a change that we didn't bring about: media keys, the browser's own menu, or a player by itself. */
export function viewerDoing(change: MediaChange, context: DoingContext): ViewerDoing | null {
  switch (change.kind) {
    case 'pause':
      if (context.unmutedAgoMs < SOUND_REFUSED_MS) return { do: 'refuseSound' }
      if (context.mayBeRefused) return null
      return context.playback.mode === 'playing' && !context.ended ? { do: 'pause' } : null
    case 'play':
      return context.playback.mode === 'paused' ? { do: 'play' } : null
    case 'seek':
      return isSeek(change.positionS, context) ? { do: 'seek', positionS: change.positionS } : null
    case 'rate':
      return isRate(change.rate, context.playback) ? { do: 'setRate', rate: change.rate } : null
  }
}

/** Live players go to their edge by themselves, so there a jump says nothing. */
function isSeek(positionS: number, { live, lastPositionS }: DoingContext): boolean {
  return !live && lastPositionS !== null && Math.abs(positionS - lastPositionS) >= WISHED_SEEK_S
}

function isRate(rate: number, playback: Playback): boolean {
  if (playback.mode === 'idle' || rate < RATES.least || rate > RATES.most) return false
  return Math.abs(rate / playback.rate - 1) > WISHED_RATE
}
