import { lazy, Suspense } from 'react'
import type { Layout } from '../../host/host.ts'
import type { PlaybackController } from '../../sync/playerView.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import type { RoomModel } from '../room/createRoomModel.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'

const DiscordExtras = lazy(async () => {
  const { DiscordExtras: component } = await import('./DiscordExtras.tsx')
  return { default: component }
})

export interface DiscordLayerProps {
  readonly door: DiscordDoor
  readonly room: RoomClient
  readonly player: PlaybackController
  readonly model: RoomModel
  readonly layout: Layout
}

/** Discord's own things, which come once people are in: nothing waits for them. */
export function DiscordLayer(props: DiscordLayerProps) {
  return (
    <Suspense fallback={null}>
      <DiscordExtras {...props} />
    </Suspense>
  )
}
