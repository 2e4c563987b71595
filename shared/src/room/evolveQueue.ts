import type { RoomEvent } from '../protocol/events.ts'
import type { Queue, QueueItem, Room } from './roomState.ts'

export type QueueEvent = Extract<RoomEvent, { type: `queue.${string}` }>

export const isQueueEvent = (event: RoomEvent): event is QueueEvent => event.type.startsWith('queue.')

/** Whether something follows when what is on ends: for nobody nothing does. */
export const hasNext = ({ members, queue }: Room): boolean =>
  members.length > 0 && (queue.items.length > 0 || queue.repeat !== 'off')

/** The next one comes by itself only after an end, and only while there is one and somebody to see it. */
export function settledQueue(room: Room): Queue {
  const { queue, playback } = room
  const waits = playback.mode === 'ended' && hasNext(room)
  return queue.upNextAtMs === null || waits ? queue : { ...queue, upNextAtMs: null }
}

/** The queue after one more event. */
export function evolveQueue(queue: Queue, event: QueueEvent): Queue {
  switch (event.type) {
    case 'queue.added':
      return {
        ...queue,
        items: event.where === 'next' ? [...event.items, ...queue.items] : [...queue.items, ...event.items],
        suggestions: queue.suggestions.filter(({ id }) => event.items.every(item => item.id !== id)),
      }
    case 'queue.removed':
      return { ...queue, items: without(queue.items, event.itemId) }
    case 'queue.moved':
      return { ...queue, items: moved(queue.items, event.itemId, event.beforeId) }
    case 'queue.shuffled':
      return {
        ...queue,
        items: event.itemIds.flatMap(id => queue.items.find(item => item.id === id) ?? []),
      }
    case 'queue.cleared':
      return { ...queue, items: [] }
    case 'queue.repeatSet':
      return { ...queue, repeat: event.repeat }
    case 'queue.taken':
      return take(queue, event.item)
    case 'queue.upNext':
      return { ...queue, upNextAtMs: event.atMs }
    case 'queue.suggested':
      return { ...queue, suggestions: [...queue.suggestions, ...event.items] }
    case 'queue.dismissed':
      return { ...queue, suggestions: without(queue.suggestions, event.itemId) }
  }
}

const without = (items: readonly QueueItem[], id: string): QueueItem[] => items.filter(item => item.id !== id)

function moved(items: readonly QueueItem[], itemId: string, beforeId: string | null): QueueItem[] {
  const item = items.find(each => each.id === itemId)
  const rest = without(items, itemId)
  if (!item) return rest
  const index = rest.findIndex(each => each.id === beforeId)
  return index < 0 ? [...rest, item] : rest.toSpliced(index, 0, item)
}

function take(queue: Queue, item: QueueItem): Queue {
  const rest = without(queue.items, item.id)
  const again = queue.repeat === 'all' && queue.current && queue.current.id !== item.id ? [queue.current] : []
  return { ...queue, items: [...rest, ...again], current: item, upNextAtMs: null }
}
