import { lazyPart } from '../../ui/lazyPart.tsx'
import { OpeningScreen } from '../OpeningScreen.tsx'
import type { GuestDoorScreenProps } from './GuestDoorScreen.tsx'

/** Comes with the first link into a room, since most links lead into meetings; and is asked for until it does. */
const GuestDoorScreen = lazyPart(
  async () => (await import('./GuestDoorScreen.tsx')).GuestDoorScreen,
  'nowhere',
  () => <OpeningScreen />,
)

export function GuestDoorLayer(props: GuestDoorScreenProps) {
  return <GuestDoorScreen {...props} />
}
