import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { Apart } from './apart.ts'
import type { Bearings } from './bearings.ts'
import type { PersonalSettings } from './personalSettings.ts'
import type { PictureWatch } from './pictureWatch.ts'
import type { PlayerView } from './playerView.ts'
import type { Timers } from './timers.ts'
import type { TrackLists } from './trackLists.ts'
import type { VideoLoading } from './videoLoading.ts'
import type { ViewerState } from './viewerState.ts'

export interface ViewParts {
  readonly player: MediaPlayer
  readonly tracks: TrackLists
  readonly timers: Pick<Timers, 'nowMs'>
  readonly loading: Pick<VideoLoading, 'phase' | 'failure'>
  readonly settings: Pick<PersonalSettings, 'choices' | 'soundBlocked'>
  readonly apart: Pick<Apart, 'view'>
  readonly bearings: Bearings
  readonly state: ViewerState
  readonly picture: Pick<PictureWatch, 'picture'>
}

const NO_TRACKS = { captions: [], audioTracks: [], qualities: [] } as const

/** All that the controls show, as it is now. */
export function composeView(parts: ViewParts, captionsFailed: boolean): PlayerView {
  const { player, tracks, timers, loading, settings, apart, bearings, state, picture } = parts
  const isOn = loading.phase === 'ready'
  const shows = bearings.wish?.shows
  return {
    phase: loading.phase,
    failure: loading.failure,
    picture: picture.picture(),
    state: state.state(),
    errorS: state.errorS(),
    positionS: bearings.shownS(),
    durationS: bearings.durationS(),
    buffered: isOn ? player.buffered() : [],
    live: isOn ? liveView(player, bearings) : null,
    soundBlocked: settings.soundBlocked(),
    muted: player.muted(),
    volume: player.volume(),
    captionLines: isOn ? player.captionLines() : [],
    captionsFailed,
    ...(isOn ? tracks.lists(timers.nowMs()) : NO_TRACKS),
    ...(shows ? { wished: shows } : {}),
    apart: apart.view,
    offsetMs: settings.choices.get().offsetMs,
  }
}

function liveView(player: MediaPlayer, bearings: Bearings): PlayerView['live'] {
  const live = player.liveWindow()
  if (!live) return null
  return { seekable: live.seekable, behindEdgeS: Math.max(0, live.safeEdgeS - bearings.shownS()) }
}
