import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import { type Member, openRoom, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import { EMPTY_REPLICA, helloFrom, type RoomReplica, takeEvents, takeWelcome } from './roomReplica.ts'

const member = (id: string): Member => ({
  id,
  displayName: id,
  avatarUrl: null,
  joinedAtMs: 0,
  stalled: false,
  ignoreWait: false,
  apart: false,
  waitedAtMs: [],
  guest: false,
  outside: false,
})
const joined = (seq: number): CommittedEvent => ({
  seq,
  atMs: 0,
  commandId: `c${seq}`,
  event: { type: 'member.joined', member: member(String(seq)) },
})
const roomAt = (seq: number, id = 'r1'): Room => ({ ...openRoom(id, 'i'), seq })
const knowing = (seq: number, id = 'r1'): RoomReplica => ({ room: roomAt(seq, id), needsSnapshot: false })

describe('the client’s copy of the room', () => {
  it('asks for everything at first and for the tail later', () => {
    expect(helloFrom(EMPTY_REPLICA)).toEqual({ protocol: PROTOCOL_VERSION })
    expect(helloFrom(knowing(7))).toEqual({ protocol: PROTOCOL_VERSION, roomId: 'r1', lastSeq: 7 })
  })

  it('takes events in order, each once', () => {
    const first = takeEvents(knowing(1), { roomId: 'r1', events: [joined(2), joined(3)] })
    expect(first.applied.map(event => event.seq)).toEqual([2, 3])
    const again = takeEvents(first.replica, { roomId: 'r1', events: [joined(2), joined(3), joined(4)] })
    expect(again.applied.map(event => event.seq)).toEqual([4])
    expect(again.replica.room?.members.map(each => each.id)).toEqual(['2', '3', '4'])
    expect(again.needsHello).toBe(false)
  })

  it('notices a gap, keeps what came before it and asks', () => {
    const taken = takeEvents(knowing(1), { roomId: 'r1', events: [joined(2), joined(4)] })
    expect(taken.needsHello).toBe(true)
    expect(taken.replica.room?.seq).toBe(2)
  })

  it('does not mix rooms', () => {
    const taken = takeEvents(knowing(1), { roomId: 'r2', events: [joined(2)] })
    expect(taken).toMatchObject({ needsHello: true, applied: [] })
    expect(taken.replica.room?.seq).toBe(1)
  })

  it('knows nothing to add events to before it is welcomed', () => {
    expect(takeEvents(EMPTY_REPLICA, { roomId: 'r1', events: [joined(1)] }).needsHello).toBe(true)
  })

  it('takes a tail, and events that came before it a second time', () => {
    const early = takeEvents(knowing(5), { roomId: 'r1', events: [joined(6)] })
    const events = [joined(6), joined(7)]
    const taken = takeWelcome(early.replica, { memberId: '1', roomId: 'r1', state: { kind: 'tail', events } })
    expect(taken.replica.room?.seq).toBe(7)
    expect(taken.applied).toHaveLength(1)
  })

  it('asks for a snapshot when a tail does not reach', () => {
    const state = { kind: 'tail', events: [joined(9)] } as const
    const taken = takeWelcome(knowing(5), {
      memberId: '1',
      roomId: 'r1',
      state: { ...state, events: [joined(9)] },
    })
    expect(taken.needsHello).toBe(true)
    expect(helloFrom(taken.replica)).toEqual({ protocol: PROTOCOL_VERSION })
    expect(taken.replica.room?.seq).toBe(5)
  })

  it('takes a snapshot of another room, and not one older than what it knows', () => {
    const snapshot = (room: Room) =>
      ({ memberId: '1', roomId: room.id, state: { kind: 'snapshot', room } }) as const
    expect(takeWelcome(knowing(5), snapshot(roomAt(1, 'r2'))).replica.room?.id).toBe('r2')
    expect(takeWelcome(knowing(5), snapshot(roomAt(4))).replica.room?.seq).toBe(5)
    expect(takeWelcome(knowing(5), snapshot(roomAt(6))).replica.room?.seq).toBe(6)
    const lost = { room: roomAt(5), needsSnapshot: true }
    expect(takeWelcome(lost, snapshot(roomAt(4))).replica).toEqual({ room: roomAt(4), needsSnapshot: false })
  })
})
