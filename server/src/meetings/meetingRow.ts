import { type Meeting, MeetingSchema } from '@kaltura-discord/shared/meetings/meeting.ts'

/** Columns by which meetings are found, and the whole of it. */
export const meetingRow = (meeting: Meeting) => ({
  id: meeting.id,
  guild_id: meeting.guildId,
  status: meeting.status,
  version: meeting.version,
  state: JSON.stringify(meeting),
  room_id: meeting.room?.id ?? null,
  schedule_event_id: meeting.room?.scheduleEventId ?? null,
  owner_id: meeting.owner.id,
  created_at_ms: Math.round(meeting.createdAtMs),
  ended_at_ms: meeting.endedAtMs === null ? null : Math.round(meeting.endedAtMs),
})

export const readMeeting = ({ state }: { state: string }): Meeting => MeetingSchema.parse(JSON.parse(state))
