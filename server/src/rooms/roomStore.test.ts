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
  apart: false,
  waitedAtMs: [],
  guest: false,
  outside: false,
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

  it('QU10 are found by their place once they are empty, the last first, and none of before', async () => {
    const store = await open()
    const roomOf = (name: string) => openRoom(`room-${name}`, `instance-${name}`)
    await store.create(roomOf('old'), 1, 'here')
    await store.create(roomOf('one'), 10, 'here')
    await store.create(roomOf('two'), 20, 'here')
    await store.create(roomOf('elsewhere'), 30, 'there')
    await store.create(roomOf('nowhere'), 30)
    const members = [member('1')]
    await store.create({ ...roomOf('occupied'), members }, 30, 'here')
    const kept = await store.keptAt('here', 10)
    expect(kept).toEqual([
      { room: roomOf('two'), atMs: 20 },
      { room: roomOf('one'), atMs: 10 },
    ])
  })

  it('QU12 are found no more once somebody has decided about what they kept', async () => {
    const store = await open()
    await store.create(openRoom('before', 'instance-before'), 1, 'here')
    await store.create(room, 2, 'here')
    const event = { type: 'offer.declined', fromRoomId: 'before', by: '1' } as const
    const events = [{ seq: 1, atMs: 3, commandId: 'c-1', event }]
    await store.commit({ room: { ...at(room, 1), members: [member('1')] }, events, expectedSeq: 0, nowMs: 3 })
    expect(await store.keptAt('here', 0)).toEqual([])
    expect(await store.load('instance-before')).not.toBeNull()
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
