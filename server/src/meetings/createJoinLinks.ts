import { hash, randomBytes } from 'node:crypto'
import { isWaitingForHost, opensAtMs } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import { type Meeting, MeetingIdSchema } from '@kaltura-discord/shared/meetings/meeting.ts'
import { isAtLeast, type Role } from '@kaltura-discord/shared/permissions/roles.ts'
import { JoinTokenSchema } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import type { GuildPermissions } from '../guilds/guildPermissions.ts'
import type { RoomProvider } from '../kaltura/rooms/roomProvider.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { type ChangeMeeting, meetingNotFound } from './changeMeeting.ts'
import type { JoinLinkStore, JoinSession, OpenableLink } from './joinLinkStore.ts'
import { type JoinLinks, LINK_MS, type Visitor } from './joinLinks.ts'
import type { MeetingStore } from './meetingStore.ts'
import { NO_ROOMS } from './startMeeting.ts'

/** Links of one person into one meeting that can be opened at the same time: the latest. */
export const MAX_UNOPENED_LINKS = 5
/** A session ends with its meeting, or after this, ms. */
export const JOIN_SESSION_MS = 12 * 3_600_000
/** Of chance in a link, and in a session: bytes. */
const SECRET_BYTES = 32
/** Whoever comes too early is asked to come back no sooner than this, s. */
const SOONEST_RETRY_S = 1

interface JoinLinksOptions {
  readonly links: JoinLinkStore
  readonly meetings: Pick<MeetingStore, 'get' | 'hasJoined'>
  readonly change: ChangeMeeting
  readonly permissions: GuildPermissions
  readonly rooms: Pick<RoomProvider, 'kind' | 'launchUrl'> | null
  readonly clock: RoomClock
  /** Where browsers find this server. */
  readonly publicUrl: string
}

