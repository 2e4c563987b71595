import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { GUILD, TEXT_CHANNEL } from '../../../../../sandbox/src/discord/identities.ts'

export const NOW_MS = Date.UTC(2026, 10, 21, 12)

/** One that is going on, begun ten minutes ago and opened by its host. */
export const sampleMeeting = (more: Partial<Meeting> = {}): Meeting => ({
  id: 'k7f29x3qab',
  guildId: GUILD.id,
  channelId: TEXT_CHANNEL.id,
  type: 'webinar',
  title: 'Film night',
  description: null,
  status: 'live',
  owner: { id: '1400000000000000001', name: 'Ana' },
  mayMentionEveryone: false,
  plannedAtMs: null,
  startedAtMs: NOW_MS - 600_000,
  openedAtMs: NOW_MS - 500_000,
  endedAtMs: null,
  endedBy: null,
  endReason: null,
  waitForHost: true,
  room: { provider: 'entry', id: '1_room', scheduleEventId: null, broadcastEntryId: null },
  recording: { state: 'awaited', entryId: null },
  joined: 0,
  attendance: null,
  createdAtMs: NOW_MS - 600_000,
  version: 1,
  ...more,
})
