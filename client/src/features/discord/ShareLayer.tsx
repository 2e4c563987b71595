import { lazyPart } from '../../ui/lazyPart.tsx'
import type { RoomModel } from '../room/createRoomModel.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'
import { useSettled } from './useSettled.ts'

const ShareMoment = lazyPart(async () => (await import('./ShareMoment.tsx')).ShareMoment, 'nowhere')

export interface ShareProps {
  readonly door: DiscordDoor
  readonly model: RoomModel
}

/** The button that shares this moment, once it has come. */
export function ShareLayer(props: ShareProps) {
  return useSettled(props.model) ? <ShareMoment {...props} /> : null
}
