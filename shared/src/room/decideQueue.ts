import type { MemberCommand } from '../protocol/commands.ts'
import { accept, type Decision, type DecisionContext, type Rejection, reject } from './decision.ts'
import { MAX_QUEUE } from './limits.ts'
import { putOn } from './putOn.ts'
import type { QueueItem, Room } from './roomState.ts'
import { isGone, nextIn, takeOn, upNext } from './upNext.ts'

type Command<T extends MemberCommand['type']> = Extract<MemberCommand, { type: T }>
type QueueCommand = Command<
  | 'queue.add'
  | 'queue.remove'
  | 'queue.move'
  | 'queue.play'
  | 'queue.next'
  | 'queue.shuffle'
  | 'queue.clear'
  | 'queue.setRepeat'
  | 'queue.stay'
>

/** A wish of somebody's: the actor is known. */
export interface Asking {
  readonly room: Room
  readonly by: string
  readonly context: DecisionContext
}

export function decideQueue(room: Room, command: QueueCommand, context: DecisionContext): Decision {
  if (context.actorId === null) return reject('invalid_request', 'A queue is for members.')
  const asking: Asking = { room, by: context.actorId, context }
  const { items, repeat, upNextAtMs } = room.queue
  switch (command.type) {
    case 'queue.add':
      return add(asking, command)
    case 'queue.remove':
      return has(room, command.itemId)
        ? accept({ type: 'queue.removed', itemId: command.itemId, by: asking.by })
        : accept()
    case 'queue.move':
      return move(asking, command)
    case 'queue.play':
      return play(asking, command.itemId)
    case 'queue.next':
      return skip(room, { by: asking.by, afterId: command.afterId }, context)
    case 'queue.shuffle':
      return shuffle(asking)
    case 'queue.clear':
      return items.length === 0 ? accept() : accept({ type: 'queue.cleared', by: asking.by })
    case 'queue.setRepeat':
      return command.repeat === repeat
        ? accept()
        : accept({ type: 'queue.repeatSet', repeat: command.repeat, by: asking.by })
    case 'queue.stay':
      return upNextAtMs === null ? accept() : accept({ type: 'queue.upNext', atMs: null, by: asking.by })
  }
}

const has = ({ queue }: Room, itemId: string): boolean => queue.items.some(({ id }) => id === itemId)

function add(asking: Asking, { entryIds, where }: Command<'queue.add'>): Decision {
  const left = MAX_QUEUE - asking.room.queue.items.length
  if (entryIds.length > left) return reject('queue_full', fullSentence(left), 'command.entryIds')
  const items = itemsOf(asking, entryIds)
  return Array.isArray(items) ? addItems(asking, { items, where }) : items
}

/** What somebody would like to see, as the library has it; the refusal of the first that it doesn't have. */
export function itemsOf({ room, by, context }: Asking, entryIds: readonly string[]): QueueItem[] | Rejection {
  const byName = room.members.find(({ id }) => id === by)?.displayName ?? ''
  const items: QueueItem[] = []
  for (const [index, entryId] of entryIds.entries()) {
    const video = context.lookedUp?.get(entryId)
    if (!video)
      return reject(
        'video_not_found',
        'One of these videos is no longer in the library. Choose others.',
        `command.entryIds.${index}`,
      )
    items.push({ id: context.newId(), video, by, byName })
  }
  return items
}

interface Adding {
  readonly items: QueueItem[]
  readonly where: 'next' | 'last'
}

export function addItems(asking: Asking, { items, where }: Adding): Decision {
  const { room, by } = asking
  const left = MAX_QUEUE - room.queue.items.length
  if (items.length > left) return reject('queue_full', fullSentence(left))
  return accept({ type: 'queue.added', items, where, by }, ...afterAdding(asking, items))
}

const fullSentence = (left: number): string =>
  left <= 0
    ? `The queue is full: it holds ${MAX_QUEUE} videos. Remove some first.`
    : `The queue holds ${MAX_QUEUE} videos, and has room for ${left} more. Add fewer, or remove some first.`

/** Whoever fills an empty queue where nothing is on, or where all is over, wants to see something. */
function afterAdding({ room, by, context }: Asking, [first]: readonly QueueItem[]) {
  const { video, playback, queue } = room
  if (queue.items.length > 0 || !first) return []
  if (video === null) return takeOn(room, { item: first, by }, context)
  return playback.mode === 'ended' && queue.upNextAtMs === null ? [upNext(context)] : []
}

function move({ room, by }: Asking, { itemId, beforeId }: Command<'queue.move'>): Decision {
  const { items } = room.queue
  const index = items.findIndex(({ id }) => id === itemId)
  // Gone meanwhile, or told to stand before what is: nobody's fault, and nothing to do.
  if (index < 0 || itemId === beforeId || (beforeId !== null && !has(room, beforeId))) return accept()
  if ((items[index + 1]?.id ?? null) === beforeId) return accept()
  return accept({ type: 'queue.moved', itemId, beforeId, by })
}

function play({ room, by, context }: Asking, itemId: string): Decision {
  const item = room.queue.items.find(({ id }) => id === itemId)
  // Somebody else has put it on or taken it out meanwhile.
  if (!item) return accept()
  if (isGone(item.video.entryId, context))
    return reject('video_not_found', 'This video is no longer in the library. Choose another one.')
  const { comes } = nextIn({ ...room.queue, items: [item] }, context)
  return accept(...takeOn(room, { item: comes ?? item, by }, context))
}

/** Whoever pressed while something else was on has what they wanted: two at the same moment skip one. */
export function skip(
  room: Room,
  { by, afterId }: { readonly by: string | null; readonly afterId: string | null },
  context: DecisionContext,
): Decision {
  const { queue, video } = room
  if ((queue.current?.id ?? null) !== afterId) return accept()
  const { comes, removed } = nextIn(queue, context)
  if (comes) return accept(...removed, ...takeOn(room, { item: comes, by }, context))
  if (queue.repeat === 'all' && video) return accept(...removed, ...putOn(room, { video, by }, context))
  if (removed.length > 0) return accept(...removed)
  return reject('nothing_to_play', 'The queue is empty. Add a video from the library first.')
}

/** New ids are random: in their order the videos are shuffled. */
function shuffle({ room, by, context }: Asking): Decision {
  const { items } = room.queue
  if (items.length < 2) return accept()
  const itemIds = items
    .map(({ id }) => ({ id, rank: context.newId() }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ id }) => id)
  return accept({ type: 'queue.shuffled', itemIds, by })
}
