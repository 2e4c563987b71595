import { randomUUID } from 'node:crypto'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Closing } from '@kaltura-discord/shared/protocol/frames.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../platform/logger.ts'
import { fail, succeed } from '../platform/result.ts'
import type { Connection } from './connections.ts'
import { CHECK_EVERY_MS, InstanceChecks } from './instanceChecks.ts'
import { GRACE_MS, SILENT_GRACE_MS } from './membership.ts'
import { createMemoryRoomStore } from './memoryRoomStore.ts'
import { createRooms, type Rooms } from './rooms.ts'

const instanceId = 'instance-1'
const logger = createLogger({ level: 'silent', secrets: [] })

let rooms: Rooms
let store: ReturnType<typeof createMemoryRoomStore>
let heard: CommittedEvent[]

beforeEach(() => {
  vi.useFakeTimers()
  store = createMemoryRoomStore()
  heard = []
  rooms = newRooms()
})
afterEach(async () => {
  await rooms.close()
  vi.useRealTimers()
})

function newRooms(): Rooms {
  return createRooms({
    store,
    clock: { nowMs: () => Date.now() },
    newId: () => randomUUID(),
    logger,
    lookUpVideo: async entryId =>
      succeed({ entryId, name: 'A', kind: 'vod', durationS: 600, dvrWindowS: null }),
    placeOf: async () => null,
    send: (_room, events) => void heard.push(...events),
  })
}

interface TestConnection extends Connection {
  readonly closings: Closing[]
}

function connectionOf(memberId: string): TestConnection {
  const closings: Closing[] = []
  return {
    instanceId,
    memberId,
    guildId: null,
    closings,
    close: closing => void closings.push(closing),
    sendPresence() {},
  }
}

async function come(memberId: string): Promise<TestConnection> {
  const connection = connectionOf(memberId)
  rooms.membership.connected(connection)
  await rooms.membership.join(connection, { displayName: memberId, avatarUrl: null })
  return connection
}

const members = async () => (await store.load(instanceId))?.members.map(member => member.id) ?? []
const departures = () =>
  heard.flatMap(({ event }) => (event.type === 'member.left' ? [`${event.memberId} ${event.reason}`] : []))

describe('members and their connections', () => {
  it('stay for a while without one, and then leave', async () => {
    const ana = await come('1')
    await come('2')
    rooms.membership.disconnected(ana)
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1)
    expect(await members()).toEqual(['1', '2'])
    await vi.advanceTimersByTimeAsync(1)
    expect(departures()).toEqual(['1 gone'])
  })

  it('leave sooner when their line has died in silence', async () => {
    const ana = await come('1')
    await come('2')
    rooms.membership.disconnected(ana, SILENT_GRACE_MS)
    await vi.advanceTimersByTimeAsync(SILENT_GRACE_MS)
    expect(departures()).toEqual(['1 gone'])
  })

  it('that come back in time have never been away', async () => {
    const ana = await come('1')
    rooms.membership.disconnected(ana)
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1)
    await come('1')
    await vi.advanceTimersByTimeAsync(GRACE_MS * 2)
    expect(await members()).toEqual(['1'])
    expect(heard.map(({ event }) => event.type)).toEqual(['member.joined', 'control.handed'])
  })

  it('have one connection that counts', async () => {
    const first = await come('1')
    const second = await come('1')
    expect(first.closings).toEqual([{ reason: 'replaced' }])
    rooms.membership.disconnected(first)
    await vi.advanceTimersByTimeAsync(GRACE_MS * 2)
    expect(await members()).toEqual(['1'])
    expect(second.closings).toEqual([])
  })

  it('that say goodbye are gone at once', async () => {
    const ana = await come('1')
    rooms.membership.left(ana)
    await vi.advanceTimersByTimeAsync(0)
    expect(departures()).toEqual(['1 left'])
    rooms.membership.disconnected(ana)
    await vi.advanceTimersByTimeAsync(GRACE_MS * 2)
    expect(departures()).toEqual(['1 left'])
  })

  it('that lose the connection while joining do not stay for ever', async () => {
    const ana = connectionOf('1')
    rooms.membership.connected(ana)
    const joining = rooms.membership.join(ana, { displayName: 'Ana', avatarUrl: null })
    rooms.membership.left(ana)
    await joining
    await vi.advanceTimersByTimeAsync(GRACE_MS)
    expect(await members()).toEqual([])
  })

  it('that were here before a restart are expected back, and no longer', async () => {
    await come('1')
    await come('2')
    await rooms.close()
    rooms = newRooms()
    await rooms.restore(Date.now())
    await come('2')
    await vi.advanceTimersByTimeAsync(GRACE_MS)
    expect(await members()).toEqual(['2'])
    expect(departures()).toEqual(['1 gone'])
  })
})

