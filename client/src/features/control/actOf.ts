import type { CommittedEvent, RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
import { whoMay } from '@kaltura-discord/shared/room/mayControl.ts'
import type {
  ControlAction,
  ControlMode,
  Member,
  Room,
  Undo,
} from '@kaltura-discord/shared/room/roomState.ts'

type Person = Pick<Member, 'id' | 'displayName' | 'avatarUrl'>

/** What somebody did to the room, as it is told; null for a video is one whose name isn't known any more. */
export type Deed =
  | { readonly kind: 'wentTo'; readonly positionS: number }
  | { readonly kind: 'setRate'; readonly rate: number }
  | { readonly kind: 'putOn'; readonly video: string }
  | { readonly kind: 'removed' | 'moved' | 'suggested'; readonly video: string | null }
  | { readonly kind: 'suggestedMany'; readonly count: number }
  | {
      readonly kind:
        | 'wentToLive'
        | 'wentBackInLive'
        | 'tookOff'
        | 'cleared'
        | 'broughtBack'
        | 'shuffled'
        | 'undone'
        | 'voteCancelled'
        | 'voteLost'
        | 'voteGone'
        | 'skipPassed'
    }
  | { readonly kind: 'choosePassed'; readonly video: string | null }
  | { readonly kind: 'setMode'; readonly mode: ControlMode }
  | { readonly kind: 'allowed'; readonly action: ControlAction; readonly who: 'everyone' | 'host' | 'vote' }
  | { readonly kind: 'locked'; readonly locked: boolean }
  | {
      readonly kind: 'handed'
      readonly reason: 'handed' | 'left' | 'takenBack'
      readonly to: Person | null
      readonly toSelf: boolean
    }

export interface Act {
  /** The command that did it: `room.undo` names the same. */
  readonly id: string
  /** Null where it came about by itself, or by somebody who has left. */
  readonly who: Person | null
  readonly isOwn: boolean
  readonly deed: Deed
}

export interface ToldAct extends Act {
  /** Whether this viewer could take it back when it was told. */
  readonly couldUndo: boolean
}

export interface ActContext {
  readonly room: Room
  readonly selfId: string | null
  /** The vote there was before: what has ended isn't in the room any more. */
  readonly ballot: Room['control']['ballot']
}

/** What an event tells the people in the room; null where it tells them nothing, or something else tells it. */
export function actOf({ commandId: id, event }: CommittedEvent, context: ActContext): Act | null {
  const deed = deedOf(event, { ...context, undo: undoOf(context.room, id) })
  const by = 'by' in event ? event.by : null
  const isOwn = by !== null && by === context.selfId
  if (deed === null || (isOwn && SEEN.includes(deed.kind))) return null
  return { id, who: context.room.members.find(member => member.id === by) ?? null, isOwn, deed }
}

/** Whoever did these has seen it where they did it, and nobody can take it back. */
const SEEN: readonly Deed['kind'][] = ['suggested', 'suggestedMany', 'setMode', 'allowed', 'locked']

const undoOf = ({ undo }: Room, id: string): Undo | null => (undo?.id === id ? undo : null)

interface DeedContext extends ActContext {
  readonly undo: Undo | null
}

function deedOf(event: RoomEvent, context: DeedContext): Deed | null {
  // What the room does by itself people see, and nobody did it.
  if ('by' in event && event.by === null && event.type !== 'control.handed' && event.type !== 'vote.ended')
    return null
  const { room, undo } = context
  switch (event.type) {
    case 'playback.seeked': {
      const { playback } = event
      if (playback.mode === 'idle' || playback.positionS === null) return { kind: 'wentToLive' }
      // A live position is a time of day, which says nothing here.
      if (room.video?.kind === 'live') return { kind: 'wentBackInLive' }
      return { kind: 'wentTo', positionS: playback.positionS }
    }
    case 'playback.rateChanged':
      return event.playback.mode === 'idle' ? null : { kind: 'setRate', rate: event.playback.rate }
    case 'video.changed':
      return { kind: 'putOn', video: event.video.name }
    case 'video.cleared':
      return { kind: 'tookOff' }
    case 'queue.removed':
      return { kind: 'removed', video: undo?.kind === 'removed' ? undo.item.video.name : null }
    case 'queue.moved':
      return {
        kind: 'moved',
        video: room.queue.items.find(({ id }) => id === event.itemId)?.video.name ?? null,
      }
    case 'queue.cleared':
      return { kind: 'cleared' }
    case 'offer.restored':
      return { kind: 'broughtBack' }
    case 'queue.shuffled':
      return { kind: 'shuffled' }
    case 'queue.suggested':
      return event.items.length === 1
        ? { kind: 'suggested', video: event.items[0]?.video.name ?? null }
        : { kind: 'suggestedMany', count: event.items.length }
    case 'room.undone':
      return { kind: 'undone' }
    default:
      return controlDeed(event, context)
  }
}

function controlDeed(event: RoomEvent, { room, selfId, ballot }: DeedContext): Deed | null {
  switch (event.type) {
    case 'control.modeSet':
      return { kind: 'setMode', mode: event.mode }
    case 'control.allowed':
      return {
        kind: 'allowed',
        action: event.action,
        who: whoMay({ ...room.control, locked: false }, event.action),
      }
    case 'control.locked':
      return { kind: 'locked', locked: event.locked }
    case 'control.handed': {
      const { toId, reason } = event
      // The first one in an empty room has nobody to be told apart from.
      if (reason === 'first' || toId === null) return null
      const to = room.members.find(({ id }) => id === toId) ?? null
      return { kind: 'handed', reason, to, toSelf: toId === selfId }
    }
    case 'vote.ended':
      return endOfVote(event, ballot)
    default:
      return null
  }
}

function endOfVote(
  { ballotId, passed, why }: Extract<RoomEvent, { type: 'vote.ended' }>,
  ballot: ActContext['ballot'],
): Deed | null {
  // Nobody needs to hear of a vote that what happened has made pointless.
  if (why === 'moot') return null
  if (why === 'cancelled') return { kind: 'voteCancelled' }
  if (why === 'gone') return { kind: 'voteGone' }
  const what = ballot?.id === ballotId ? ballot.what : null
  if (!passed) return { kind: 'voteLost' }
  return what?.kind === 'choose' ? { kind: 'choosePassed', video: what.video.name } : { kind: 'skipPassed' }
}

const OF_QUEUE: readonly Deed['kind'][] = [
  'removed',
  'moved',
  'cleared',
  'broughtBack',
  'shuffled',
  'suggested',
  'suggestedMany',
]

/** What is best told beside the queue, where that is in sight. */
export const isOfQueue = ({ deed }: Act): boolean => OF_QUEUE.includes(deed.kind)
