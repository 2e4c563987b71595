import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import { evolveQueue } from '@kaltura-discord/shared/room/evolveQueue.ts'
import type { Queue, QueueItem } from '@kaltura-discord/shared/room/roomState.ts'

type Command<T extends MemberCommand['type']> = Extract<MemberCommand, { type: T }>
export type QueueCommand = Command<Extract<MemberCommand['type'], `queue.${string}`>>

/**
 * The queue as the room will very likely have it once it has heard the command. What only the server knows (new ids,
 * the order after shuffling) is waited for. A command that the room has taken in already changes nothing.
 */
export function predictQueue(queue: Queue, command: QueueCommand): Queue {
  const by = ''
  switch (command.type) {
    case 'queue.remove':
      return evolveQueue(queue, { type: 'queue.removed', itemId: command.itemId, by })
    case 'queue.move':
      return moved(queue, command)
    case 'queue.clear':
      return evolveQueue(queue, { type: 'queue.cleared', by })
    case 'queue.setRepeat':
      return evolveQueue(queue, { type: 'queue.repeatSet', repeat: command.repeat, by })
    case 'queue.stay':
      return evolveQueue(queue, { type: 'queue.upNext', atMs: null, by })
    case 'queue.play':
      return takenOn(
        queue,
        queue.items.find(({ id }) => id === command.itemId),
      )
    case 'queue.accept': {
      const items = queue.suggestions.filter(({ id }) => id === command.itemId)
      return evolveQueue(queue, { type: 'queue.added', items, where: command.where, by })
    }
    case 'queue.dismiss':
      return evolveQueue(queue, { type: 'queue.dismissed', itemId: command.itemId, by })
    case 'queue.add':
    case 'queue.next':
    case 'queue.shuffle':
    case 'queue.suggest':
    case 'queue.restore':
    case 'queue.declineOffer':
      return queue
  }
}

/** Before what is gone, or itself, nothing goes: the room leaves it where it is. */
function moved(queue: Queue, { itemId, beforeId }: Command<'queue.move'>): Queue {
  const known = (id: string): boolean => queue.items.some(item => item.id === id)
  if (!known(itemId) || itemId === beforeId || (beforeId !== null && !known(beforeId))) return queue
  return evolveQueue(queue, { type: 'queue.moved', itemId, beforeId, by: '' })
}

const takenOn = (queue: Queue, item: QueueItem | undefined): Queue =>
  item ? evolveQueue(queue, { type: 'queue.taken', item, by: null }) : queue
