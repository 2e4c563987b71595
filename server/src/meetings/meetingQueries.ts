import type { Meeting, MeetingStatus } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import { createJoinNames } from './joinNames.ts'
import { readMeeting } from './meetingRow.ts'

/** Meetings by what is known of them. */
export interface MeetingQueries {
  /** Those of a server that are to be seen: live, planned, or ended since then, the latest of which first. */
  visible(guildId: string, endedSinceMs: number, atMostEnded: number): Promise<readonly Meeting[]>
  /** Those of a server that are live, planned, or being made. */
  countOpen(guildId: string): Promise<number>
  /** Everybody's that are live or planned. */
  open(): Promise<readonly Meeting[]>
  ofRoom(roomId: string): Promise<Meeting | null>
  ofScheduleEvent(scheduleEventId: string): Promise<Meeting | null>
  /** Names of those who have joined, the latest first. */
  namesOf(meetingId: string, atMost: number): Promise<readonly string[]>
}

const OPEN: readonly MeetingStatus[] = ['live', 'scheduled']

export function createMeetingQueries(database: Pick<Database, 'query'>): MeetingQueries {
  const { query } = database
  const names = createJoinNames(database)
  const meetings = () => query.selectFrom('meetings').select('state')
  return {
    async visible(guildId, endedSinceMs, atMostEnded) {
      const [open, ended] = await Promise.all([
        meetings().where('guild_id', '=', guildId).where('status', 'in', OPEN).execute(),
        meetings()
          .where('guild_id', '=', guildId)
          .where('status', '=', 'ended')
          .where('ended_at_ms', '>', Math.round(endedSinceMs))
          .orderBy('ended_at_ms', 'desc')
          .limit(atMostEnded)
          .execute(),
      ])
      return [...open, ...ended].map(readMeeting)
    },
    async countOpen(guildId) {
      const row = await query
        .selectFrom('meetings')
        .select(({ fn }) => fn.countAll().as('open'))
        .where('guild_id', '=', guildId)
        .where('status', 'in', [...OPEN, 'preparing'])
        .executeTakeFirst()
      return Number(row?.open ?? 0)
    },
    async open() {
      const rows = await meetings().where('status', 'in', OPEN).execute()
      return rows.map(readMeeting)
    },
    async ofRoom(roomId) {
      const row = await meetings().where('room_id', '=', roomId).executeTakeFirst()
      return row ? readMeeting(row) : null
    },
    async ofScheduleEvent(scheduleEventId) {
      const row = await meetings().where('schedule_event_id', '=', scheduleEventId).executeTakeFirst()
      return row ? readMeeting(row) : null
    },
    async namesOf(meetingId, atMost) {
      return (await names.ofAll([meetingId], atMost)).get(meetingId) ?? []
    },
  }
}
