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
  /** Told when it is over without the finger having gone: the line is lost. */
  readonly onLost: () => void
}

/**
 * Double speed for all while a finger is held. What was before comes back with the finger. A lost line ends it, too:
 * the room is then asked for the old speed as soon as it can be asked anything.
 */
export function createHoldSpeed({ view, setRate, onLost }: HoldSpeedOptions): HoldSpeed {
  /** The speed to go back to; null while nothing is held or owed. */
  let before: number | null = null
  let lost = false
  let heard = false
  let stop = (): void => {}

  const isApart = (): boolean => view.get().player.apart !== null
  /** Whoever watches on their own asks nobody. */
  const canAsk = (): boolean => isApart() || ['online', 'back'].includes(view.get().connection)
  const giveBack = (): void => {
    stop()
    const back = before
    before = null
    // Once the room was at our speed and no longer is, somebody has chosen another, which holds.
    const isTheirs = heard && view.get().rate !== HELD_RATE
    if (back !== null && !isTheirs) setRate(back)
  }
  const follow = (): void => {
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
      stop = view.subscribe(follow)
      setRate(HELD_RATE)
      return true
    },
    end() {
      if (!lost) giveBack()
    },
  }
}
