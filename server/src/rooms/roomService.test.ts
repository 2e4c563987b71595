import { randomUUID } from 'node:crypto'
import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Welcome } from '@kaltura-discord/shared/protocol/frames.ts'
import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import { evolve } from '@kaltura-discord/shared/room/evolve.ts'
import { openRoom, type Room } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it } from 'vitest'
import { fail, succeed } from '../platform/result.ts'
import { eachDatabase } from '../testing/eachDatabase.ts'
import { createMemoryRoomStore } from './memoryRoomStore.ts'
import { createRoomService, type RoomService } from './roomService.ts'
import type { RoomStore } from './roomStore.ts'
import { createSqlRoomStore } from './sqlRoomStore.ts'

const VIDEO = { entryId: '0_a', name: 'A', kind: 'vod', durationS: 600, dvrWindowS: null } as const
const instanceId = 'instance-1'

function serviceOn(store: RoomStore, heard: CommittedEvent[] = []): RoomService {
  return createRoomService({
    store,
    clock: { nowMs: () => 1_000 },
    newId: randomUUID,
    broadcast: (_room, events) => void heard.push(...events),
    lookUpVideo: async entryId =>
      entryId === VIDEO.entryId ? succeed(VIDEO) : fail('video_not_found', 'Not there.'),
    leadMs: () => 200,
  })
}

const join_ = (service: RoomService, actorId: string) =>
  service.execute({
    instanceId,
    actorId,
    commandId: `join-${actorId}`,
    command: { type: 'room.join', displayName: actorId, avatarUrl: null },
  })
const command = (service: RoomService, actorId: string, commandId: string, wish: MemberCommand) =>
  service.execute({ instanceId, actorId, commandId, command: wish })
const greet = async (service: RoomService, hello: { roomId?: string; lastSeq?: number }) => {
  const welcomes: Welcome[] = []
  await service.greet(
    { instanceId, memberId: '1', hello: { protocol: PROTOCOL_VERSION, ...hello }, seesLibrary: true },
    welcome => welcomes.push(welcome),
  )
  return welcomes[0]
}

describe('the room service', () => {
  it('acknowledges what stands in the store, and tells everybody once', async () => {
    const store = createMemoryRoomStore()
    const heard: CommittedEvent[] = []
    const service = serviceOn(store, heard)
    expect(await join_(service, '1')).toEqual({ ok: true, seq: 2 })
    expect(await command(service, '1', 'watch', { type: 'video.watch', entryId: '0_a' })).toEqual({
      ok: true,
      seq: 4,
    })
    expect((await store.load(instanceId))?.seq).toBe(4)
    expect(heard.map(each => [each.seq, each.event.type])).toEqual([
      [1, 'member.joined'],
      [2, 'control.handed'],
      [3, 'video.changed'],
      [4, 'playback.waited'],
    ])
  })

  it('answers a command that is sent again, and does nothing', async () => {
    const heard: CommittedEvent[] = []
    const service = serviceOn(createMemoryRoomStore(), heard)
    await join_(service, '1')
    await command(service, '1', 'watch', { type: 'video.watch', entryId: '0_a' })
    const before = heard.length
    const again = await command(service, '1', 'watch', { type: 'video.watch', entryId: '0_a' })
    expect(again).toEqual({ ok: true, seq: 4 })
    expect(heard).toHaveLength(before)
  })

  it('answers a video that is sent again from memory, although the library is away by now', async () => {
    const store = createMemoryRoomStore()
    await join_(serviceOn(store), '1')
    const watch = { type: 'video.watch', entryId: '0_a' } as const
    const first = await command(serviceOn(store), '1', 'watch', watch)
    const away = createRoomService({
      store,
      clock: { nowMs: () => 1_000 },
      newId: randomUUID,
      broadcast() {},
      lookUpVideo: async () => fail('kaltura_unavailable', 'Away.'),
      leadMs: () => 200,
    })
    expect(await command(away, '1', 'watch', watch)).toEqual(first)
    expect(await command(away, '1', 'another', watch)).toMatchObject({
      ok: false,
      error: { code: 'kaltura_unavailable' },
    })
  })

  it('passes on why something can not be done', async () => {
    const service = serviceOn(createMemoryRoomStore())
    await join_(service, '1')
    const codeOf = async (actorId: string, wish: MemberCommand) => {
      const ack = await command(service, actorId, 'x', wish)
      return ack.ok ? 'ok' : ack.error.code
    }
    expect(await codeOf('1', { type: 'playback.play' })).toBe('nothing_to_play')
    expect(await codeOf('2', { type: 'playback.play' })).toBe('not_a_member')
    expect(await codeOf('1', { type: 'video.watch', entryId: '0_b' })).toBe('video_not_found')
  })

  it('keeps the order of one member although a look-up takes its time', async () => {
    const heard: CommittedEvent[] = []
    const service = serviceOn(createMemoryRoomStore(), heard)
    await join_(service, '1')
    const acks = await Promise.all([
      command(service, '1', 'watch', { type: 'video.watch', entryId: '0_a' }),
      command(service, '1', 'pause', { type: 'playback.pause' }),
    ])
    expect(acks.map(ack => ack.ok)).toEqual([true, true])
    expect(heard.at(-1)?.event.type).toBe('playback.paused')
  })

  it('sends whoever comes back what they lack, or the whole room', async () => {
    const store = createMemoryRoomStore()
    const service = serviceOn(store)
    await join_(service, '1')
    await command(service, '1', 'watch', { type: 'video.watch', entryId: '0_a' })
    const first = await greet(service, {})
    expect(first?.state).toMatchObject({ kind: 'snapshot', room: { seq: 4 } })
    const roomId = first?.roomId ?? ''
    const tail = await greet(service, { roomId, lastSeq: 1 })
    expect(tail?.state).toMatchObject({ kind: 'tail', events: [{ seq: 2 }, { seq: 3 }, { seq: 4 }] })
    expect((await greet(service, { roomId, lastSeq: 4 }))?.state).toEqual({ kind: 'tail', events: [] })
    expect((await greet(service, { roomId, lastSeq: 9 }))?.state.kind).toBe('snapshot')
    expect((await greet(service, { roomId: 'another', lastSeq: 1 }))?.state.kind).toBe('snapshot')
  })
})

