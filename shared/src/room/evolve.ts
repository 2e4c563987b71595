import type { CommittedEvent, RoomEvent } from '../protocol/events.ts'
import { afterLeaving, evolveControl, isControlEvent } from './evolveControl.ts'
import { evolveOffer, isOfferEvent } from './evolveOffer.ts'
import { evolveQueue, isQueueEvent, settledQueue } from './evolveQueue.ts'
import { RECENT_COMMANDS } from './limits.ts'
import type { Member, Playback, Queue, Room } from './roomState.ts'
import { offerAfter, restoredQueue, undoAfter } from './undoable.ts'

/** The room after one more event. Pure; the events of a room, replayed in order, give the room. */
export function evolve(room: Room, committed: CommittedEvent): Room {
  const next = apply(room, committed)
  return {
    ...next,
    undo: undoAfter(room, committed),
    queue: settledQueue(next),
    seq: committed.seq,
    recentCommandIds: remember(room.recentCommandIds, committed.commandId),
  }
}

/** What is on is of the queue as long as it is that video. */
const stillOn = ({ current }: Queue, entryId: string) => (current?.video.entryId === entryId ? current : null)

function apply(room: Room, { event, atMs }: CommittedEvent): Room {
  if (isQueueEvent(event)) return { ...room, queue: evolveQueue(room.queue, event) }
  if (isControlEvent(event)) return { ...room, control: evolveControl(room.control, event, atMs) }
  if (isOfferEvent(event)) return evolveOffer(room, event)
  switch (event.type) {
    case 'member.joined':
      return { ...room, members: [...room.members, event.member] }
    case 'member.updated':
      return updateMember(room, event.member.id, () => event.member)
    case 'member.left':
      return {
        ...room,
        members: room.members.filter(member => member.id !== event.memberId),
        control: afterLeaving(room.control, event.memberId),
      }
    case 'member.stalled':
      return updateMember(room, event.memberId, member => ({ ...member, stalled: true }))
    case 'member.recovered':
      return updateMember(room, event.memberId, member => ({ ...member, stalled: false, ignoreWait: false }))
    case 'member.waitIgnored':
      return updateMember(room, event.memberId, member => ({ ...member, ignoreWait: true }))
    case 'member.apart':
      return updateMember(room, event.memberId, member => ({
        ...member,
        apart: event.apart,
        stalled: false,
        ignoreWait: false,
      }))
    case 'video.changed':
      return {
        ...room,
        video: event.video,
        queue: { ...room.queue, current: stillOn(room.queue, event.video.entryId) },
        members: membersUnder(event.video, room),
      }
    case 'video.cleared':
      return {
        ...room,
        video: null,
        playback: { mode: 'idle' },
        queue: { ...room.queue, current: null },
        members: membersUnder(null, room),
      }
    case 'playback.started':
    case 'playback.paused':
    case 'playback.seeked':
    case 'playback.rateChanged':
    case 'playback.waited':
    case 'playback.resumed':
    case 'playback.ended':
      return { ...room, playback: event.playback, members: countWaits(room, event.playback, atMs) }
    // They are kept beside the rooms, for all rooms of a server.
    case 'comment.pinned':
    case 'comment.removed':
    case 'comment.restored':
      return room
    case 'room.undone':
      return undone(room, event, atMs)
    default:
      return unknownEvent(event)
  }
}

type Undone = Extract<RoomEvent, { type: 'room.undone' }>

function undone(
  room: Room,
  { actId, playback = room.playback, video = room.video }: Undone,
  atMs: number,
): Room {
  const undo = room.undo?.id === actId ? room.undo : null
  const isOther = video?.entryId !== room.video?.entryId
  return {
    ...room,
    video,
    playback,
    queue: undo ? restoredQueue(room.queue, undo) : room.queue,
    offer: offerAfter(room.offer, undo),
    members: isOther ? membersUnder(video, room) : countWaits(room, playback, atMs),
  }
}

function updateMember(room: Room, memberId: string, change: (member: Member) => Member): Room {
  return { ...room, members: room.members.map(member => (member.id === memberId ? change(member) : member)) }
}

/** With another video, earlier trouble with a player says nothing; and from nothing nobody can be apart. */
const membersUnder = (video: Room['video'], { members }: Room): Member[] =>
  members.map(member => ({
    ...member,
    stalled: false,
    ignoreWait: false,
    apart: member.apart && video !== null,
  }))

/** A stall that stops the room is charged to those it stops for, once, when the wait begins. */
function countWaits(room: Room, playback: Playback, atMs: number): Member[] {
  if (playback.mode !== 'waiting' || playback.reason !== 'stall') return room.members
  const before = room.playback
  if (before.mode === 'waiting' && before.waitId === playback.waitId) return room.members
  return room.members.map(member =>
    playback.waitingFor.includes(member.id)
      ? { ...member, stalled: false, waitedAtMs: [...member.waitedAtMs, atMs].slice(-8) }
      : member,
  )
}

function remember(ids: readonly string[], id: string): string[] {
  return ids.at(-1) === id ? [...ids] : [...ids, id].slice(-RECENT_COMMANDS)
}

function unknownEvent(event: never): never {
  throw new Error(`Unknown room event ${(event as RoomEvent).type}`)
}
