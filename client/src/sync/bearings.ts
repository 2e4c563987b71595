import { positionAt } from '@kaltura-discord/shared/playback/timeline.ts'
import type { Playback, Room } from '@kaltura-discord/shared/room/roomState.ts'
import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { Apart } from './apart.ts'
import type { Seen } from './ownPace.ts'
import type { OwnWish } from './ownWish.ts'
import type { PersonalSettings } from './personalSettings.ts'
import type { RoomClient } from './roomView.ts'
import { shiftPlayback } from './shiftPlayback.ts'
import type { Steering } from './steering.ts'
import type { VideoLoading } from './videoLoading.ts'

export interface BearingsParts {
  readonly room: Pick<RoomClient, 'view' | 'roomNowMs' | 'clockErrorMs'>
  readonly player: Pick<MediaPlayer, 'read' | 'durationS'>
  readonly loading: Pick<VideoLoading, 'phase'>
  readonly steering: Pick<Steering, 'phase' | 'standing' | 'placeS'>
  readonly settings: Pick<PersonalSettings, 'choices'>
  readonly apart: Pick<Apart, 'playback'>
}

/** A video is likely to be ready this much later than it is asked for, s. */
const LOADING_TAKES_S = 1
const CAN_PLAY_ON = 3

/** Where the room, the player and what its viewer sees are, in each other's positions. Changes nothing but the wish. */
export class Bearings {
  /** What this viewer has asked for and the room hasn't answered yet. */
  wish: OwnWish | null = null
  readonly #parts: BearingsParts

  constructor(parts: BearingsParts) {
    this.#parts = parts
  }

  room(): Room | null {
    return this.#parts.room.view.get().room
  }

  roomPlayback(): Playback {
    return this.room()?.playback ?? { mode: 'idle' }
  }

  clockIsKnown(): boolean {
    return Number.isFinite(this.#parts.room.clockErrorMs())
  }

  durationS(): number | null {
    return this.room()?.video?.durationS ?? this.#parts.player.durationS()
  }

  /** Whose motion the player has to make: the own one, what has just been asked for, or the room's. */
  meant(): Playback {
    return this.#parts.apart.playback ?? this.wish?.playback ?? this.roomPlayback()
  }

  /** How far the player is ahead of the room, for sound that comes out late, s. */
  shiftS(): number {
    const meant = this.meant()
    return meant.mode === 'idle' || meant.mode === 'ended'
      ? 0
      : (this.#parts.settings.choices.get().offsetMs / 1000) * meant.rate
  }

  /** What the player is steered to. */
  followed(): Playback {
    return shiftPlayback(this.meant(), this.shiftS(), this.durationS())
  }

  /** The player in the room's positions. */
  seenS(): number | null {
    const { positionS } = this.#parts.player.read()
    return this.#parts.loading.phase !== 'ready' || positionS === null ? null : positionS - this.shiftS()
  }

  seen(): Seen {
    const { player, loading, steering, room } = this.#parts
    const { seeking, readyState, ended } = player.read()
    const isOn = loading.phase === 'ready'
    return {
      nowMs: room.roomNowMs(),
      positionS: this.seenS(),
      moving: isOn && steering.phase === 'moving' && !seeking && readyState >= CAN_PLAY_ON,
      standing: isOn && steering.standing() !== null,
      ended: isOn && ended,
      room: this.roomPlayback(),
    }
  }

  /** Where the player stands ready to go on, in the room's positions. */
  standingS(): number | null {
    const standingS = this.#parts.steering.standing()
    return standingS === null ? null : Math.max(0, standingS - this.shiftS())
  }

  /** While the player moves, what is seen; while it is being placed, where it goes. */
  shownS(): number {
    const { room, steering } = this.#parts
    const playback = this.meant()
    const roomS = positionAt(playback, room.roomNowMs()) ?? steering.placeS
    const seenS = this.seenS()
    const isMoving = steering.phase === 'moving' && playback.mode === 'playing'
    return Math.max(0, (isMoving ? seenS : roomS) ?? roomS ?? seenS ?? 0)
  }

  /** Where the room will be when the first data has come. */
  likelyStartS(): number | null {
    const playback = this.meant()
    const nowS = positionAt(playback, this.#parts.room.roomNowMs())
    return nowS !== null && playback.mode === 'playing' ? nowS + LOADING_TAKES_S * playback.rate : nowS
  }
}
