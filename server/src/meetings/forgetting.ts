import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Transaction } from 'kysely'
import type { Forgetting, ForgottenUser } from '../platform/database/forgetting.ts'
import type { Tables } from '../platform/database/tables.ts'
import type { Outbox } from '../platform/outbox/outbox.ts'
import { removalsOf } from './meetingEffects.ts'
import { meetingRow, readMeeting } from './meetingRow.ts'

/** Whom a meeting belongs to once its owner has left: nobody has this id at Discord. */
const NOBODY = { id: '0', name: '' } as const

/**
 * Somebody who has left was never there; their meetings go on without saying whose they were, since others may be in
 * them. A server's go with it, and so do the rooms of those that are not over.
 */
export function createMeetingsForgetting(outbox: Pick<Outbox, 'add'>): Forgetting {
  return {
    tables: ['meetings', 'meeting_joins', 'join_links'],
    async guilds(query) {
      const rows = await query.selectFrom('meetings').select('guild_id').distinct().execute()
      return rows.map(row => row.guild_id)
    },
    async forgetUser(transaction, user) {
      const { userId, untilMs } = user
      // Meetings before what belongs to them, as everywhere.
      await forgetOwner(transaction, user)
      await transaction
        .deleteFrom('meeting_joins')
        .where('user_id', '=', userId)
        .where('first_at_ms', '<=', untilMs)
        .execute()
      // Each holds for a minute or some hours, and they may ask for another.
      await transaction.deleteFrom('join_links').where('user_id', '=', userId).execute()
      return null
    },
    async forgetGuild(transaction, { guildId, nowMs }) {
      const rows = await transaction
        .selectFrom('meetings')
        .select(['id', 'status'])
        .where('guild_id', '=', guildId)
        .execute()
      await transaction.deleteFrom('meetings').where('guild_id', '=', guildId).execute()
      const ids = rows.map(({ id }) => id)
      if (ids.length > 0)
        await transaction.deleteFrom('meeting_joins').where('meeting_id', 'in', ids).execute()
      await transaction.deleteFrom('join_links').where('guild_id', '=', guildId).execute()
      const open = rows.filter(({ status }) => status !== 'ended')
      await outbox.add(
        transaction,
        open.flatMap(({ id }) => removalsOf(id, nowMs)),
      )
      return null
    },
  }
}

async function forgetOwner(transaction: Transaction<Tables>, user: ForgottenUser): Promise<void> {
  const rows = await transaction
    .selectFrom('meetings')
    .select('state')
    // An id is digits alone: nothing in it means something to `like`.
    .where(({ eb, or }) => or([eb('owner_id', '=', user.userId), eb('state', 'like', `%"${user.userId}"%`)]))
    .execute()
  for (const before of rows.map(readMeeting)) {
    const meeting = without(before, user)
    if (meeting === before) continue
    // Whoever decides on what it was decides again.
    const { id, ...columns } = meetingRow({ ...meeting, version: before.version + 1 })
    const { numUpdatedRows } = await transaction
      .updateTable('meetings')
      .set(columns)
      .where('id', '=', id)
      .where('version', '=', before.version)
      .executeTakeFirst()
    // All of it is done again then.
    if (numUpdatedRows !== 1n) throw new Error('A meeting has changed while somebody was forgotten in it.')
  }
}

/** The same one where there is nothing to forget, or they have come back since. */
function without(meeting: Meeting, { userId, untilMs }: ForgottenUser): Meeting {
  const isOwner = meeting.owner.id === userId && meeting.createdAtMs <= untilMs
  const hasEnded = meeting.endedBy === userId && (meeting.endedAtMs ?? 0) <= untilMs
  if (!isOwner && !hasEnded) return meeting
  return {
    ...meeting,
    owner: isOwner ? NOBODY : meeting.owner,
    endedBy: hasEnded ? null : meeting.endedBy,
  }
}
