import { isAtLeast } from '@kaltura-discord/shared/permissions/roles.ts'
import { kalturaUserId } from '../kalturaUserId.ts'
import { plainName, splitName } from '../personName.ts'
import type { Privileges } from '../session.ts'
import type { Guest } from './roomProvider.ts'

/** `userContextualRole` of the pages that rooms are entered by: an instructor, one beside them, an attendee. */
const CONTEXTUAL_ROLE = { instructor: '0', moderator: '1', attendee: '3' } as const

/** A role at Kaltura and the place in the room, from what somebody is here. */
export function roleOf({ isHost, role }: Guest): { role: string; userContextualRole: string } {
  if (isHost || role === 'admin') return { role: 'adminRole', userContextualRole: CONTEXTUAL_ROLE.instructor }
  if (role === 'moderator') return { role: 'adminRole', userContextualRole: CONTEXTUAL_ROLE.moderator }
  return { role: 'viewerRole', userContextualRole: CONTEXTUAL_ROLE.attendee }
}

/** Whether they may moderate the room and what is written in it. */
export const isRoomHost = ({ isHost, role }: Guest): boolean => isHost || isAtLeast(role, 'moderator')

/**
 * Who somebody is in a room, as the pages that rooms are entered by read it from a session. One key each: were they
 * put together as text, a name could bring privileges of its own, and the last of two wins.
 */
export function guestPrivileges(guest: Guest): Privileges {
  const { firstName, lastName } = splitName(plainName(guest.displayName) || guest.userId)
  return {
    ...roleOf(guest),
    userId: kalturaUserId(guest.userId),
    firstName,
    ...(lastName === '' ? {} : { lastName }),
  }
}
