import { useEffect } from 'react'
import type { ControlModel } from '../control/createControl.ts'
import type { MomentsDoor } from '../moments/createMomentsDoor.ts'
import { chapterStep } from '../moments/mark.ts'
import { LIBRARY_SEARCH_ID } from '../videos/LibrarySearch.tsx'
import type { RoomModel } from './createRoomModel.ts'
import { focusKind, type KeyAction, keyAction } from './keyAction.ts'
import { toggleFullScreen } from './useFullScreen.ts'

export interface KeyTargets {
  readonly model: RoomModel
  readonly control: ControlModel
  /** Without a stage there is nothing to play or seek. */
  readonly onStage: boolean
  readonly moments: MomentsDoor
  /** The search in the video that is on. */
  readonly openFind: () => void
  /** The field for a comment at this moment. */
  readonly openComments: () => void
  readonly setBrowsing: (browsing: boolean) => void
  readonly showKeys: () => void
}

/** The player keys, wherever the focus is. */
export function useKeys(targets: KeyTargets): void {
  const { model, control, onStage, moments, openFind, openComments, setBrowsing, showKeys } = targets
  useEffect(() => {
    const run = (action: KeyAction): void => {
      if (action.do === 'search' && onStage) openFind()
      else if (action.do === 'search') {
        setBrowsing(true)
        // The library may have to come up first.
        requestAnimationFrame(() => document.getElementById(LIBRARY_SEARCH_ID)?.focus())
      } else if (action.do === 'showKeys') showKeys()
      else if (action.do === 'toggleFullScreen') toggleFullScreen()
      else if (action.do === 'toggleMuted') model.toggleMuted()
      else if (action.do === 'undo') control.undo()
      else if (action.do === 'vote') control.vote(action.yes)
      else if (!onStage) return
      else if (action.do === 'comment') openComments()
      else if (action.do === 'togglePlay') model.togglePlay()
      else if (action.do === 'toggleCaptions') model.toggleCaptions()
      else if (action.do === 'seekBy') model.seekBy(action.deltaS)
      else if (action.do === 'chapter') {
        const atS = chapterStep(moments.view.get().marks, model.view.get().positionS, action.by)
        if (atS !== null) model.seek(atS)
      }
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const modified = event.ctrlKey || event.altKey || event.metaKey
      const focusOn = focusKind(document.activeElement)
      const action = keyAction({ key: event.key, modified, shift: event.shiftKey, focusOn })
      if (action === null || (event.repeat && action.do !== 'seekBy')) return
      event.preventDefault()
      run(action)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [model, control, onStage, moments, openFind, openComments, setBrowsing, showKeys])
}
