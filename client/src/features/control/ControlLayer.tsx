import { lazy, Suspense } from 'react'

/** Comes after the room: what has happened before nobody needs to be told. */
const ControlOverlay = lazy(async () => {
  const { ControlOverlay: component } = await import('./ControlOverlay.tsx')
  return { default: component }
})

export interface ControlLayerProps {
  /** Whether the queue is in sight: what concerns it is told there. */
  readonly queueShown: boolean
}

/** Over the video or the library: who did what, and the vote there is. */
export function ControlLayer(props: ControlLayerProps) {
  return (
    <Suspense fallback={null}>
      <ControlOverlay {...props} />
    </Suspense>
  )
}
