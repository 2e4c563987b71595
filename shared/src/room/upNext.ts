import type { RoomEvent } from '../protocol/events.ts'
import { accept, type Decision, type DecisionContext } from './decision.ts'
import { hasNext } from './evolveQueue.ts'
import { UP_NEXT_MS } from './limits.ts'
import { putOn } from './putOn.ts'
import type { Queue, QueueItem, Room } from './roomState.ts'

interface Next {
  /** The first that can be put on, with what the library says of it now. */
  readonly comes: QueueItem | null
  /** Those before it that have left the library since they were added leave the queue. */
  readonly removed: readonly RoomEvent[]
}

/** What stands first in the queue and is still to be had. */
export function nextIn({ items }: Queue, context: DecisionContext): Next {
  const found = items.findIndex(item => !isGone(item.video.entryId, context))
  const gone = found < 0 ? items : items.slice(0, found)
  const first = items[found]
  return {
    comes: first ? asItIsNow(first, context) : null,
    removed: gone.map(({ id: itemId }) => ({ type: 'queue.removed', itemId, by: null })),
  }
}

/** Only what the library denies is gone: what wasn't asked for, or in vain, may be there. */
export const isGone = (entryId: string, { lookedUp }: DecisionContext): boolean =>
  lookedUp?.get(entryId) === null

const asItIsNow = (item: QueueItem, { lookedUp }: DecisionContext): QueueItem => ({
  ...item,
  video: lookedUp?.get(item.video.entryId) ?? item.video,
})

interface Taking {
  readonly item: QueueItem
  /** Null when it comes by itself. */
  readonly by: string | null
}

/** Out of the queue and on for everybody. */
export const takeOn = (room: Room, { item, by }: Taking, context: DecisionContext): readonly RoomEvent[] => [
  { type: 'queue.taken', item, by },
  ...putOn(room, { video: item.video, by }, context),
]

/** The next one comes in a while. */
export const upNext = ({ nowMs }: DecisionContext): RoomEvent => ({
  type: 'queue.upNext',
  atMs: nowMs + UP_NEXT_MS,
  by: null,
})

/** What follows the end of a video: the next one, the same again, or nothing. */
export const afterEnd = (room: Room, context: DecisionContext): readonly RoomEvent[] =>
  hasNext(room) ? [upNext(context)] : []

/** The time of the next one has come. */
export function advance(room: Room, context: DecisionContext): Decision {
  const { queue, video } = room
  const nothing: RoomEvent = { type: 'queue.upNext', atMs: null, by: null }
  if (!hasNext(room) || video === null) return accept(nothing)
  // The same again: on its own wish, or alone in a queue that repeats.
  const again =
    queue.repeat === 'off' || isGone(video.entryId, context)
      ? null
      : putOn(room, { video, by: null }, context)
  if (queue.repeat === 'one' && again) return accept(...again)
  const { comes, removed } = nextIn(queue, context)
  // As many have gone as were looked up: it stays due, and the rest is looked up with the next tick.
  if (comes && removed.length > 0 && !context.lookedUp?.has(comes.video.entryId)) return accept(...removed)
  if (comes) return accept(...removed, ...takeOn(room, { item: comes, by: null }, context))
  return accept(...removed, ...(again ?? [nothing]))
}
