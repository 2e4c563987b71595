import { KEPT_FOR_MS } from '@kaltura-discord/shared/room/limits.ts'
import { offerOf } from '@kaltura-discord/shared/room/offerOf.ts'
import type { Offer } from '@kaltura-discord/shared/room/roomState.ts'
import type { RoomStore } from './roomStore.ts'

/** What the last room of that place that had anything has left; null where that is nothing, or too long ago. */
export async function keptAt(
  store: Pick<RoomStore, 'keptAt'>,
  place: string,
  nowMs: number,
): Promise<Offer | null> {
  for (const { room, atMs } of await store.keptAt(place, nowMs - KEPT_FOR_MS)) {
    const offer = offerOf(room, atMs)
    if (offer !== null && offer.keptAtMs >= nowMs - KEPT_FOR_MS) return offer
  }
  return null
}
