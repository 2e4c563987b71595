import type { Expectations, MediaChange } from '@kaltura-discord/shared/playback/expectations.ts'
import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { Apart } from './apart.ts'
import type { Bearings } from './bearings.ts'
import type { PageLifecycle } from './pageLifecycle.ts'
import type { Steering } from './steering.ts'
import type { Timers } from './timers.ts'
import type { VideoLoading } from './videoLoading.ts'
import { DOING_ACTION, type DoingAction, type ViewerDoing, viewerDoing } from './viewerDoing.ts'
import type { Wishes } from './wishes.ts'

export interface OwnHandParts {
  readonly expectations: Expectations
  readonly player: Pick<MediaPlayer, 'read'>
  readonly timers: Pick<Timers, 'nowMs'>
  readonly lifecycle: Pick<PageLifecycle, 'hidden'>
  readonly loading: Pick<VideoLoading, 'phase'>
  readonly steering: Pick<Steering, 'mayBeRefused'>
  readonly apart: Pick<Apart, 'pace'>
  readonly bearings: Bearings
  readonly wishes: Pick<Wishes, 'play' | 'pause' | 'seek' | 'setRate'>
  /** Whether this viewer may; where they may not, it tells them why. */
  readonly mayDo: (action: DoingAction) => boolean
  /** The browser wants no sound. */
  readonly refuseSound: () => void
  /** Back to what the room does. */
  readonly follow: () => void
}

/** What we didn't do to the player ourselves the viewer did: with media keys, or with the browser's own menu. */
export class OwnHand {
  readonly #parts: OwnHandParts
  #lastPositionS: number | null = null
  #unmutedMs = Number.NEGATIVE_INFINITY

  constructor(parts: OwnHandParts) {
    this.#parts = parts
  }

  /** Once a tick: where the player is before anybody moves it. */
  look(): void {
    this.#lastPositionS = this.#parts.player.read().positionS
  }

  /** The viewer has turned the sound on by our controls. */
  unmuted(): void {
    this.#unmutedMs = this.#parts.timers.nowMs()
  }

  changed(change: MediaChange): void {
    const { expectations, timers, loading, lifecycle, bearings, apart } = this.#parts
    const nowMs = timers.nowMs()
    if (expectations.consume(change, nowMs)) return
    if (loading.phase !== 'ready' || lifecycle.hidden()) return
    const doing = viewerDoing(change, {
      playback: bearings.meant(),
      live: bearings.room()?.video?.kind === 'live',
      ended: this.#parts.player.read().ended,
      lastPositionS: this.#lastPositionS,
      unmutedAgoMs: nowMs - this.#unmutedMs,
      mayBeRefused: this.#parts.steering.mayBeRefused(),
    })
    if (!doing) return
    const action = DOING_ACTION[doing.do]
    // On one's own there is nobody to be asked.
    if (action === null || apart.pace || this.#parts.mayDo(action)) this.#doAsViewer(doing)
    else this.#parts.follow()
  }

  #doAsViewer(doing: ViewerDoing): void {
    const { wishes, bearings } = this.#parts
    switch (doing.do) {
      case 'play':
        wishes.play()
        return
      case 'pause':
        wishes.pause()
        return
      case 'seek':
        wishes.seek(doing.positionS - bearings.shiftS())
        return
      case 'setRate':
        wishes.setRate(doing.rate)
        return
      case 'refuseSound':
        this.#parts.refuseSound()
    }
  }
}
