import type { Room } from '@kaltura-discord/shared/room/roomState.ts'

/**
 * The room as it is told to whoever may not look into the library. What was kept names videos, and who added them, of an
 * evening they had no part in. Events say nothing of it: what is taken from it is in the queue, for all.
 */
export const withoutOffer = (room: Room): Room => ({
  ...room,
  offer: null,
  undo: room.undo?.kind === 'broughtBack' ? { ...room.undo, offer: null } : room.undo,
})
