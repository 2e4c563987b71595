import type { Layout } from '../../host/host.ts'
import type { PlaybackController } from '../../sync/playerView.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import type { RoomModel } from '../room/createRoomModel.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'
import { useSettled } from './useSettled.ts'

const DiscordExtras = lazyPart(async () => (await import('./DiscordExtras.tsx')).DiscordExtras, 'nowhere')

export interface DiscordLayerProps {
  readonly door: DiscordDoor
  readonly room: RoomClient
  readonly player: PlaybackController
  readonly model: RoomModel
  readonly layout: Layout
}

/** Discord's own things, which come once people are in: nothing waits for them. */
export function DiscordLayer(props: DiscordLayerProps) {
  return useSettled(props.model) ? <DiscordExtras {...props} /> : null
}
