import { END_TOLERANCE_S } from './limits.ts'
import type { Offer, Room } from './roomState.ts'

/**
 * What an empty room keeps for those who come to its place next; null where that is nothing. A live video is never of
 * it, and neither is one that was over.
 *
 * @param keptAtMs when the room emptied, room time
 */
export function offerOf(room: Room, keptAtMs: number): Offer | null {
  const { id: fromRoomId, queue, video, playback } = room
  const positionS = playback.mode === 'idle' ? null : playback.positionS
  const isOver =
    playback.mode === 'ended' ||
    (video?.durationS != null && positionS !== null && positionS >= video.durationS - END_TOLERANCE_S)
  const unfinished = video?.kind === 'vod' && positionS !== null && !isOver ? video : null
  // Put back here, and taken back: nobody has decided about it after all, and the room that it came from has it no more.
  if (queue.items.length === 0 && unfinished === null)
    return room.offer?.fromRoomId === fromRoomId ? room.offer : null
  return {
    items: queue.items,
    video: unfinished,
    positionS: unfinished === null ? 0 : Math.max(0, positionS ?? 0),
    keptAtMs,
    fromRoomId,
  }
}