export function createJoinLinks(options: JoinLinksOptions): JoinLinks {
  const { links, meetings, change, permissions, rooms, clock, publicUrl } = options

  /** What they are now, in the server that the meeting is of. */
  const roleNow = ({ guildId, userId }: OpenableLink) =>
    permissions.require({ guildId, userId, action: 'meetings.join' })

  async function sessionOf(session: string): Promise<Result<{ who: JoinSession; meeting: Meeting }>> {
    if (!JoinTokenSchema.safeParse(session).success) return NO_SESSION
    const who = await links.session(hashOf(session), clock.nowMs())
    const meeting = who && (await meetings.get(who.meetingId))
    return who && meeting && isOpen(meeting) ? succeed({ who, meeting }) : NO_SESSION
  }

  /** In this order: what Kaltura doesn't give changes nothing, and what has ended meanwhile isn't given out. */
  async function goIn(who: JoinSession, before: Meeting, role: Role): Promise<Result<string>> {
    const isHost = leads(before, who.userId, role)
    const refused = refusalOf(before, isHost, clock.nowMs())
    if (refused) return refused
    if (rooms === null || before.room === null) return NO_ROOMS
    if (before.room.provider !== rooms.kind) return OTHER_ROOMS
    const guest = { userId: who.userId, displayName: who.name, isHost, role }
    const launched = await rooms.launchUrl(before.room, before.id, guest)
    if (!launched.ok) return launched
    const entered = await change(before.id, async () => {
      const isFirstTime = !(await meetings.hasJoined(who.meetingId, who.userId))
      const joiner = { userId: who.userId, name: who.name }
      return { command: { type: 'enter', isHost, isFirstTime }, ...(isFirstTime ? { joiner } : {}) }
    })
    return entered.ok ? launched : entered
  }

  return {
    async mint(guildId, meetingId, { userId, displayName }) {
      const meeting = MeetingIdSchema.safeParse(meetingId).success ? await meetings.get(meetingId) : null
      const isTheirs = meeting?.guildId === guildId
      if (meeting === null || !isTheirs || meeting.room === null || meeting.status === 'withdrawn')
        return meetingNotFound()
      const nowMs = clock.nowMs()
      // Whoever has to wait for the host does that on the page.
      const refused = refusalOf({ ...meeting, waitForHost: false }, true, nowMs)
      if (refused) return refused
      const token = newSecret()
      const expiresAtMs = nowMs + LINK_MS
      const link = { meetingId, guildId, userId, name: displayName, tokenHash: hashOf(token), expiresAtMs }
      await links.add(link, MAX_UNOPENED_LINKS - 1)
      return succeed({ url: `${publicUrl}/join/${token}`, expiresAtMs, meeting })
    },
    async open(token) {
      if (!JoinTokenSchema.safeParse(token).success) return SPENT
      const tokenHash = hashOf(token)
      const link = await links.openable(tokenHash, clock.nowMs())
      const meeting = link && (await meetings.get(link.meetingId))
      if (!link || !meeting || !isOpen(meeting)) return SPENT
      const permitted = await roleNow(link)
      if (!permitted.ok) {
        if (permitted.error.code === 'forbidden') await links.takeBack(tokenHash)
        return permitted
      }
      const { role } = permitted.value
      const session = newSecret()
      const nowMs = clock.nowMs()
      const opening = { tokenHash, sessionHash: hashOf(session), role, nowMs }
      if (!(await links.spend({ ...opening, sessionUntilMs: nowMs + JOIN_SESSION_MS }))) return SPENT
      return succeed({ session, visitor: visitorOf({ ...link, role }, meeting), meeting })
    },
    async visitor(session) {
      const found = await sessionOf(session)
      if (!found.ok) return found
      const { who, meeting } = found.value
      return succeed({ visitor: visitorOf(who, meeting), meeting })
    },
    async enter(session) {
      const found = await sessionOf(session)
      if (!found.ok) return found
      const { who, meeting } = found.value
      const permitted = await roleNow(who)
      if (!permitted.ok) return permitted
      const launched = await goIn(who, meeting, permitted.value.role)
      if (!launched.ok) return launched
      const now = await meetings.get(meeting.id)
      return succeed({ launchUrl: launched.value, meeting: now ?? meeting })
    },
    removeExpired: () => links.removeExpired(clock.nowMs()),
  }
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')
/** They are random, so a plain hash is enough to make a copy of the database worthless. */
const hashOf = (secret: string): string => hash('sha256', secret)

const isOpen = ({ status }: Meeting): boolean => status === 'live' || status === 'scheduled'

const leads = ({ owner }: Meeting, userId: string, role: Role): boolean =>
  owner.id === userId || isAtLeast(role, 'moderator')

function visitorOf({ meetingId, guildId, userId, name, role }: JoinSession, meeting: Meeting): Visitor {
  const actor = { userId, displayName: name, role }
  return { meetingId, guildId, actor, isHost: leads(meeting, userId, role) }
}

/** Why nobody like them gets in now. */
function refusalOf(meeting: Meeting, isHost: boolean, nowMs: number) {
  const opens = opensAtMs(meeting)
  if (opens === null) return OVER
  if (nowMs < opens) return notOpen((opens - nowMs) / 1000)
  if (isHost) return null
  return meeting.status === 'scheduled' || isWaitingForHost(meeting) ? WAITING : null
}

const notOpen = (inS: number) =>
  fail('meeting_not_open', 'This meeting has not begun yet. Come back when its time has come.', {
    retryAfterS: Math.max(SOONEST_RETRY_S, Math.ceil(inS)),
  })

const OVER = fail('meeting_ended', 'This meeting is over. Nobody can join it any more.')
const WAITING = fail('waiting_for_host', 'The host has not opened this meeting yet.', {
  retryAfterS: SOONEST_RETRY_S,
})
const OTHER_ROOMS = fail(
  'kaltura_unavailable',
  'The rooms of this server are made in another way since this meeting began. End it and start another one.',
)
const NO_SESSION = fail(
  'unauthenticated',
  'This page no longer holds: the meeting is over, or you joined long ago. Ask for a new link in Discord.',
)
const SPENT = fail(
  'link_spent',
  'This link no longer works: each is for one use within a minute. Ask for a new one in Discord.',
)