eachDatabase('two services', open => {
  it('never commit the same number twice, and both hear everything (ASVS 2.3.4)', async () => {
    const heard: CommittedEvent[][] = [[], []]
    const stores = [createSqlRoomStore(await open()), createSqlRoomStore(await open())]
    const services = stores.map((store, index) => serviceOn(store, heard[index]))
    await Promise.all(services.map((service, index) => join_(service, String(index + 1))))
    const [first] = services
    if (!first) throw new Error('no service')
    await command(first, '1', 'watch', { type: 'video.watch', entryId: '0_a' })
    const seek = (service: RoomService, index: number) => (_: unknown, step: number) =>
      command(service, String(index + 1), `c-${index}-${step}`, { type: 'playback.seek', positionS: step })
    const acks = await Promise.all(
      services.flatMap((service, index) => Array.from({ length: 100 }, seek(service, index))),
    )
    expect(acks.flatMap(ack => (ack.ok ? [] : ack.error.code))).toEqual([])
    // A service hears of the other's last commits with its own next one.
    await Promise.all(
      services.map((service, index) =>
        command(service, String(index + 1), `end-${index}`, { type: 'playback.pause' }),
      ),
    )
    const store = stores[0]
    const room = await store?.load(instanceId)
    const events = (await store?.eventsSince(room?.id ?? '', 0)) ?? []
    expect(events.map(event => event.seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.at(-1)?.seq).toBe(room?.seq)
    // From its first commit on, each has heard all there is, in order.
    for (const each of heard) expect(each).toEqual(events.slice((each[0]?.seq ?? 0) - 1, each.at(-1)?.seq))
    expect(heard.map(each => each.length > 150)).toEqual([true, true])
    const empty: Room = { ...(await openedRoom(room)), members: [], seq: 0 }
    expect(events.reduce(evolve, empty)).toEqual(room)
  })

  it('never both win, round after round', async () => {
    const stores = [createSqlRoomStore(await open()), createSqlRoomStore(await open())]
    const [store] = stores
    const room = openRoom('room-1', instanceId)
    await store?.create(room, 1)
    const wins = [0, 0]
    for (let seq = 1; seq <= ROUNDS; seq++) {
      const next = { ...room, seq }
      const commits = stores.map((each, index) =>
        each.commit({ room: next, events: [eventBy(index, seq)], expectedSeq: seq - 1, nowMs: 1 }),
      )
      const won = await Promise.all(commits)
      expect(won.filter(Boolean)).toHaveLength(1)
      const winner = won.indexOf(true)
      wins[winner] = (wins[winner] ?? 0) + 1
      // What stands there is what was acknowledged, and the winner's alone.
      expect(await store?.eventsSince(room.id, seq - 1)).toEqual([eventBy(winner, seq)])
    }
    expect(wins.reduce((sum, each) => sum + each, 0)).toBe(ROUNDS)
    expect((await store?.load(instanceId))?.seq).toBe(ROUNDS)
  })
})

const ROUNDS = 1_000
const eventBy = (node: number, seq: number): CommittedEvent => ({
  seq,
  atMs: 1,
  commandId: `node-${node}`,
  event: { type: 'member.left', memberId: String(node), reason: 'left' },
})

async function openedRoom(room: Room | null | undefined): Promise<Room> {
  if (!room) throw new Error('no room')
  return { ...room, video: null, playback: { mode: 'idle' }, recentCommandIds: [] }
}
