/** A finger this still is at one place, px. */
const SLOP_PX = 12
/** The second tap comes within this time, or it is a first one, ms. */
export const DOUBLE_TAP_MS = 300
/** After a double tap further ones belong to it for this long, ms. */
export const SERIES_MS = 600
/** A finger that stays this long holds, ms. */
export const HOLD_MS = 500

export type Side = 'back' | 'onward'

export interface Touch {
  readonly id: number
  /** From the left edge of what is touched, px. */
  readonly xPx: number
  readonly yPx: number
  readonly atMs: number
}

export interface GestureListener {
  /** At once: nobody waits to see whether a second one comes. */
  readonly onTap: () => void
  /** On the left or the right third. Told for the second tap and each further one of the series. */
  readonly onDoubleTap: (side: Side) => void
  readonly onHold: () => void
  readonly onRelease: () => void
}

export interface Gestures {
  down(touch: Touch): void
  move(touch: Touch): void
  up(touch: Touch): void
  /** The system took the finger away, or the page is hidden: whatever was held is let go. */
  cancel(): void
}

interface Tap {
  readonly side: Side | null
  readonly atMs: number
  /** Whether it was the second of two, or a further one. */
  readonly inSeries: boolean
}

/** What fingers on the video mean. Two at once mean nothing. */
export function createGestures(listener: GestureListener, widthPx: () => number): Gestures {
  const fingers = new Map<number, Touch>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let phase: 'idle' | 'pressed' | 'holding' | 'spoiled' = 'idle'
  let last: Tap | null = null

  const letGo = (): void => {
    clearTimeout(timer)
    const held = phase === 'holding'
    phase = fingers.size === 0 ? 'idle' : 'spoiled'
    if (held) listener.onRelease()
  }
  const sideOf = ({ xPx }: Touch): Side | null => {
    const share = xPx / widthPx()
    if (share < 1 / 3) return 'back'
    return share > 2 / 3 ? 'onward' : null
  }
  const tapped = (touch: Touch): void => {
    const side = sideOf(touch)
    const within = last?.inSeries ? SERIES_MS : DOUBLE_TAP_MS
    const follows = last !== null && side !== null && last.side === side && touch.atMs - last.atMs <= within
    last = { side, atMs: touch.atMs, inSeries: follows }
    if (follows) listener.onDoubleTap(side)
    else listener.onTap()
  }

  return {
    down(touch) {
      fingers.set(touch.id, touch)
      if (fingers.size > 1) return letGo()
      phase = 'pressed'
      timer = setTimeout(() => {
        phase = 'holding'
        last = null
        listener.onHold()
      }, HOLD_MS)
    },
    move(touch) {
      const began = fingers.get(touch.id)
      if (!began || phase !== 'pressed') return
      if (Math.hypot(touch.xPx - began.xPx, touch.yPx - began.yPx) > SLOP_PX) letGo()
    },
    up(touch) {
      const began = fingers.get(touch.id)
      fingers.delete(touch.id)
      const wasTap = began !== undefined && phase === 'pressed'
      letGo()
      if (wasTap) tapped(touch)
    },
    cancel() {
      fingers.clear()
      letGo()
    },
  }
}
