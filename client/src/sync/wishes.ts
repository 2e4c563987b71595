import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { Apart } from './apart.ts'
import type { Bearings } from './bearings.ts'
import type { OwnPace } from './ownPace.ts'
import { acknowledged, type OwnWish, PLAY_WISH, pauseWish, seekWish } from './ownWish.ts'
import type { RoomClient } from './roomView.ts'
import type { Steering } from './steering.ts'
import type { Timers } from './timers.ts'
import type { VideoLoading } from './videoLoading.ts'

export interface WishesParts {
  readonly room: Pick<RoomClient, 'send'>
  readonly player: Pick<MediaPlayer, 'liveWindow'>
  readonly timers: Timers
  readonly loading: Pick<VideoLoading, 'phase'>
  readonly steering: Pick<Steering, 'phase' | 'halt'>
  readonly apart: Apart
  readonly bearings: Bearings
  /** The player has another motion to make. */
  readonly follow: () => void
  /** What is shown is another. */
  readonly show: () => void
  /** The room has answered. */
  readonly onAnswer: () => void
}

/** What a viewer asks of the room, shown as if it were so already; and of their own motion while apart. */
export class Wishes {
  readonly #parts: WishesParts

  constructor(parts: WishesParts) {
    this.#parts = parts
  }

  play(): void {
    const { apart, bearings } = this.#parts
    if (apart.pace) return apart.act(pace => pace.play(bearings.seen()))
    this.#ask(PLAY_WISH, { type: 'playback.play' })
  }

  /** Stops here at once; the frame is known for certain only when it has been painted. */
  pause(): void {
    const { apart, bearings, loading, steering, timers } = this.#parts
    if (apart.pace) return this.#pauseApart(apart.pace)
    const playback = bearings.roomPlayback()
    if (playback.mode === 'idle') return
    if (loading.phase !== 'ready' || steering.phase !== 'moving') {
      this.#ask({ playback: null, shows: 'paused', answeredBySeq: null }, { type: 'playback.pause' })
      return
    }
    steering.halt()
    bearings.wish = pauseWish(playback, bearings.seenS() ?? 0)
    this.#parts.follow()
    timers.nextFrame(() => {
      const positionS = Math.max(0, bearings.seenS() ?? 0)
      this.#ask(pauseWish(playback, positionS), { type: 'playback.pause', positionS })
    })
    this.#parts.show()
  }

  seek(positionS: number): void {
    const { apart, bearings } = this.#parts
    const playback = bearings.roomPlayback()
    if (playback.mode === 'idle') return
    const inVideoS = Math.max(0, Math.min(bearings.durationS() ?? positionS, positionS))
    if (apart.pace) return apart.act(pace => pace.seek(inVideoS))
    this.#ask(seekWish(playback, inVideoS), { type: 'playback.seek', positionS: inVideoS })
  }

  seekToLiveEdge(): void {
    const live = this.#parts.player.liveWindow()
    if (this.#parts.apart.pace && live) return this.seek(live.safeEdgeS)
    void this.#parts.room.send({ type: 'playback.seekToLiveEdge' })
  }

  setRate(rate: number): void {
    const { apart, bearings, room } = this.#parts
    if (apart.pace) return apart.act(pace => pace.setRate(rate, bearings.seen()))
    void room.send({ type: 'playback.setRate', rate })
  }

  setApart(apart: boolean): void {
    if (!apart) return this.#parts.apart.end()
    if (this.#parts.bearings.roomPlayback().mode === 'idle') return
    this.#parts.bearings.wish = null
    this.#parts.apart.begin()
  }

  catchUp(): void {
    this.#parts.apart.act(pace => pace.catchUp(this.#parts.bearings.seen()))
  }

  #pauseApart(pace: OwnPace): void {
    const { apart, bearings, steering, timers } = this.#parts
    if (steering.phase === 'moving') steering.halt()
    apart.act(() => pace.pause(bearings.seenS() ?? 0))
    const { playback } = pace
    // The frame is known for certain only when it has been painted.
    timers.nextFrame(() => {
      const positionS = bearings.seenS()
      if (apart.pace === pace && pace.playback === playback && positionS !== null)
        apart.act(() => pace.pause(positionS))
    })
  }

  /** Shows the wish as if it were so until the room has answered. */
  #ask(wish: OwnWish, command: MemberCommand): void {
    const { bearings, room } = this.#parts
    bearings.wish = wish
    this.#parts.follow()
    void room.send(command).then(ack => {
      // A later wish has taken its place.
      if (bearings.wish !== wish) return
      bearings.wish = acknowledged(wish, ack)
      this.#parts.onAnswer()
    })
    this.#parts.show()
  }
}
