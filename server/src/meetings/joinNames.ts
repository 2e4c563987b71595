import { sql } from 'kysely'
import type { Database } from '../platform/database/openDatabase.ts'

/** Who has joined which meeting, for lists that are asked for again and again. */
export interface JoinNames {
  /** Of each meeting the names of those who came last, the latest first; in one question however many there are. */
  ofAll(meetingIds: readonly string[], atMost: number): Promise<ReadonlyMap<string, readonly string[]>>
}

export const createJoinNames = ({ query }: Pick<Database, 'query'>): JoinNames => ({
  async ofAll(meetingIds, atMost) {
    if (meetingIds.length === 0) return new Map()
    const ranked = query
      .selectFrom('meeting_joins')
      .select(['meeting_id', 'name'])
      .select(
        sql<number>`row_number() over (partition by meeting_id order by first_at_ms desc, user_id)`.as(
          'place',
        ),
      )
      .where('meeting_id', 'in', [...meetingIds])
    const rows = await query
      .selectFrom(ranked.as('ranked'))
      .select(['meeting_id', 'name'])
      .where('place', '<=', atMost)
      .orderBy('meeting_id')
      .orderBy('place')
      .execute()
    const byMeeting = Map.groupBy(rows, row => row.meeting_id)
    return new Map([...byMeeting].map(([id, there]) => [id, there.map(({ name }) => name)]))
  },
})
