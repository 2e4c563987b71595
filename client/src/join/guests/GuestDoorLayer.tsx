import { lazy, Suspense } from 'react'
import { OpeningScreen } from '../OpeningScreen.tsx'
import type { GuestDoorScreenProps } from './GuestDoorScreen.tsx'

const GuestDoorScreen = lazy(async () => {
  const { GuestDoorScreen: component } = await import('./GuestDoorScreen.tsx')
  return { default: component }
})

/** Comes with the first link into a room: most links lead into meetings. */
export function GuestDoorLayer(props: GuestDoorScreenProps) {
  return (
    <Suspense fallback={<OpeningScreen />}>
      <GuestDoorScreen {...props} />
    </Suspense>
  )
}
