import { createStore, type Store } from '../../sync/store.ts'

const HIDE_AFTER_MS = 3_000

export interface ControlsVisibility {
  readonly visible: Store<boolean>
  /** The pointer has moved, a key was pressed, something was touched. */
  stir(): void
  /** A tap on the bare video. */
  toggle(): void
  /** While any reason to stay stands, the controls do. */
  hold(reason: HoldReason, held: boolean): void
  close(): void
}

export type HoldReason = 'notPlaying' | 'focusInside' | 'menuOpen' | 'pointerOnControls'

/** Controls go when nobody needs them: three seconds without a movement while the video plays. */
export function createControlsVisibility(): ControlsVisibility {
  const visible = createStore(true)
  const holds = new Set<HoldReason>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const waitToHide = (): void => {
    clearTimeout(timer)
    if (holds.size === 0) timer = setTimeout(() => visible.set(false), HIDE_AFTER_MS)
  }
  const stir = (): void => {
    visible.set(true)
    waitToHide()
  }

  return {
    visible,
    stir,
    toggle() {
      if (!visible.get() || holds.size > 0) return stir()
      clearTimeout(timer)
      visible.set(false)
    },
    hold(reason, held) {
      if (holds.has(reason) === held) return
      if (held) holds.add(reason)
      else holds.delete(reason)
      stir()
    },
    close: () => clearTimeout(timer),
  }
}