describe('what Discord says about who is here', () => {
  it('shows out whoever is missing twice, and nobody while Discord is silent', async () => {
    const ana = await come('1')
    const ben = await come('2')
    let answer = async () => succeed<readonly string[]>(['1'])
    const removed: string[] = []
    const checks = new InstanceChecks({
      connections: rooms.connections,
      everyMs: CHECK_EVERY_MS,
      participants: () => answer(),
      remove: connection => {
        removed.push(connection.memberId)
        rooms.membership.removed(connection)
      },
      logger,
    })
    checks.start()
    await vi.advanceTimersByTimeAsync(30_000)
    answer = async () => succeed<readonly string[]>(['1', '2'])
    await vi.advanceTimersByTimeAsync(29_000)
    expect(removed).toEqual([])
    const silent = async () => fail('discord_unavailable', 'Away.')
    const away = new InstanceChecks({
      connections: rooms.connections,
      everyMs: CHECK_EVERY_MS,
      participants: silent,
      remove: connection => void removed.push(connection.memberId),
      logger,
    })
    await away.checkAll()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(removed).toEqual([])
    answer = async () => succeed<readonly string[]>(['1'])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(removed).toEqual(['2'])
    expect([ana.closings, ben.closings]).toEqual([[], [{ reason: 'removed' }]])
    expect(departures()).toEqual(['2 removed'])
    checks.close()
    away.close()
  })

  it('is asked one round at a time', async () => {
    await come('1')
    let asked = 0
    const late = Promise.withResolvers<ReturnType<typeof succeed<readonly string[]>>>()
    const checks = new InstanceChecks({
      connections: rooms.connections,
      everyMs: CHECK_EVERY_MS,
      participants: () => {
        asked += 1
        return late.promise
      },
      remove: () => {},
      logger,
    })
    checks.start()
    await vi.advanceTimersByTimeAsync(3 * CHECK_EVERY_MS)
    expect(asked).toBe(1)
    late.resolve(succeed(['1']))
    await vi.advanceTimersByTimeAsync(CHECK_EVERY_MS)
    expect(asked).toBe(2)
    checks.close()
  })
})

describe('what is due by itself', () => {
  it('ends a wait that nobody answers', async () => {
    await come('1')
    await rooms.service.execute({
      instanceId,
      actorId: '1',
      commandId: 'watch',
      command: { type: 'video.watch', entryId: '0_a' },
    })
    const modes = async () => (await store.load(instanceId))?.playback.mode
    expect(await modes()).toBe('waiting')
    await vi.advanceTimersByTimeAsync(12_100)
    expect(await modes()).toBe('playing')
    await vi.advanceTimersByTimeAsync(601_000)
    expect(await modes()).toBe('ended')
  })

  it('is due after a restart too; a long absence pauses where the server went', async () => {
    await come('1')
    const watch = { type: 'video.watch', entryId: '0_a' } as const
    await rooms.service.execute({ instanceId, actorId: '1', commandId: 'watch', command: watch })
    await vi.advanceTimersByTimeAsync(12_100)
    const startedMs = Date.now()
    await rooms.close()
    await vi.advanceTimersByTimeAsync(30_000)
    rooms = newRooms()
    await rooms.restore(startedMs)
    expect((await store.load(instanceId))?.playback.mode).toBe('playing')
    await rooms.close()
    await vi.advanceTimersByTimeAsync(50_000)
    rooms = newRooms()
    await rooms.restore(startedMs)
    const playback = (await store.load(instanceId))?.playback
    expect(playback?.mode === 'paused' && Math.abs(playback.positionS)).toBeLessThan(0.5)
  })
})
