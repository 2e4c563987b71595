import { lazy, type RefObject, Suspense } from 'react'
import type { ControlsVisibility } from '../createControlsVisibility.ts'
import type { RoomModel } from '../createRoomModel.ts'

const GestureSurface = lazy(async () => {
  const { GestureSurface: component } = await import('./GestureSurface.tsx')
  return { default: component }
})

export interface GestureProps {
  /** The bare video. */
  readonly screen: RefObject<HTMLElement | null>
  readonly model: RoomModel
  readonly controls: ControlsVisibility
}

/** What fingers can do on the video. Where there are none it never comes. */
export function GestureLayer(props: GestureProps) {
  if (!window.matchMedia('(any-pointer: coarse)').matches) return null
  return (
    <Suspense fallback={null}>
      <GestureSurface {...props} />
    </Suspense>
  )
}
