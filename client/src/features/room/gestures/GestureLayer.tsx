import type { RefObject } from 'react'
import { lazyPart } from '../../../ui/lazyPart.tsx'
import type { ControlsVisibility } from '../createControlsVisibility.ts'
import type { RoomModel } from '../createRoomModel.ts'

const GestureSurface = lazyPart(async () => (await import('./GestureSurface.tsx')).GestureSurface, 'nowhere')

export interface GestureProps {
  /** The bare video. */
  readonly screen: RefObject<HTMLElement | null>
  readonly model: RoomModel
  readonly controls: ControlsVisibility
}

/** What fingers can do on the video. Where there are none it never comes. */
export function GestureLayer(props: GestureProps) {
  if (!window.matchMedia('(any-pointer: coarse)').matches) return null
  return <GestureSurface {...props} />
}
