import { lazy, Suspense } from 'react'
import type { RoomModel } from '../room/createRoomModel.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'

const ShareMoment = lazy(async () => {
  const { ShareMoment: component } = await import('./ShareMoment.tsx')
  return { default: component }
})

export interface ShareProps {
  readonly door: DiscordDoor
  readonly model: RoomModel
}

/** The button that shares this moment, once it has come. */
export function ShareLayer(props: ShareProps) {
  return (
    <Suspense fallback={null}>
      <ShareMoment {...props} />
    </Suspense>
  )
}
