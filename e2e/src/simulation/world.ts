import { setImmediate } from 'node:timers/promises'
import { createRoomClient } from '../../../client/src/sync/roomClient.ts'
import type { RoomClient } from '../../../client/src/sync/roomView.ts'
import { createMemoryRoomStore } from '../../../server/src/rooms/memoryRoomStore.ts'
import type { RoomStore } from '../../../server/src/rooms/roomStore.ts'
import type { MemberCommand } from '../../../shared/src/protocol/commands.ts'
import type { CommittedEvent } from '../../../shared/src/protocol/events.ts'
import type { CommandAck } from '../../../shared/src/protocol/frames.ts'
import type { Room } from '../../../shared/src/room/roomState.ts'
import { FILM, person } from '../../../shared/src/room/testing/stage.ts'
import { createSimulatedServer, INSTANCE, type SimulatedServer } from './simulatedServer.ts'
import { type ServerEnd, SocketPair } from './socketPair.ts'
import { createVirtualTime, type VirtualTime } from './virtualTime.ts'

const ROOM_TIME_BASE_MS = 1_790_000_000_000
/** Longer than any time-out of the client but one second of housekeeping more, ms. */
const HEALING_STEP_MS = 6_000
const HEALING_STEPS = 10

export interface Peer {
  readonly id: string
  readonly client: RoomClient
  readonly line: SocketPair
  /** Every command it has sent, with the answer once there is one. */
  readonly sent: { readonly id: string; readonly command: MemberCommand; answer: CommandAck | null }[]
  send(command: MemberCommand): void
}

/** Several real room clients, the real room service, and a bad network between them. */
export interface World {
  readonly peers: readonly Peer[]
  readonly time: VirtualTime
  readonly store: RoomStore
  server: SimulatedServer
  /** For what the server itself asks of the room. */
  newId(): string
  /** Lets everything happen that needs no more time. */
  settle(): Promise<void>
  /** The process dies; another one takes over on the same database. */
  restartServer(): void
  /** The network is good from now on; returns when there is nothing left to say. */
  heal(): Promise<void>
  truth(): Promise<{ readonly room: Room; readonly events: readonly CommittedEvent[] }>
}

export function createWorld(people: number): World {
  const time = createVirtualTime()
  const store = createMemoryRoomStore()
  const members = new WeakMap<ServerEnd, string>()
  let issued = 0
  const newId = (): string => `server-${++issued}`
  const startServer = (): SimulatedServer =>
    createSimulatedServer({
      store,
      newId,
      nowMs: () => ROOM_TIME_BASE_MS + time.nowMs(),
      video: FILM,
      memberAt: end => members.get(end) ?? 'nobody',
    })
  const lines: SocketPair[] = []

  const createPeer = (index: number): Peer => {
    const id = person(index)
    const line = new SocketPair(() => ({
      ...world.server,
      opened: end => void members.set(end, id),
    }))
    lines.push(line)
    const sent: Peer['sent'] = []
    let next = 0
    const client = createRoomClient({
      getToken: async () => 'token',
      openSocket: () => line,
      timers: time.timers,
      lifecycle: { hidden: () => false, subscribe: () => () => {} },
      newId: () => `${id}-${++next}`,
      onProblem: problem => {
        throw new Error(problem)
      },
    })
    const send = (command: MemberCommand): void => {
      const answer = client.send(command)
      const entry: Peer['sent'][number] = { id: `${id}-${next}`, command, answer: null }
      sent.push(entry)
      void answer.then(ack => {
        entry.answer = ack
      })
    }
    return { id, client, line, sent, send }
  }

  const world: World = {
    peers: [],
    time,
    store,
    server: startServer(),
    newId,
    settle: async () => {
      await setImmediate()
    },
    restartServer: () => {
      world.server.kill()
      world.server = startServer()
      for (const line of lines) line.cut(0)
    },
    heal: async () => {
      world.server.gate.open()
      for (let step = 0; step < HEALING_STEPS; step++) {
        for (const line of lines) line.open()
        await flushAll(world)
        time.advance(HEALING_STEP_MS / HEALING_STEPS)
      }
      await flushAll(world)
    },
    truth: async () => {
      const room = await store.load(INSTANCE)
      if (!room) throw new Error('There is no room.')
      return { room, events: await store.eventsSince(room.id, 0) }
    },
  }
  return Object.assign(world, { peers: Array.from({ length: people }, (_, index) => createPeer(index)) })
}

/** Every frame arrives, and those that come of it. */
async function flushAll(world: World): Promise<void> {
  do {
    for (const { line } of world.peers) {
      while (line.deliverStraggler()) {}
      while (line.deliverToServer()) {}
      while (line.deliverToClient()) {}
    }
    await world.settle()
  } while (world.peers.some(({ line }) => !line.quiet))
}
