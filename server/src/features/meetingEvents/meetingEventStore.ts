import * as z from 'zod'
import type { Database } from '../../platform/database/openDatabase.ts'

const RowSchema = z.object({
  eventId: z.string().nullable(),
  state: z.enum(['making', 'made', 'gone']),
  contentHash: z.string(),
})

/** What is known of a meeting's scheduled event: written down before it is made, and afterwards. */
export type MeetingEventRow = z.infer<typeof RowSchema>

interface Whose {
  readonly meetingId: string
  readonly guildId: string
}

export interface MeetingEventStore {
  get(meetingId: string): Promise<MeetingEventRow | null>
  making(whose: Whose, atMs: number): Promise<void>
  made(meetingId: string, eventId: string, contentHash: string): Promise<void>
  /** It says that now. */
  says(meetingId: string, contentHash: string): Promise<void>
  /** Somebody has deleted it. */
  gone(meetingId: string): Promise<void>
  removeBefore(ms: number): Promise<void>
}

export function createMeetingEventStore({ query }: Pick<Database, 'query'>): MeetingEventStore {
  async function change(
    meetingId: string,
    values: { event_id?: string; state?: MeetingEventRow['state']; content_hash?: string },
  ): Promise<void> {
    await query.updateTable('meeting_events').set(values).where('meeting_id', '=', meetingId).execute()
  }

  return {
    async get(meetingId) {
      const row = await query
        .selectFrom('meeting_events')
        .select(['event_id as eventId', 'state', 'content_hash as contentHash'])
        .where('meeting_id', '=', meetingId)
        .executeTakeFirst()
      return row === undefined ? null : RowSchema.parse(row)
    },
    async making({ meetingId, guildId }, atMs) {
      await query
        .insertInto('meeting_events')
        .values({
          meeting_id: meetingId,
          guild_id: guildId,
          event_id: null,
          state: 'making',
          content_hash: '',
          at_ms: Math.round(atMs),
        })
        .execute()
    },
    made: (meetingId, eventId, contentHash) =>
      change(meetingId, { event_id: eventId, state: 'made', content_hash: contentHash }),
    says: (meetingId, contentHash) => change(meetingId, { content_hash: contentHash }),
    gone: meetingId => change(meetingId, { state: 'gone' }),
    async removeBefore(ms) {
      await query.deleteFrom('meeting_events').where('at_ms', '<', Math.round(ms)).execute()
    },
  }
}
