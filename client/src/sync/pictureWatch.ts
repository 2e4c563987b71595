import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { PageLifecycle } from './pageLifecycle.ts'
import type { Picture } from './playerView.ts'
import type { Timers } from './timers.ts'
import type { VideoLoading } from './videoLoading.ts'

export interface PictureWatchParts {
  readonly player: Pick<MediaPlayer, 'read'>
  readonly timers: Pick<Timers, 'nowMs'>
  readonly loading: Pick<VideoLoading, 'phase'>
  readonly lifecycle: Pick<PageLifecycle, 'hidden'>
}

/** `HTMLMediaElement.HAVE_CURRENT_DATA` */
const HAS_PICTURE = 2
/** From here on people ask why there is nothing to be seen, and want to do something about it, ms. */
const LATE_MS = 10_000

/** Whether there is anything to be seen of the video yet: a player calls itself ready before it has any of it. */
export interface PictureWatch {
  /** Another load begins, of this video or the next. */
  begin(): void
  /** Somebody looks at the page again, for which browsers may have fetched nothing meanwhile. */
  returnToView(): void
  picture(): Picture
}

export function createPictureWatch({ player, timers, loading, lifecycle }: PictureWatchParts): PictureWatch {
  let sinceMs = timers.nowMs()
  let isThere = false
  return {
    begin() {
      sinceMs = timers.nowMs()
      isThere = false
    },
    returnToView() {
      sinceMs = timers.nowMs()
    },
    picture() {
      // Once there is one it stays: whatever is fetched later, the last frame stands there until then.
      isThere ||= loading.phase === 'ready' && player.read().readyState >= HAS_PICTURE
      if (isThere) return 'there'
      if (loading.phase === 'empty' || lifecycle.hidden()) return 'coming'
      return timers.nowMs() - sinceMs < LATE_MS ? 'coming' : 'late'
    },
  }
}
