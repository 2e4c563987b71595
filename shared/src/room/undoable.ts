import { positionAt } from '../playback/timeline.ts'
import type { CommittedEvent, RoomEvent } from '../protocol/events.ts'
import { MAX_SUGGESTIONS, UNDO_MS } from './limits.ts'
import type { Queue, QueueItem, Room, Undo, UndoKind } from './roomState.ts'

/**
 * What can be taken back after one more event, of which `room` is the room before. Somebody's newest act can, until
 * somebody or the room itself has acted on the same; what else belongs to an act's command changes nothing.
 */
export function undoAfter(room: Room, committed: CommittedEvent): Undo | null {
  const { event, atMs, commandId } = committed
  const { undo } = room
  if (undo?.id === commandId) return undo
  if (event.type === 'room.undone') return null
  const before = 'by' in event && event.by !== null ? howItWas(room, event, atMs) : null
  if (before && 'by' in event && event.by !== null) return { ...before, id: commandId, by: event.by, atMs }
  if (!undo || atMs - undo.atMs > UNDO_MS || spoils(event).includes(undo.kind)) return null
  return undo
}

type Before = Undo extends infer U ? (U extends Undo ? Omit<U, 'id' | 'by' | 'atMs'> : never) : never

/** What it takes to bring back how it was before this, or null where it can't be taken back. */
function howItWas(room: Room, event: RoomEvent, atMs: number): Before | null {
  const { queue, playback } = room
  switch (event.type) {
    case 'playback.seeked':
      // From the end it is started over, and nobody wants the end back.
      return playback.mode === 'idle' || playback.mode === 'ended'
        ? null
        : { kind: 'seek', positionS: positionAt(playback, atMs) }
    case 'playback.rateChanged':
      return playback.mode === 'idle' ? null : { kind: 'rate', rate: playback.rate }
    case 'video.changed':
      return { kind: 'putOn', ...whatWasOn(room, atMs), taken: null }
    case 'video.cleared':
      return { kind: 'tookOff', ...whatWasOn(room, atMs), taken: null }
    case 'queue.taken': {
      const index = queue.items.findIndex(({ id }) => id === event.item.id)
      const item = queue.items[index]
      return { kind: 'putOn', ...whatWasOn(room, atMs), taken: item ? { item, index } : null }
    }
    case 'queue.removed': {
      const index = queue.items.findIndex(({ id }) => id === event.itemId)
      const item = queue.items[index]
      return item ? { kind: 'removed', item, index } : null
    }
    case 'queue.moved': {
      const index = queue.items.findIndex(({ id }) => id === event.itemId)
      return index < 0 ? null : { kind: 'moved', itemId: event.itemId, index }
    }
    case 'queue.shuffled':
      return { kind: 'shuffled', itemIds: queue.items.map(({ id }) => id) }
    case 'queue.cleared':
      return { kind: 'cleared', items: queue.items }
    case 'queue.added':
      // The first of them goes on at once. Added behind others they are taken out again one by one.
      return room.video === null && queue.items.length === 0 ? broughtIn(room, 'added', event.items) : null
    case 'offer.restored':
      return broughtIn(room, 'broughtBack', event.items)
    default:
      return null
  }
}

function broughtIn(
  { id, video, queue, offer }: Room,
  kind: 'added' | 'broughtBack',
  items: readonly QueueItem[],
): Before {
  const itemIds = items.map(item => item.id)
  return {
    kind,
    itemIds,
    wasIdle: video === null,
    suggested: queue.suggestions.filter(each => itemIds.includes(each.id)),
    // The room that it came from has lost it; from now on this one keeps it.
    offer: kind === 'broughtBack' && offer ? { ...offer, fromRoomId: id } : null,
  }
}

function whatWasOn({ video, playback, queue }: Room, atMs: number) {
  const isOn = playback.mode !== 'idle'
  const stands = playback.mode === 'paused' || playback.mode === 'ended'
  const comes = playback.mode === 'waiting' ? playback.next : 'playing'
  return {
    video,
    positionS: positionAt(playback, atMs),
    rate: isOn ? playback.rate : 1,
    next: stands ? ('paused' as const) : comes,
    current: queue.current,
  }
}

const ON: readonly UndoKind[] = ['putOn', 'tookOff', 'added', 'broughtBack']
const ORDER: readonly UndoKind[] = ['removed', 'moved', 'shuffled', 'cleared']

/** What can't be taken back any more once this has happened: it acts on the same. */
function spoils({ type }: RoomEvent): readonly UndoKind[] {
  switch (type) {
    case 'video.changed':
    case 'video.cleared':
      return ['seek', 'rate', ...ON]
    case 'playback.seeked':
      return ['seek', ...ON]
    case 'playback.ended':
      return ['seek']
    case 'playback.rateChanged':
      return ['rate']
    case 'offer.restored':
    case 'queue.added':
    case 'queue.removed':
    case 'queue.moved':
    case 'queue.shuffled':
    case 'queue.cleared':
      return ORDER
    case 'queue.taken':
      return [...ORDER, ...ON]
    default:
      return []
  }
}

/** The queue as it was before what is taken back; what has come to it since stays. */
export function restoredQueue(queue: Queue, undo: Undo): Queue {
  switch (undo.kind) {
    case 'seek':
    case 'rate':
      return queue
    case 'putOn':
    case 'tookOff':
      return withCurrent(queue, undo)
    case 'removed':
      return { ...queue, items: queue.items.toSpliced(undo.index, 0, undo.item) }
    case 'moved': {
      const item = queue.items.find(({ id }) => id === undo.itemId)
      const rest = queue.items.filter(({ id }) => id !== undo.itemId)
      return item ? { ...queue, items: rest.toSpliced(undo.index, 0, item) } : queue
    }
    case 'shuffled': {
      const rank = new Map(undo.itemIds.map((id, index) => [id, index]))
      const last = undo.itemIds.length
      return {
        ...queue,
        items: queue.items.toSorted(
          (one, other) => (rank.get(one.id) ?? last) - (rank.get(other.id) ?? last),
        ),
      }
    }
    case 'cleared':
      return { ...queue, items: [...undo.items, ...queue.items] }
    case 'added':
    case 'broughtBack':
      return withoutAdded(queue, undo)
  }
}

type Added = Extract<Undo, { kind: 'added' | 'broughtBack' }>

/** What was added is neither in the queue nor on, and what of it had been suggested is again, as far as there is room. */
function withoutAdded(queue: Queue, { itemIds, suggested }: Added): Queue {
  const { current, suggestions } = queue
  return {
    ...queue,
    items: queue.items.filter(({ id }) => !itemIds.includes(id)),
    current: current && itemIds.includes(current.id) ? null : current,
    suggestions: [...suggested, ...suggestions.slice(0, MAX_SUGGESTIONS - suggested.length)],
  }
}

/** What is offered after that has been taken back. */
export const offerAfter = (offer: Room['offer'], undo: Undo | null): Room['offer'] =>
  undo?.kind === 'broughtBack' ? undo.offer : offer

type OnAgain = Extract<Undo, { kind: 'putOn' | 'tookOff' }>

/** What was on of the queue is again, and what took its place waits where it waited. */
function withCurrent(queue: Queue, { current, taken }: OnAgain): Queue {
  // In a queue that repeats, what was on has gone to the end.
  const rest = queue.items.filter(({ id }) => id !== current?.id)
  return { ...queue, current, items: taken ? rest.toSpliced(taken.index, 0, taken.item) : rest }
}
