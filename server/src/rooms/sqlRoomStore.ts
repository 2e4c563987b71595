import { type CommittedEvent, CommittedEventSchema } from '@kaltura-discord/shared/protocol/events.ts'
import { type Room, RoomSchema } from '@kaltura-discord/shared/room/roomState.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import { type Commit, KEPT_EVENTS, type RoomStore } from './roomStore.ts'

/** Old events are deleted whenever this many new ones have come. */
const TRIM_EVERY = 100

export function createSqlRoomStore(database: Database): RoomStore {
  const { query } = database
  return {
    async load(instanceId) {
      const row = await query
        .selectFrom('rooms')
        .select('state')
        .where('instance_id', '=', instanceId)
        .executeTakeFirst()
      return row ? readRoom(row.state) : null
    },
    async currentSeq(roomId) {
      const row = await query.selectFrom('rooms').select('seq').where('id', '=', roomId).executeTakeFirst()
      return row?.seq ?? null
    },
    async create(room, nowMs) {
      const { numInsertedOrUpdatedRows } = await query
        .insertInto('rooms')
        .values({ id: room.id, instance_id: room.instanceId, ...columnsOf(room, nowMs) })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows === 1n
    },
    commit: commit => commitTo(database, commit),
    async eventsSince(roomId, seq) {
      const rows = await query
        .selectFrom('room_events')
        .select('event')
        .where('room_id', '=', roomId)
        .where('seq', '>', seq)
        .orderBy('seq')
        .execute()
      return rows.map(row => readEvent(row.event))
    },
    async occupied() {
      const rows = await query.selectFrom('rooms').select('state').where('occupied', '=', 1).execute()
      return rows.map(row => readRoom(row.state))
    },
    async removeEmptyBefore(atMs) {
      await query.transaction().execute(async transaction => {
        const old = transaction
          .selectFrom('rooms')
          .select('id')
          .where('occupied', '=', 0)
          .where('updated_at_ms', '<', atMs)
        await transaction.deleteFrom('room_events').where('room_id', 'in', old).execute()
        await transaction
          .deleteFrom('rooms')
          .where('occupied', '=', 0)
          .where('updated_at_ms', '<', atMs)
          .execute()
      })
    },
  }
}

const UPDATE_ROOM =
  'UPDATE rooms SET seq = ?, state = ?, occupied = ?, updated_at_ms = ? WHERE id = ? AND seq = ?'
const INSERT_EVENT = 'INSERT INTO room_events (room_id, seq, event) VALUES (?, ?, ?)'
const TRIM_EVENTS = 'DELETE FROM room_events WHERE room_id = ? AND seq <= ?'

/** The compare-and-set on (room, seq) is all that decides who wins. */
function commitTo({ writer }: Database, { room, events, expectedSeq, nowMs }: Commit): Promise<boolean> {
  const { seq, state, occupied, updated_at_ms } = columnsOf(room, nowMs)
  return writer.transaction(run => {
    if (run(UPDATE_ROOM, seq, state, occupied, updated_at_ms, room.id, expectedSeq) !== 1) return false
    for (const event of events) run(INSERT_EVENT, room.id, event.seq, JSON.stringify(event))
    const trimDue = Math.floor(seq / TRIM_EVERY) > Math.floor(expectedSeq / TRIM_EVERY)
    if (trimDue) run(TRIM_EVENTS, room.id, seq - KEPT_EVENTS)
    return true
  })
}

const columnsOf = (room: Room, nowMs: number) => ({
  seq: room.seq,
  state: JSON.stringify(room),
  occupied: room.members.length > 0 ? 1 : 0,
  updated_at_ms: Math.round(nowMs),
})

const readRoom = (state: string): Room => RoomSchema.parse(JSON.parse(state))
const readEvent = (event: string): CommittedEvent => CommittedEventSchema.parse(JSON.parse(event))
