import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Transaction } from 'kysely'
import { isDuplicateKey } from '../platform/database/duplicateKey.ts'
import { isDeadlock } from '../platform/database/mysqlErrors.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import type { Tables } from '../platform/database/tables.ts'
import type { Effect, Outbox } from '../platform/outbox/outbox.ts'
import type { Joiner } from './meetingEffects.ts'
import { meetingRow, readMeeting } from './meetingRow.ts'

export interface MeetingChange {
  readonly meeting: Meeting
  /** What it was decided on. */
  readonly expectedVersion: number
  /** Kept together with it, or not at all. */
  readonly effects: readonly Effect[]
  /** Whoever goes in for the first time. */
  readonly joiner: Joiner | null
  readonly nowMs: number
}

export interface MeetingStore {
  /** False when there is one with this id. */
  insert(meeting: Meeting, effects: readonly Effect[]): Promise<boolean>
  /** Also one that isn't there for anybody else. */
  get(meetingId: string): Promise<Meeting | null>
  /** False when somebody was first: then nothing of it is done. */
  commit(change: MeetingChange): Promise<boolean>
  hasJoined(meetingId: string, userId: string): Promise<boolean>
  /** With all that belongs to it. */
  remove(meetingId: string): Promise<void>
  removeEndedBefore(atMs: number): Promise<void>
}

export function createMeetingStore(
  { query }: Pick<Database, 'query'>,
  outbox: Pick<Outbox, 'add'>,
): MeetingStore {
  /** False where somebody else was first, or has something that only one can have. */
  async function attempt(work: (transaction: Transaction<Tables>) => Promise<boolean>): Promise<boolean> {
    try {
      return await query.transaction().execute(work)
    } catch (error) {
      if (isDuplicateKey(error) || isDeadlock(error)) return false
      throw error
    }
  }

  const remove = async (transaction: Transaction<Tables>, meetingId: string): Promise<void> => {
    await transaction.deleteFrom('meetings').where('id', '=', meetingId).execute()
    await transaction.deleteFrom('meeting_joins').where('meeting_id', '=', meetingId).execute()
    await transaction.deleteFrom('join_links').where('meeting_id', '=', meetingId).execute()
  }

  return {
    insert: (meeting, effects) =>
      attempt(async transaction => {
        await transaction.insertInto('meetings').values(meetingRow(meeting)).execute()
        await outbox.add(transaction, effects)
        return true
      }),
    async get(meetingId) {
      const row = await query
        .selectFrom('meetings')
        .select('state')
        .where('id', '=', meetingId)
        .executeTakeFirst()
      return row ? readMeeting(row) : null
    },
    commit: ({ meeting, expectedVersion, effects, joiner, nowMs }) =>
      attempt(async transaction => {
        const { id, ...columns } = meetingRow(meeting)
        const { numUpdatedRows } = await transaction
          .updateTable('meetings')
          .set(columns)
          .where('id', '=', id)
          .where('version', '=', expectedVersion)
          .executeTakeFirst()
        if (numUpdatedRows !== 1n) return false
        if (joiner)
          await transaction
            .insertInto('meeting_joins')
            .values({
              meeting_id: id,
              user_id: joiner.userId,
              name: joiner.name,
              first_at_ms: Math.round(nowMs),
            })
            .execute()
        // In the same instant: a link to what is over is worth nothing.
        if (meeting.status === 'ended' || meeting.status === 'withdrawn')
          await transaction.deleteFrom('join_links').where('meeting_id', '=', id).execute()
        if (effects.length > 0) await outbox.add(transaction, effects)
        return true
      }),
    async hasJoined(meetingId, userId) {
      const row = await query
        .selectFrom('meeting_joins')
        .select('user_id')
        .where('meeting_id', '=', meetingId)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return row !== undefined
    },
    async remove(meetingId) {
      await query.transaction().execute(transaction => remove(transaction, meetingId))
    },
    async removeEndedBefore(atMs) {
      const old = await query
        .selectFrom('meetings')
        .select('id')
        .where('ended_at_ms', '<', Math.round(atMs))
        .execute()
      for (const { id } of old) await query.transaction().execute(transaction => remove(transaction, id))
    },
  }
}
