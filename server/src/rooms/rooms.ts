import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Room, VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import type { Logger } from '../platform/logger.ts'
import type { Result } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import type { CommentSource } from './commentSource.ts'
import { Connections } from './connections.ts'
import { Deadlines } from './deadlines.ts'
import { leadFor } from './lead.ts'
import { Membership } from './membership.ts'
import { Presence } from './presence.ts'
import { restoreRoom } from './restoreRoom.ts'
import { createRoomService, type RoomService } from './roomService.ts'
import type { RoomStore } from './roomStore.ts'

interface RoomsOptions {
  readonly store: RoomStore
  readonly clock: RoomClock
  readonly newId: () => string
  readonly logger: Logger
  readonly lookUpVideo: (entryId: string) => Promise<Result<VideoSummary>>
  /** Where an Activity runs; null where nobody knows. */
  readonly placeOf: (instanceId: string) => Promise<string | null>
  /** Left out, there is no server whose comments could be kept. */
  readonly comments?: CommentSource | undefined
  /** Carries a commit to the members. */
  readonly send: (room: Room, events: readonly CommittedEvent[]) => void
}

/** All that keeps rooms going on one node. */
export interface Rooms {
  readonly service: RoomService
  readonly connections: Connections
  readonly presence: Presence
  readonly membership: Membership
  /** Takes up the rooms that were open when this node last lived. */
  restore(lastAliveMs: number): Promise<void>
  close(): Promise<void>
}

export function createRooms(options: RoomsOptions): Rooms {
  const { store, clock, newId, logger, lookUpVideo, placeOf, comments, send } = options
  const connections = new Connections()
  const presence = new Presence({ clock, connections })
  const service = createRoomService({
    store,
    clock,
    newId,
    lookUpVideo,
    placeOf,
    comments,
    leadMs: instanceId => leadFor(presence.oneWayP95sMs(instanceId)),
    broadcast(room, events) {
      send(room, events)
      deadlines.watch(room)
      // Nobody is left to ask for it soon; the store has it.
      if (room.members.length === 0) service.forget(room.instanceId)
    },
  })
  const deadlines = new Deadlines({
    clock,
    logger,
    propose: instanceId =>
      service.execute({ instanceId, actorId: null, commandId: newId(), command: { type: 'room.tick' } }),
  })
  const membership = new Membership({ rooms: service, connections, presence, newId, logger })

  return {
    service,
    connections,
    presence,
    membership,
    async restore(lastAliveMs) {
      for (const room of await store.occupied()) {
        await service.amend(room.instanceId, current => restoreRoom(current, lastAliveMs, clock.nowMs()))
        deadlines.watch((await store.load(room.instanceId)) ?? room)
        membership.expect(room)
      }
    },
    async close() {
      membership.close()
      presence.close()
      deadlines.close()
      await service.idle()
    },
  }
}
