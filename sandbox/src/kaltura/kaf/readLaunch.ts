import type { KalturaOptions } from '../kalturaOptions.ts'
import { ADMIN_SESSION, type Ks } from '../ks.ts'
import type { Sessions } from '../sessions.ts'
import { type Hall, type HallAnswer, hallOfEntry, hallOfSchedule } from './hall.ts'

const ROLES = ['viewerRole', 'privateOnlyRole', 'adminRole', 'unmoderatedAdminRole'] as const
const MODERATING_ROLES: readonly string[] = ['adminRole', 'unmoderatedAdminRole']
/** What a session without it counts as: an attendee, in KalturaCategoryUserPermissionLevel's numbers. */
const ATTENDEE = 3
const LAST_MODERATING_LEVEL = 1

/** Somebody at the door, as their session describes them. */
export interface Guest {
  readonly userId: string
  readonly name: string
  readonly role: string
  /** 0 instructor, 1 moderator, 2 and 3 attendees. */
  readonly contextualRole: number
  readonly isModerator: boolean
}

export interface Launch {
  readonly hall: Hall
  readonly guest: Guest
}

export type LaunchRefusal =
  | 'session is broken'
  | 'session has expired'
  | 'session was ended'
  | 'session is for something else'
  | 'session is an administrator’s'
  | 'nobody'
  | 'no role'
  | 'no room'
  | 'room is unknown'
  | 'room is closed'

export type LaunchAnswer =
  | ({ readonly ok: true } & Launch)
  | { readonly ok: false; readonly why: LaunchRefusal }

export interface KafOptions extends KalturaOptions {
  readonly sessions: Sessions
}

const VIEW_ROOM = /^\/embeddedrooms\/index\/view-room\/ks\/([^/]*)\/?$/
const VIRTUAL_EVENT = /^\/virtualEvent\/launch\/?$/

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Whether this is the way into a room at all; then, with which session. */
export const launchKs = ({ pathname, searchParams }: URL): string | undefined => {
  const [, inPath] = VIEW_ROOM.exec(pathname) ?? []
  if (inPath !== undefined) return decoded(inPath)
  return VIRTUAL_EVENT.test(pathname) ? (searchParams.get('ks') ?? '') : undefined
}

const openKs = (raw: string, path: string, { sessions }: KafOptions): Ks | LaunchRefusal => {
  const opened = sessions.open(raw, path)
  if ('ks' in opened) return opened.ks.type === ADMIN_SESSION ? 'session is an administrator’s' : opened.ks
  if (opened.fault === 'LOGOUT') return 'session was ended'
  if (opened.fault === 'EXCEEDED_RESTRICTED_URI') return 'session is for something else'
  return opened.fault === 'EXPIRED' ? 'session has expired' : 'session is broken'
}

const guestOf = ({ privileges, userId }: Ks): Guest | LaunchRefusal => {
  const id = privileges.get('userId') || userId
  if (id === '') return 'nobody'
  const role = ROLES.find(each => each === privileges.get('role'))
  if (role === undefined) return 'no role'
  const contextualRole = Number(privileges.get('userContextualRole') || ATTENDEE)
  const names = [privileges.get('firstName'), privileges.get('lastName')].filter(Boolean)
  return {
    userId: id,
    name: names.join(' ') || id,
    role,
    contextualRole,
    isModerator:
      MODERATING_ROLES.includes(role) ||
      contextualRole <= LAST_MODERATING_LEVEL ||
      ['1', ''].includes(privileges.get('roomModerator') ?? 'no'),
  }
}

/** Each of the two addresses leads into rooms of its own generation. */
const hallOf = (path: string, { privileges }: Ks, options: KafOptions): HallAnswer | LaunchRefusal => {
  const entryId = privileges.get('entryId')
  if (VIEW_ROOM.test(path)) return entryId ? hallOfEntry(entryId, options) : 'no room'
  const wanted = { eventId: privileges.get('eventId'), resourceId: privileges.get('resourceId') }
  return wanted.eventId || wanted.resourceId ? hallOfSchedule(wanted, options) : 'no room'
}

const refuse = (why: LaunchRefusal): LaunchAnswer => ({ ok: false, why })

/** Who comes, and where to, or why they don't get in. */
export const readLaunch = (url: URL, options: KafOptions): LaunchAnswer => {
  const ks = openKs(launchKs(url) ?? '', url.pathname, options)
  if (typeof ks === 'string') return refuse(ks)
  const guest = guestOf(ks)
  if (typeof guest === 'string') return refuse(guest)
  const found = hallOf(url.pathname, ks, options)
  if (typeof found === 'string') return refuse(found)
  if (!found.ok) return refuse(found.why === 'closed' ? 'room is closed' : 'room is unknown')
  return { ok: true, hall: found.hall, guest }
}
