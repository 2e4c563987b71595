import { hostOf, mayControl, whoMay } from '@kaltura-discord/shared/room/mayControl.ts'
import type { ControlAction, Room } from '@kaltura-discord/shared/room/roomState.ts'

/** Why somebody can't do something now; `host` is the name of whoever can. */
export interface Hindrance {
  readonly kind: 'host' | 'locked' | 'vote'
  readonly host: string
}

/** What somebody who watches on their own does to nobody else. */
export const OWN_PACE: ReadonlySet<ControlAction> = new Set(['playPause', 'seek', 'rate'])

/** Null where nothing is in the way, and where the room isn't known yet. */
export function hindranceOf(
  room: Room | null,
  memberId: string | null,
  action: ControlAction,
): Hindrance | null {
  if (room === null || memberId === null || mayControl(room, memberId, action)) return null
  if (OWN_PACE.has(action) && room.members.some(({ id, apart }) => id === memberId && apart)) return null
  const hostId = hostOf(room)
  const host = room.members.find(({ id }) => id === hostId)?.displayName ?? ''
  if (room.control.locked) return { kind: 'locked', host }
  return { kind: whoMay(room.control, action) === 'vote' ? 'vote' : 'host', host }
}
