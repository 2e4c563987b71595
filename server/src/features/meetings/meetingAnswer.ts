import { isWaitingForHost } from '@kaltura-discord/shared/meetings/decideMeeting.ts'
import type { Meeting, MeetingStatus } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { JoinView, MeetingAnswer } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { kalturaUserId } from '../../kaltura/kalturaUserId.ts'
import type { Visitor } from '../../meetings/joinLinks.ts'

interface Seen {
  readonly publicUrl: string
  /** Of those who have joined last. */
  readonly names: readonly string[]
  readonly mayEnd: boolean
}

/** A meeting as the API shows it to somebody. */
export const toMeetingAnswer = (meeting: Meeting, { publicUrl, names, mayEnd }: Seen): MeetingAnswer => ({
  id: meeting.id,
  title: meeting.title,
  description: meeting.description,
  type: meeting.type,
  status: statusOf(meeting),
  ownerId: kalturaUserId(meeting.owner.id),
  ownerName: meeting.owner.name,
  createdAt: iso(meeting.createdAtMs),
  startsAt: isoOrNull(meeting.plannedAtMs),
  startedAt: isoOrNull(meeting.startedAtMs),
  endedAt: isoOrNull(meeting.endedAtMs),
  waitForHost: meeting.waitForHost,
  isOpen: meeting.status === 'live' && !isWaitingForHost(meeting),
  joined: meeting.joined,
  names: [...names],
  joinUrl: joinPageOf(publicUrl, meeting.id),
  broadcastEntryId: meeting.room?.broadcastEntryId ?? null,
  recordingEntryId: meeting.recording.entryId,
  mayEnd: mayEnd && statusOf(meeting) !== 'ended',
})

/** The meeting as somebody sees it who has opened their link. */
export const toJoinView = (meeting: Meeting, { actor, isHost }: Visitor): JoinView => ({
  title: meeting.title,
  type: meeting.type,
  ownerName: meeting.owner.name,
  displayName: actor.displayName,
  isHost,
  isOwner: meeting.owner.id === actor.userId,
  status: statusOf(meeting),
  startsAt: isoOrNull(meeting.plannedAtMs),
  isWaiting: !isHost && statusOf(meeting) !== 'ended' && isWaitingForHost(meeting),
  discordUrl: discordUrlOf(meeting),
})

/** The page that says how to get a link of one's own. */
const joinPageOf = (publicUrl: string, meetingId: string) => `${publicUrl}/join/${meetingId}`

const discordUrlOf = ({ guildId, channelId }: Meeting) =>
  `https://discord.com/channels/${guildId}${channelId === null ? '' : `/${channelId}`}`

const STATUSES = {
  preparing: 'scheduled',
  scheduled: 'scheduled',
  live: 'active',
  ended: 'ended',
  // Whoever has just called it off sees it once more.
  withdrawn: 'ended',
} as const satisfies Record<MeetingStatus, MeetingAnswer['status']>

const statusOf = ({ status }: Meeting) => STATUSES[status]

const iso = (atMs: number) => new Date(atMs).toISOString()
const isoOrNull = (atMs: number | null) => (atMs === null ? null : iso(atMs))
