import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import { openRoom, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { createMemoryRoomStore } from './memoryRoomStore.ts'
import { KEPT_EVENTS, type RoomStore } from './roomStore.ts'
import { createSqlRoomStore } from './sqlRoomStore.ts'

const member = (id: string) => ({
  id,
  displayName: `Name of ${id}`,
  avatarUrl: null,
  joinedAtMs: 1,
  stalled: false,
  ignoreWait: false,
  waitedAtMs: [],
})
const left = (seq: number): CommittedEvent => ({
  seq,
  atMs: 1,
  commandId: `c-${seq}`,
  event: { type: 'member.left', memberId: '1', reason: 'left' },
})
const at = (room: Room, seq: number): Room => ({ ...room, seq })

describe('rooms in memory', () => contract(async () => createMemoryRoomStore()))
eachDatabase('rooms', open => contract(async () => createSqlRoomStore(await open())))

function contract(open: () => Promise<RoomStore>): void {
  const room = openRoom('room-1', 'instance-1')

  it('are found by their instance, once created', async () => {
    const store = await open()
    expect(await store.load('instance-1')).toBeNull()
    expect(await store.create(room, 1)).toBe(true)
    expect(await store.load('instance-1')).toEqual(room)
    expect(await store.create(openRoom('room-2', 'instance-1'), 1)).toBe(false)
    expect(await store.load('instance-1')).toEqual(room)
  })

  it('take a commit only at the number it was decided on', async () => {
    const store = await open()
    await store.create(room, 1)
    const commit = { room: at(room, 2), events: [left(1), left(2)], expectedSeq: 0, nowMs: 1 }
    expect(await store.commit(commit)).toBe(true)
    expect(await store.commit(commit)).toBe(false)
    expect(await store.commit({ ...commit, expectedSeq: 3 })).toBe(false)
    expect(await store.load('instance-1')).toEqual(at(room, 2))
    expect([await store.currentSeq('room-1'), await store.currentSeq('room-2')]).toEqual([2, null])
    expect(await store.eventsSince('room-1', 0)).toEqual([left(1), left(2)])
    expect(await store.eventsSince('room-1', 1)).toEqual([left(2)])
  })

  it('keep the last events and no more', async () => {
    const store = await open()
    await store.create(room, 1)
    const last = KEPT_EVENTS + 200
    for (let seq = 1; seq <= last; seq++)
      await store.commit({ room: at(room, seq), events: [left(seq)], expectedSeq: seq - 1, nowMs: 1 })
    const kept = await store.eventsSince('room-1', 0)
    expect(kept).toHaveLength(KEPT_EVENTS)
    expect(kept.at(-1)?.seq).toBe(last)
  })

  it('are forgotten when they have been empty for long', async () => {
    const store = await open()
    const occupied = openRoom('room-2', 'instance-2')
    await store.create(room, 1)
    await store.create(occupied, 1)
    const members = [member('1')]
    await store.commit({ room: { ...at(occupied, 1), members }, events: [left(1)], expectedSeq: 0, nowMs: 1 })
    await store.commit({ room: at(room, 1), events: [left(1)], expectedSeq: 0, nowMs: 1 })
    await store.removeEmptyBefore(1)
    expect(await store.load('instance-1')).not.toBeNull()
    await store.removeEmptyBefore(2)
    expect(await store.load('instance-1')).toBeNull()
    expect(await store.eventsSince('room-1', 0)).toEqual([])
    expect((await store.occupied()).map(each => each.id)).toEqual(['room-2'])
  })
}
