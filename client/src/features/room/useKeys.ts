import { useEffect } from 'react'
import { SEARCH_FIELD_ID } from '../videos/SearchField.tsx'
import type { RoomModel } from './createRoomModel.ts'
import { focusKind, type KeyAction, keyAction } from './keyAction.ts'
import { toggleFullScreen } from './useFullScreen.ts'

export interface KeyTargets {
  readonly model: RoomModel
  /** Without a stage there is nothing to play or seek. */
  readonly onStage: boolean
  readonly setBrowsing: (browsing: boolean) => void
  readonly showKeys: () => void
}

/** The player keys, wherever the focus is. */
export function useKeys({ model, onStage, setBrowsing, showKeys }: KeyTargets): void {
  useEffect(() => {
    const run = (action: KeyAction): void => {
      if (action.do === 'search') {
        setBrowsing(true)
        // The library may have to come up first.
        requestAnimationFrame(() => document.getElementById(SEARCH_FIELD_ID)?.focus())
      } else if (action.do === 'showKeys') showKeys()
      else if (action.do === 'toggleFullScreen') toggleFullScreen()
      else if (action.do === 'toggleMuted') model.toggleMuted()
      else if (!onStage) return
      else if (action.do === 'togglePlay') model.togglePlay()
      else if (action.do === 'toggleCaptions') model.toggleCaptions()
      else if (action.do === 'seekBy') model.seekBy(action.deltaS)
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const modified = event.ctrlKey || event.altKey || event.metaKey
      const action = keyAction({ key: event.key, modified, focusOn: focusKind(document.activeElement) })
      if (action === null || (event.repeat && action.do !== 'seekBy')) return
      event.preventDefault()
      run(action)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [model, onStage, setBrowsing, showKeys])
}
