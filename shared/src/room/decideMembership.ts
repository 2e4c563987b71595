import { positionAt } from '../playback/timeline.ts'
import type { ServerCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { clampToVideo } from './clampToVideo.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import { isGuestId } from './guestId.ts'
import { nameApart } from './guestName.ts'
import { MAX_MEMBERS } from './limits.ts'
import type { Member, Room } from './roomState.ts'
import { narrowWait } from './wait.ts'

type Join = Extract<ServerCommand, { type: 'room.join' }>
type Leave = Extract<ServerCommand, { type: 'room.leave' }>

export function decideMembership(room: Room, command: Join | Leave, context: DecisionContext): Decision {
  return command.type === 'room.join' ? join(room, command, context) : leave(room, command, context)
}

/** A joiner never changes what the others see: it lands in the running video by itself. */
function join(room: Room, command: Join, context: DecisionContext): Decision {
  if (context.actorId === null) return reject('invalid_request', 'A join needs somebody who joins.')
  const { avatarUrl, guest = false, outside = false } = command
  const displayName = shownName(room, command.displayName, context.actorId)
  const known = room.members.find(member => member.id === context.actorId)
  if (known) {
    const member = { ...known, displayName, avatarUrl, guest, outside }
    return isSameProfile(known, member) ? accept() : accept({ type: 'member.updated', member })
  }
  if (room.members.length >= MAX_MEMBERS)
    return reject('room_full', `This room has its ${MAX_MEMBERS} members. Try again when somebody has left.`)
  const member: Member = {
    id: context.actorId,
    displayName,
    avatarUrl,
    guest,
    outside,
    joinedAtMs: context.nowMs,
    stalled: false,
    ignoreWait: false,
    apart: false,
    waitedAtMs: [],
  }
  return accept({ type: 'member.joined', member })
}

/** Two guests may come in by one name at the same moment, or one comes back after another has taken it. */
function shownName({ members }: Room, name: string, memberId: string): string {
  if (!isGuestId(memberId)) return name
  return nameApart(
    name,
    members.filter(({ id }) => id !== memberId).map(member => member.displayName),
  )
}

const isSameProfile = (one: Member, other: Member): boolean =>
  (['displayName', 'avatarUrl', 'guest', 'outside'] as const).every(key => one[key] === other[key])

function leave(room: Room, { memberId, reason }: Leave, context: DecisionContext): Decision {
  if (!room.members.some(member => member.id === memberId)) return accept()
  const remaining = room.members.filter(member => member.id !== memberId)
  const left: RoomEvent = { type: 'member.left', memberId, reason }
  const after =
    remaining.length === 0 ? stopForNobody(room, context) : stopWaitingFor(room, memberId, remaining, context)
  return after ? accept(left, after) : accept(left)
}

/** An empty room stands still, so that whoever comes back finds the place where the last one left. */
function stopForNobody(room: Room, context: DecisionContext): RoomEvent | null {
  const { video, playback } = room
  if (playback.mode !== 'playing' && playback.mode !== 'waiting') return null
  // A live edge that nobody has found yet is somewhere near now.
  const positionS = clampToVideo(video, positionAt(playback, context.nowMs) ?? context.nowMs / 1000)
  return {
    type: 'playback.paused',
    playback: { mode: 'paused', positionS, rate: playback.rate, by: null },
    by: null,
  }
}

/** The wait without this member, or its end; null where it wasn't waited for. */
export function stopWaitingFor(
  room: Room,
  memberId: string,
  remaining: readonly Member[],
  context: DecisionContext,
): RoomEvent | null {
  const { playback } = room
  if (playback.mode !== 'waiting' || !playback.waitingFor.includes(memberId)) return null
  const waitingFor = playback.waitingFor.filter(id => id !== memberId)
  return narrowWait({ ...playback, waitingFor }, remaining, context)
}
