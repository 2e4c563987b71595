import type { Store } from '../../../sync/store.ts'
import type { RoomModelView } from '../createRoomModel.ts'

/** What a held finger asks for. */
export const HELD_RATE = 2

export interface HoldSpeed {
  /** Whether the room has been asked. */
  begin(): boolean
  end(): void
}

export interface HoldSpeedOptions {
  readonly view: Store<Pick<RoomModelView, 'rate' | 'connection' | 'scene' | 'player'>>
  readonly setRate: (rate: number) => void
  /** The room's speed also for whoever watches on their own. */
  readonly setRoomRate: (rate: number) => void
  /** Told when it is over without the finger having gone: the line is lost, or whose speed it is has changed. */
  readonly onLost: () => void
}

/**
 * Double speed for all while a finger is held. What was before comes back with the finger. A lost line ends it, too:
 * the room is then asked for the old speed as soon as it can be asked anything. Whoever goes to watch on their own, or
 * comes back, has let go of it: what was asked of the room is taken back from the room.
 */
export function createHoldSpeed({ view, setRate, setRoomRate, onLost }: HoldSpeedOptions): HoldSpeed {
  /** The speed to go back to; null while nothing is held or owed. */
  let before: number | null = null
  let lost = false
  let heard = false
  let wasApart = false
  let stop = (): void => {}

  const isApart = (): boolean => view.get().player.apart !== null
  /** Whoever watches on their own asks nobody. */
  const canAsk = (): boolean => isApart() || ['online', 'back'].includes(view.get().connection)
  /** The speed to go back to, if it is still ours to say. Nothing is held any more. */
  const release = (): number | null => {
    stop()
    const back = before
    before = null
    // Once the room was at our speed and no longer is, somebody has chosen another, which holds.
    const isTheirs = heard && view.get().rate !== HELD_RATE
    return isTheirs ? null : back
  }
  const giveBack = (): void => {
    const back = release()
    if (back !== null) setRate(back)
  }
  /** Between the room's speed and one's own. What was one's own is gone with the way back into step. */
  const change = (): void => {
    const back = release()
    if (back !== null && !wasApart) {
      setRoomRate(back)
      setRate(back)
    }
    onLost()
  }
  const follow = (): void => {
    if (isApart() !== wasApart) return change()
    if (view.get().rate === HELD_RATE) heard = true
    if (lost && canAsk()) return giveBack()
    if (lost || canAsk()) return
    lost = true
    onLost()
  }

  return {
    begin() {
      const { rate, scene, player } = view.get()
      if (before !== null || !canAsk() || scene.kind !== 'playing') return false
      // Catching up is as fast as it should be, and would be over.
      if (player.live !== null || player.apart?.catchingUp || rate === HELD_RATE) return false
      before = rate
      lost = false
      heard = false
      wasApart = isApart()
      stop = view.subscribe(follow)
      setRate(HELD_RATE)
      return true
    },
    end() {
      if (!lost) giveBack()
    },
  }
}
