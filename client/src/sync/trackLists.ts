import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { PlayerView } from './playerView.ts'

type Lists = Pick<PlayerView, 'captions' | 'audioTracks' | 'qualities'>

/** What there is to choose from in a player. It is asked when it may have changed, and not each time somebody looks. */
export interface TrackLists {
  lists(nowMs: number): Lists
  /** They are others now, or another one is active. */
  changed(): void
}

/** Nothing is older, should a player have kept a change to itself, ms. */
const KEPT_MS = 2000

export function createTrackLists(player: MediaPlayer): TrackLists {
  let kept: Lists | null = null
  let askedMs = Number.NEGATIVE_INFINITY
  return {
    lists: nowMs => {
      if (kept !== null && nowMs - askedMs < KEPT_MS) return kept
      askedMs = nowMs
      kept = { captions: player.captions(), audioTracks: player.audioTracks(), qualities: player.qualities() }
      return kept
    },
    changed: () => {
      kept = null
    },
  }
}
