import { lentOf } from '@kaltura-discord/shared/room/mayControl.ts'
import type { Control, QueueItem, Room } from '@kaltura-discord/shared/room/roomState.ts'
import { RoomSchema } from '@kaltura-discord/shared/room/roomState.ts'
import type { Transaction } from 'kysely'
import type { Forgetting } from '../platform/database/forgetting.ts'
import type { Tables } from '../platform/database/tables.ts'

/** Stands where somebody was; no account has this id. */
const NOBODY = '0'

/**
 * Empty rooms forget who had added what they keep. Rooms with people in them hold the names of those who are there, and
 * are gone a day after the last has left.
 */
export const roomsForgetting: Forgetting = {
  tables: ['rooms', 'room_events'],
  async forgetUser(transaction, { userId, untilMs }) {
    const rows = await transaction
      .selectFrom('rooms')
      .select(['id', 'seq', 'state'])
      .where('occupied', '=', 0)
      .where('updated_at_ms', '<=', untilMs)
      .where('state', 'like', `%"${userId}"%`)
      .execute()
    for (const { id, seq, state } of rows) {
      const room = withoutPerson(RoomSchema.parse(JSON.parse(state)), userId)
      const { numUpdatedRows } = await transaction
        .updateTable('rooms')
        .set({ state: JSON.stringify(room) })
        .where('id', '=', id)
        .where('seq', '=', seq)
        .executeTakeFirst()
      // Otherwise somebody has come in meanwhile. Who comes back without these events gets the whole room.
      if (numUpdatedRows === 1n) await removeEvents(transaction, [id])
    }
    return null
  },
  async forgetGuild(transaction, { guildId }) {
    const empty = transaction
      .selectFrom('rooms')
      .select('id')
      .where('occupied', '=', 0)
      .where('place', 'like', `${guildId}/%`)
    const ids = (await empty.execute()).map(({ id }) => id)
    if (ids.length === 0) return null
    await transaction.deleteFrom('rooms').where('id', 'in', ids).where('occupied', '=', 0).execute()
    await removeEvents(transaction, ids)
    return null
  },
}

async function removeEvents(transaction: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await transaction.deleteFrom('room_events').where('room_id', 'in', ids).execute()
}

function withoutPerson(room: Room, userId: string): Room {
  const nameless = (item: QueueItem): QueueItem =>
    item.by === userId ? { ...item, by: NOBODY, byName: '' } : item
  const { queue, offer, playback } = room
  return {
    ...room,
    playback: 'by' in playback && playback.by === userId ? { ...playback, by: null } : playback,
    queue: {
      ...queue,
      items: queue.items.map(nameless),
      current: queue.current && nameless(queue.current),
      suggestions: queue.suggestions.map(nameless),
    },
    control: withoutHost(room.control, userId),
    // It is long over.
    undo: null,
    offer: offer && { ...offer, items: offer.items.map(nameless) },
  }
}

/** What somebody had to do with who controls. In an empty room nobody is host, and nothing is voted on. */
function withoutHost(control: Control, userId: string): Control {
  const lent = lentOf(control)
    .filter(({ fromId }) => fromId !== userId)
    .map(each => (each.toId === userId ? { ...each, toId: null } : each))
  return {
    ...control,
    lent: lent.at(-1) ?? null,
    lentBefore: lent.slice(0, -1),
    ballot: null,
    lostVotes: control.lostVotes.filter(({ by }) => by !== userId),
  }
}
