import { type CommittedEvent, CommittedEventSchema } from '@kaltura-discord/shared/protocol/events.ts'
import { type Room, RoomSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { isDuplicateKey } from '../platform/database/duplicateKey.ts'
import type { Statement } from '../platform/database/guardedWriter.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import { commentStatements } from './commentStatements.ts'
import { type Commit, decidedIn, KEPT_EVENTS, LOOKED_THROUGH, type RoomStore } from './roomStore.ts'

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
    async create(room, nowMs, place = null) {
      const row = { id: room.id, instance_id: room.instanceId, place, ...columnsOf(room, nowMs) }
      try {
        await query.insertInto('rooms').values(row).execute()
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
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
    async keptAt(place, sinceMs) {
      const rows = await query
        .selectFrom('rooms')
        .select(['state', 'updated_at_ms'])
        .where('place', '=', place)
        .where('occupied', '=', 0)
        .where('updated_at_ms', '>=', sinceMs)
        .orderBy('updated_at_ms', 'desc')
        .limit(LOOKED_THROUGH)
        .execute()
      return rows.map(row => ({ room: readRoom(row.state), atMs: row.updated_at_ms }))
    },
    async occupied() {
      const rows = await query.selectFrom('rooms').select('state').where('occupied', '=', 1).execute()
      return rows.map(row => readRoom(row.state))
    },
    async removeEmptyBefore(atMs) {
      const old = await query
        .selectFrom('rooms')
        .select('id')
        .where('occupied', '=', 0)
        .where('updated_at_ms', '<', atMs)
        .execute()
      // One by one, the room before its events as in a commit: nobody waits for long, and none for each other.
      for (const { id } of old) await removeIfStillOld(database, id, atMs)
    },
  }
}

const UPDATE_ROOM =
  'UPDATE rooms SET seq = ?, state = ?, occupied = ?, updated_at_ms = ? WHERE id = ? AND seq = ?'
const TRIM_EVENTS = 'DELETE FROM room_events WHERE room_id = ? AND seq <= ?'
const DECIDED = 'UPDATE rooms SET place = NULL WHERE id = ?'
const REMOVE_ROOM = 'DELETE FROM rooms WHERE id = ? AND occupied = 0 AND updated_at_ms < ?'
const REMOVE_EVENTS = 'DELETE FROM room_events WHERE room_id = ?'

/** The compare-and-set on (room, seq) is all that decides who wins. */
function commitTo({ writer }: Database, { room, events, expectedSeq, nowMs }: Commit): Promise<boolean> {
  const { seq, state, occupied, updated_at_ms } = columnsOf(room, nowMs)
  const trimDue = Math.floor(seq / TRIM_EVERY) > Math.floor(expectedSeq / TRIM_EVERY)
  return writer.write({
    guard: { sql: UPDATE_ROOM, values: [seq, state, occupied, updated_at_ms, room.id, expectedSeq] },
    rest: [
      insertOf(room.id, events),
      ...commentStatements(room.id, events),
      ...decidedIn({ room, events }).map(roomId => ({ sql: DECIDED, values: [roomId] })),
      ...(trimDue ? [{ sql: TRIM_EVENTS, values: [room.id, seq - KEPT_EVENTS] }] : []),
    ],
  })
}

function insertOf(roomId: string, events: readonly CommittedEvent[]): Statement {
  const rows = events.map(() => '(?, ?, ?)').join(', ')
  return {
    sql: `INSERT INTO room_events (room_id, seq, event) VALUES ${rows}`,
    values: events.flatMap(event => [roomId, event.seq, JSON.stringify(event)]),
  }
}

async function removeIfStillOld({ writer }: Database, roomId: string, atMs: number): Promise<void> {
  await writer.write({
    guard: { sql: REMOVE_ROOM, values: [roomId, atMs] },
    rest: [{ sql: REMOVE_EVENTS, values: [roomId] }],
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
