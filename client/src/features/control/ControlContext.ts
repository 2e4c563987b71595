import type { ControlAction } from '@kaltura-discord/shared/room/roomState.ts'
import { createContext, useContext, useMemo } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { useStore } from '../../ui/useStore.ts'
import type { ControlModel, ControlView } from './createControl.ts'
import { OWN_PACE } from './hindrance.ts'
import { hindranceText } from './hindranceText.ts'

/** Who controls the room concerns so many buttons that handing it down to each would only be noise. */
export const ControlContext = createContext<ControlModel | null>(null)

export function useControl(): ControlModel {
  const control = useContext(ControlContext)
  if (control === null) throw new Error('Nobody controls a room outside of one')
  return control
}

export const useControlView = (): ControlView => useStore(useControl().view)

/**
 * Why this viewer can't do each of them now, in words; undefined where they can. Whoever watches apart moves their own
 * player as they like, also before the room has heard of it.
 */
export function useReasons(apart = false): Readonly<Record<ControlAction, string | undefined>> {
  const { hindered } = useControlView()
  const { control } = useMessages()
  return useMemo(() => {
    const reason = (action: ControlAction): string | undefined => {
      const hindrance = apart && OWN_PACE.has(action) ? null : hindered[action]
      return hindrance === null ? undefined : hindranceText(hindrance, control)
    }
    return {
      playPause: reason('playPause'),
      seek: reason('seek'),
      rate: reason('rate'),
      queue: reason('queue'),
      mode: reason('mode'),
    }
  }, [hindered, control, apart])
}
