import type { RoomEvent } from '../protocol/events.ts'
import { skip } from './decideQueue.ts'
import type { DecisionContext } from './decision.ts'
import { evolve } from './evolve.ts'
import { hostOf, whoMay } from './mayControl.ts'
import { putOn } from './putOn.ts'
import type { Ballot, Room } from './roomState.ts'
import { outcomeOf, tally } from './tally.ts'
import { isGone } from './upNext.ts'

/**
 * What follows for host and vote from what has just been decided: somebody else is host where the last one has left,
 * and a vote is over where it is decided or nothing is left of what it was about.
 */
export function settleControl(
  room: Room,
  events: readonly RoomEvent[],
  context: DecisionContext,
): readonly RoomEvent[] {
  if (!events.some(bearsOnControl) && isSettled(room)) return events
  const then = after(room, events, context)
  const handed = newHost(then)
  return [...events, ...handed, ...endOfVote(after(then, handed, context), events, context)]
}

const isSettled = (room: Room): boolean =>
  room.control.ballot === null && room.control.hostId === hostOf(room)

/** Where there is a host and no vote, only these make a difference. */
const bearsOnControl = ({ type }: RoomEvent): boolean =>
  type === 'member.joined' || type === 'member.updated' || type === 'member.left' || type === 'vote.started'

const after = (room: Room, events: readonly RoomEvent[], { nowMs, commandId }: DecisionContext): Room =>
  events.reduce((each, event) => evolve(each, { seq: each.seq + 1, atMs: nowMs, commandId, event }), room)

function newHost(room: Room): readonly RoomEvent[] {
  const { hostId } = room.control
  const toId = hostOf(room)
  if (toId === hostId) return []
  const isThere = room.members.some(({ id }) => id === hostId)
  return [{ type: 'control.handed', toId, by: null, reason: hostId === null || isThere ? 'first' : 'left' }]
}

function endOfVote(room: Room, events: readonly RoomEvent[], context: DecisionContext): readonly RoomEvent[] {
  const { ballot } = room.control
  if (!ballot) return []
  const ended = { type: 'vote.ended', ballotId: ballot.id, by: null } as const
  if (isMoot(room, ballot, events)) return [{ ...ended, passed: false, why: 'moot' }]
  const outcome = outcomeOf(tally(room, ballot))
  if (outcome === null)
    return context.nowMs < ballot.untilMs ? [] : [{ ...ended, passed: false, why: 'deadline' }]
  if (outcome === 'lost') return [{ ...ended, passed: false, why: 'counted' }]
  if (isChoiceGone(ballot, context)) return [{ ...ended, passed: false, why: 'gone' }]
  const wanted = whatWasWanted(room, ballot, context)
  return wanted
    ? [{ ...ended, passed: true, why: 'counted' }, ...wanted]
    : [{ ...ended, passed: false, why: 'moot' }]
}

/** Nobody votes any more, or what people had enough of is off. */
function isMoot({ control, queue }: Room, { what }: Ballot, events: readonly RoomEvent[]): boolean {
  if (whoMay(control, 'queue') !== 'vote') return true
  if (what.kind === 'choose') return false
  const isOff = events.some(isAnother)
  return isOff || (queue.current?.id ?? null) !== what.afterId
}

const isAnother = (event: RoomEvent): boolean =>
  event.type === 'video.changed' ||
  event.type === 'video.cleared' ||
  (event.type === 'room.undone' && event.video !== undefined)

const isChoiceGone = ({ what }: Ballot, context: DecisionContext): boolean =>
  what.kind === 'choose' && isGone(what.video.entryId, context)

/** What the vote leads to, or null where there is nothing left of it. */
function whatWasWanted(
  room: Room,
  { what, by }: Ballot,
  context: DecisionContext,
): readonly RoomEvent[] | null {
  if (what.kind === 'choose') {
    const { entryId } = what.video
    return putOn(room, { video: context.lookedUp?.get(entryId) ?? what.video, by }, context)
  }
  const skipped = skip(room, { by, afterId: what.afterId }, context)
  return skipped.ok ? skipped.events : null
}
