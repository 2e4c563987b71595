import { createRoomService, type RoomService } from '../../../server/src/rooms/roomService.ts'
import type { RoomStore } from '../../../server/src/rooms/roomStore.ts'
import type { CommittedEvent } from '../../../shared/src/protocol/events.ts'
import { ClockProbeSchema, CommandFrameSchema, HelloSchema } from '../../../shared/src/protocol/frames.ts'
import type { VideoSummary } from '../../../shared/src/room/roomState.ts'
import { type Gate, gateStore } from './gatedStore.ts'
import type { Frame, NetworkSide, ServerEnd } from './socketPair.ts'

export const INSTANCE = 'i-1-gc-2-3'

interface ServerOptions {
  readonly store: RoomStore
  readonly nowMs: () => number
  readonly newId: () => string
  readonly video: VideoSummary
  /** Which member is at the other end. */
  readonly memberAt: (end: ServerEnd) => string
}

export interface SimulatedServer extends NetworkSide {
  readonly rooms: RoomService
  readonly gate: Gate
  /** Room time, epoch ms. */
  readonly nowMs: () => number
  /** Like SIGKILL: a commit that waits may stand in the store, but nobody is ever told. */
  kill(): void
}

/** The product's own room service behind the wire of the Activity, without sockets. */
export function createSimulatedServer(options: ServerOptions): SimulatedServer {
  const { nowMs, newId, video, memberAt } = options
  const life = { alive: true }
  const store = gateStore(options.store, life)
  const subscribed = new Set<ServerEnd>()
  const broadcast = ({ id }: { readonly id: string }, events: readonly CommittedEvent[]): void => {
    if (life.alive) for (const end of subscribed) end.send('events', { roomId: id, events })
  }
  const rooms = createRoomService({
    store,
    clock: { nowMs },
    newId,
    broadcast,
    lookUpVideo: async () => ({ ok: true, value: video }),
    leadMs: () => 200,
  })

  const hello = async (end: ServerEnd, { payload, acknowledge }: Frame): Promise<void> => {
    const memberId = memberAt(end)
    const command = { type: 'room.join', displayName: memberId, avatarUrl: null } as const
    await rooms.execute({ instanceId: INSTANCE, actorId: memberId, commandId: newId(), command })
    const hello = HelloSchema.parse(payload)
    await rooms.greet({ instanceId: INSTANCE, memberId, hello, seesLibrary: true }, welcome => {
      if (end.open) subscribed.add(end)
      acknowledge?.({ ok: true, welcome })
    })
  }
  const command = async (end: ServerEnd, { payload, acknowledge }: Frame): Promise<void> => {
    const { id, command } = CommandFrameSchema.parse(payload)
    acknowledge?.(
      await rooms.execute({ instanceId: INSTANCE, actorId: memberAt(end), commandId: id, command }),
    )
  }

  return {
    rooms,
    gate: store,
    nowMs,
    opened: () => {},
    closed: end => void subscribed.delete(end),
    received: (end, frame) => {
      if (!life.alive) return
      if (frame.event === 'hello') void hello(end, frame)
      if (frame.event === 'command') void command(end, frame)
      if (frame.event === 'clock')
        frame.acknowledge?.({
          ...ClockProbeSchema.parse(frame.payload),
          receivedMs: nowMs(),
          repliedMs: nowMs(),
        })
    },
    kill: () => {
      life.alive = false
      subscribed.clear()
      store.open()
    },
  }
}
