import type { RoomEvent } from '../protocol/events.ts'
import type { Room } from './roomState.ts'

type OfferEvent = Extract<RoomEvent, { type: `offer.${string}` }>

export const isOfferEvent = (event: RoomEvent): event is OfferEvent => event.type.startsWith('offer.')

/** The room once somebody has decided about what was kept: it is offered no longer. */
export function evolveOffer(room: Room, event: OfferEvent): Room {
  const { queue } = room
  return event.type === 'offer.declined'
    ? { ...room, offer: null }
    : { ...room, offer: null, queue: { ...queue, items: [...queue.items, ...event.items] } }
}
