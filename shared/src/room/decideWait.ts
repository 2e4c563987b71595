import { positionAt } from '../playback/timeline.ts'
import type { MemberCommand, ServerCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { clampToVideo } from './clampToVideo.ts'
import { accept, type Decision, type DecisionContext, type Rejection, reject } from './decision.ts'
import {
  MAX_REWIND_S,
  MIDDLE_ROOM,
  MIDDLE_ROOM_SHARE,
  PROMISE_MAX_MS,
  SLOWEST_RATE,
  SMALL_ROOM,
  WAIT_BUDGET,
} from './limits.ts'
import type { Member, PlaybackOf, Room } from './roomState.ts'
import { advance, afterEnd } from './upNext.ts'
import { narrowWait, resume, startWait } from './wait.ts'

type Ready = Extract<MemberCommand, { type: 'playback.ready' }>
type Stalled = Extract<MemberCommand, { type: 'playback.stalled' }>
type WaitCommand =
  | Extract<MemberCommand, { type: 'playback.recovered' | 'playback.continueWithout' }>
  | Ready
  | Stalled
  | Extract<ServerCommand, { type: 'room.tick' }>

/** Where a promise stands in the frame. */
const BY_MS = 'command.byMs'

export function decideWait(room: Room, command: WaitCommand, context: DecisionContext): Decision {
  switch (command.type) {
    case 'playback.ready':
      return ready(room, command, context)
    case 'playback.stalled':
      return stalled(room, command, context)
    case 'playback.recovered':
      return recovered(room, context)
    case 'playback.continueWithout':
      return continueWithout(room, command.waitId, context)
    case 'room.tick':
      return tick(room, context)
  }
}

/** Answers to a wait that is over are nobody's fault and change nothing. */
function currentWait(room: Room, waitId: string): PlaybackOf<'waiting'> | null {
  return room.playback.mode === 'waiting' && room.playback.waitId === waitId ? room.playback : null
}

function ready(room: Room, command: Ready, context: DecisionContext): Decision {
  const wait = currentWait(room, command.waitId)
  if (!wait || context.actorId === null || !wait.waitingFor.includes(context.actorId)) return accept()
  const waitingFor = wait.waitingFor.filter(id => id !== context.actorId)
  const rest = { ...wait, waitingFor }
  if (command.byMs === undefined || command.byMs <= context.nowMs) {
    const positionS = wait.positionS ?? livePosition(room, command.positionS)
    return accept(narrowWait({ ...rest, positionS }, room.members, context))
  }
  const refusal = promiseRefusal(wait, command.byMs, context.nowMs)
  if (refusal) return refusal
  const promisedMs = Math.max(wait.promisedMs ?? command.byMs, command.byMs)
  return accept(narrowWait({ ...rest, promisedMs }, room.members, context))
}

/**
 * A promise too far ahead is refused instead of being cut short: the room would set off at a moment at which its
 * member has said it won't be there. Refused, the member says later that it is ready, as if it had kept silent.
 */
function promiseRefusal(wait: PlaybackOf<'waiting'>, byMs: number, nowMs: number): Rejection | null {
  // What fetches have taken says nothing of a line on which somebody has just run dry.
  if (wait.reason !== 'seek')
    return reject(
      'invalid_request',
      'Only a wait for a seek takes promises. Answer when the player stands.',
      BY_MS,
    )
  // Only a player that stands at the live edge knows where that is.
  if (wait.positionS === null)
    return reject('invalid_request', 'This wait has no place yet. Answer when the player stands.', BY_MS)
  if (byMs - nowMs > PROMISE_MAX_MS)
    return reject(
      'invalid_request',
      `A promise may be ${PROMISE_MAX_MS} ms ahead at most. Answer when the player stands.`,
      BY_MS,
    )
  return null
}

/** The first whose live player stands says where the edge is for all. */
function livePosition(room: Room, reportedS: number): number | null {
  return room.video?.kind === 'live' ? reportedS : null
}

function stalled(room: Room, command: Stalled, context: DecisionContext): Decision {
  const member = room.members.find(each => each.id === context.actorId)
  if (!member || member.apart || member.stalled || room.playback.mode !== 'playing') return accept()
  const event: RoomEvent = { type: 'member.stalled', memberId: member.id }
  if (member.ignoreWait) return accept(event)
  if (budgetSpent(member, context.nowMs))
    return accept(event, { type: 'member.waitIgnored', memberId: member.id })
  const wait = stallWait(room, member, command.positionS, context)
  return wait ? accept(event, { type: 'playback.waited', playback: wait, by: null }) : accept(event)
}

function budgetSpent(member: Member, nowMs: number): boolean {
  const recent = member.waitedAtMs.filter(atMs => nowMs - atMs < WAIT_BUDGET.windowMs)
  return recent.length >= WAIT_BUDGET.times
}

function stallWait(
  room: Room,
  member: Member,
  stalledAtS: number,
  context: DecisionContext,
): PlaybackOf<'waiting'> | null {
  if (room.playback.mode !== 'playing') return null
  const together = room.members.filter(each => !each.apart)
  const stuck = together.filter(each => !each.ignoreWait && (each.stalled || each.id === member.id))
  if (stuck.length < stallThreshold(together.length)) return null
  const expectedS = positionAt(room.playback, context.nowMs) ?? stalledAtS
  return startWait(context, {
    reason: 'stall',
    positionS: clampToVideo(room.video, Math.max(Math.min(stalledAtS, expectedS), expectedS - MAX_REWIND_S)),
    rate: room.playback.rate,
    next: 'playing',
    by: null,
    waitingFor: stuck.map(each => each.id),
  })
}

/** How many must have stalled before all wait. */
function stallThreshold(members: number): number {
  if (members <= SMALL_ROOM) return 1
  return members <= MIDDLE_ROOM ? Math.ceil(members * MIDDLE_ROOM_SHARE) : Number.POSITIVE_INFINITY
}

function recovered(room: Room, context: DecisionContext): Decision {
  const member = room.members.find(each => each.id === context.actorId)
  if (!member || (!member.stalled && !member.ignoreWait)) return accept()
  return accept({ type: 'member.recovered', memberId: member.id })
}

function continueWithout(room: Room, waitId: string, context: DecisionContext): Decision {
  const wait = currentWait(room, waitId)
  return wait ? endWait(wait, context) : accept()
}

/** Whoever is still missing catches up alone and is not waited for again until it has. */
function endWait(wait: PlaybackOf<'waiting'>, context: DecisionContext): Decision {
  const ignored = wait.waitingFor.map((memberId): RoomEvent => ({ type: 'member.waitIgnored', memberId }))
  return accept(...ignored, resume({ ...wait, waitingFor: [] }, context))
}

function tick(room: Room, context: DecisionContext): Decision {
  const deadlineMs = playbackDeadline(room)
  const { playback } = room
  if (deadlineMs === null || context.nowMs < deadlineMs) return voteTick(room, context)
  if (playback.mode === 'waiting') return endWait(playback, context)
  if (playback.mode === 'ended') return advance(room, context)
  if (playback.mode !== 'playing' || room.video?.durationS == null) return accept()
  const ended = { mode: 'ended', positionS: room.video.durationS, rate: playback.rate } as const
  return accept({ type: 'playback.ended', playback: ended, by: null }, ...afterEnd(room, context))
}

/** What decides a vote has decided it before; the rest is over by now. */
function voteTick({ control: { ballot } }: Room, { nowMs }: DecisionContext): Decision {
  return ballot && nowMs >= ballot.untilMs
    ? accept({ type: 'vote.ended', ballotId: ballot.id, passed: false, why: 'deadline', by: null })
    : accept()
}

/**
 * Room time at which something is due by itself, epoch ms, or null: the end of a wait, of a vote or of the video, or
 * the video after it. Whoever holds the room proposes a `room.tick` then; no timer holds truth.
 */
export function nextDeadline(room: Room): number | null {
  const playbackMs = playbackDeadline(room)
  const voteMs = room.control.ballot?.untilMs ?? null
  return playbackMs !== null && voteMs !== null ? Math.min(playbackMs, voteMs) : (playbackMs ?? voteMs)
}

function playbackDeadline(room: Room): number | null {
  const { playback, video, queue } = room
  if (playback.mode === 'waiting') return playback.untilMs
  if (playback.mode === 'ended') return queue.upNextAtMs
  if (playback.mode !== 'playing' || video?.durationS == null) return null
  const remainingS = video.durationS - playback.positionS
  // Already past the end at `atMs`: it was reached on the way there.
  const isMoving = playback.approachRate >= SLOWEST_RATE
  const rate = remainingS < 0 && isMoving ? playback.approachRate : playback.rate
  return playback.atMs + (remainingS / rate) * 1000
}
