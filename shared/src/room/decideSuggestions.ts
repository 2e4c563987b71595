import type { MemberCommand } from '../protocol/commands.ts'
import { addItems, itemsOf } from './decideQueue.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import { MAX_SUGGESTIONS } from './limits.ts'
import { mayControl } from './mayControl.ts'
import { notInControl } from './notInControl.ts'
import type { Room } from './roomState.ts'
import { isGone } from './upNext.ts'

type Command<T extends MemberCommand['type']> = Extract<MemberCommand, { type: T }>
type SuggestionCommand = Command<'queue.suggest' | 'queue.accept' | 'queue.dismiss'>

export const isSuggestionCommand = (command: MemberCommand): command is SuggestionCommand =>
  command.type === 'queue.suggest' || command.type === 'queue.accept' || command.type === 'queue.dismiss'

/** What those would like to see who may not add it themselves. */
export function decideSuggestions(
  room: Room,
  command: SuggestionCommand,
  context: DecisionContext,
): Decision {
  const { actorId: by } = context
  if (by === null) return reject('invalid_request', 'A suggestion is a member’s.')
  switch (command.type) {
    case 'queue.suggest':
      return suggest(room, command, { ...context, actorId: by })
    case 'queue.accept': {
      const item = room.queue.suggestions.find(({ id }) => id === command.itemId)
      // Somebody else has accepted or dismissed it meanwhile.
      if (!item) return accept()
      return isGone(item.video.entryId, context)
        ? reject('video_not_found', 'This video is no longer in the library. Dismiss the suggestion.')
        : addItems({ room, by, context }, { items: [item], where: command.where })
    }
    case 'queue.dismiss':
      return dismiss(room, command.itemId, by)
  }
}

interface Suggesting extends DecisionContext {
  readonly actorId: string
}

function suggest(room: Room, { entryIds }: Command<'queue.suggest'>, context: Suggesting): Decision {
  const { actorId: by } = context
  const items = itemsOf({ room, by, context }, entryIds)
  if (!Array.isArray(items)) return items
  // Meanwhile they may: then it need not be asked for.
  if (mayControl(room, by, 'queue')) return addItems({ room, by, context }, { items, where: 'last' })
  const known = new Set(room.queue.suggestions.map(({ video }) => video.entryId))
  const fresh = items.filter(({ video: { entryId } }) => !known.has(entryId) && known.add(entryId))
  const left = MAX_SUGGESTIONS - room.queue.suggestions.length
  if (fresh.length > left)
    return reject(
      'queue_full',
      `Only ${MAX_SUGGESTIONS} suggestions can wait, and there is room for ${left} more. Suggest fewer, or later.`,
      'command.entryIds',
    )
  return fresh.length === 0 ? accept() : accept({ type: 'queue.suggested', items: fresh, by })
}

function dismiss(room: Room, itemId: string, by: string): Decision {
  const item = room.queue.suggestions.find(({ id }) => id === itemId)
  if (!item) return accept()
  if (item.by !== by && !mayControl(room, by, 'queue')) return notInControl(room, 'queue')
  return accept({ type: 'queue.dismissed', itemId, by })
}
