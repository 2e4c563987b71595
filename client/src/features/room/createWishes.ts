import type { RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Playback } from '@kaltura-discord/shared/room/roomState.ts'
import { createStore, type Store } from '../../sync/store.ts'

/** A wish that has come to nothing by then is dropped, and the room is shown as it is. */
const WISH_LASTS_MS = 2_500
/** A player this near to where it was sent has arrived, s. */
const ARRIVED_WITHIN_S = 1

export interface Wishes {
  /** Changes whenever what is wished does. */
  readonly changed: Store<number>
  play(): void
  pause(): void
  seek(positionS: number): void
  onEvent(event: RoomEvent): void
  /** Whether the video is to play, by the wish or else by the room. */
  wantsToPlay(playback: Playback): boolean
  /** Where the video is, by the wish or else by the player, s. */
  positionS(playerPositionS: number): number
  close(): void
}

/** What this viewer has pressed and the room hasn't answered yet: a press shows at once and is corrected quietly. */
export function createWishes(): Wishes {
  const changed = createStore(0)
  let mode: 'play' | 'pause' | null = null
  let soughtS: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = (): void => changed.update(count => count + 1)
  const forget = (): void => {
    mode = null
    soughtS = null
    tell()
  }
  const wish = (change: () => void): void => {
    change()
    clearTimeout(timer)
    timer = setTimeout(forget, WISH_LASTS_MS)
    tell()
  }

  return {
    changed,
    play: () => wish(() => (mode = 'play')),
    pause: () => wish(() => (mode = 'pause')),
    seek: positionS => wish(() => (soughtS = positionS)),
    onEvent(event) {
      if (event.type === 'video.changed' || event.type === 'video.cleared') return forget()
      if (!('playback' in event)) return
      mode = null
      if (event.type !== 'playback.seeked' && event.type !== 'playback.waited') soughtS = null
      tell()
    },
    wantsToPlay(playback) {
      if (mode !== null) return mode === 'play'
      return playback.mode === 'playing' || (playback.mode === 'waiting' && playback.next === 'playing')
    },
    positionS(playerPositionS) {
      if (soughtS !== null && Math.abs(playerPositionS - soughtS) < ARRIVED_WITHIN_S) soughtS = null
      return soughtS ?? playerPositionS
    },
    close: () => clearTimeout(timer),
  }
}
