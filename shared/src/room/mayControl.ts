import { isGuestId } from './guestId.ts'
import { TAKE_BACK_MS, UNDO_MS } from './limits.ts'
import type { Control, ControlAction, Lent, Member, Room, UndoKind } from './roomState.ts'

/** What of a room says who controls it. */
export type Controlled = Pick<Room, 'control' | 'members'>

const isFromOutside = ({ members }: Controlled, memberId: string): boolean =>
  members.some(member => member.id === memberId && standingOf(member) !== 'member')

const isThere = ({ members }: Controlled, memberId: string): boolean =>
  members.some(({ id }) => id === memberId)

/** How near somebody stands to the room: `outside` of its server, and by `name` alone, come after who belongs there. */
type Standing = 'member' | 'outside' | 'name'

function standingOf({ id, outside }: Member): Standing {
  if (isGuestId(id)) return 'name'
  return outside ? 'outside' : 'member'
}

/** Those of the nearest standing that anybody has: one of them is host. */
function nearest(members: readonly Member[]): readonly Member[] {
  for (const standing of ['member', 'outside'] as const) {
    const some = members.filter(member => standingOf(member) === standing)
    if (some.length > 0) return some
  }
  return members
}

/**
 * Whoever has been there longest of those who belong to the server; where there are none, of the guests who have signed
 * in with Discord, and then of the others. Null in an empty room.
 */
function longestPresent(members: readonly Member[]): string | null {
  const [first, ...others] = nearest(members)
  if (!first) return null
  return others.reduce(
    (longest, member) => (member.joinedAtMs < longest.joinedAtMs ? member : longest),
    first,
  ).id
}

/** A guest from outside has a room only until somebody comes who belongs to the server. */
export const canBeHost = ({ members }: Pick<Room, 'members'>, memberId: string): boolean =>
  nearest(members).some(({ id }) => id === memberId)

/** Who is host now, also in a room that hasn't found out yet; null in an empty one. */
export function hostOf(room: Controlled): string | null {
  const { hostId } = room.control
  return hostId !== null && canBeHost(room, hostId) ? hostId : longestPresent(room.members)
}

/**
 * Whether this member may do this now, at once: the one rule for the server, which refuses the rest with
 * `not_in_control`, and for the client, which shows it as out of reach.
 */
export function mayControl(room: Controlled, memberId: string, action: ControlAction): boolean {
  if (!isThere(room, memberId)) return false
  if (hostOf(room) === memberId) return true
  // Who controls is not for guests from outside, whatever the others may.
  if (action === 'mode' && isFromOutside(room, memberId)) return false
  return whoMay(room.control, action) === 'everyone'
}

/** Who may do this besides the host. With `vote`, all of them together. */
export function whoMay(
  { mode, allow, locked }: Control,
  action: ControlAction,
): 'everyone' | 'host' | 'vote' {
  if (locked) return 'host'
  const exception = allow[action]
  if (exception) return exception
  if (action === 'mode') return 'host'
  return mode === 'vote' && action !== 'queue' ? 'everyone' : mode
}

/** Whether this member may start a vote, or take part in one. */
export const mayVote = (room: Controlled, memberId: string): boolean =>
  isThere(room, memberId) && whoMay(room.control, 'queue') === 'vote'

/** The host, and nobody else. */
export const mayHandOver = (room: Controlled, memberId: string): boolean => hostOf(room) === memberId

/** All hosts who are none any more and may still take the room back, the latest one last. */
export const lentOf = ({ lent, lentBefore }: Control): readonly Lent[] =>
  lent ? [...lentBefore, lent] : lentBefore

/** Whether this member was host until a moment ago, at room time `nowMs`. */
export const mayTakeBack = (room: Controlled, memberId: string, nowMs: number): boolean =>
  canBeHost(room, memberId) &&
  hostOf(room) !== memberId &&
  lentOf(room.control).some(({ fromId, atMs }) => fromId === memberId && nowMs - atMs <= TAKE_BACK_MS)

/** What one must be allowed to do in order to take something of this kind back. */
export const UNDO_ACTION: Readonly<Record<UndoKind, ControlAction>> = {
  seek: 'seek',
  rate: 'rate',
  putOn: 'queue',
  tookOff: 'queue',
  removed: 'queue',
  moved: 'queue',
  shuffled: 'queue',
  cleared: 'queue',
  added: 'queue',
  broughtBack: 'queue',
}

/** Whether this member may take back what was done last, at room time `nowMs`. */
export const mayUndo = (room: Controlled & Pick<Room, 'undo'>, memberId: string, nowMs: number): boolean =>
  room.undo !== null &&
  nowMs - room.undo.atMs <= UNDO_MS &&
  mayControl(room, memberId, UNDO_ACTION[room.undo.kind])
