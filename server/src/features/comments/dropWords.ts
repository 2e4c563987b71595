import type { SelectQueryBuilder, Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

type Comments = SelectQueryBuilder<Tables, 'comments', object>

/**
 * Deletes comments, and the events of their rooms up to the one that says what was written. Of those the room's
 * last are kept as a tail for who comes back, so that they go from the front: who lacks them gets the whole room.
 */
export async function dropWords(
  transaction: Transaction<Tables>,
  which: (comments: Comments) => Comments,
): Promise<void> {
  const rows = await which(transaction.selectFrom('comments')).select(['id', 'room_id', 'room_seq']).execute()
  const lastSeqs = new Map<string, number>()
  for (const { room_id, room_seq } of rows)
    lastSeqs.set(room_id, Math.max(room_seq, lastSeqs.get(room_id) ?? 0))
  for (const [roomId, seq] of lastSeqs)
    await transaction
      .deleteFrom('room_events')
      .where('room_id', '=', roomId)
      .where('seq', '<=', seq)
      .execute()
  // In parts: a statement takes only so many values.
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const ids = rows.slice(from, from + AT_ONCE).map(({ id }) => id)
    await transaction.deleteFrom('comments').where('id', 'in', ids).execute()
  }
}

const AT_ONCE = 500
