import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { EventsFrame, Hello, Welcome } from '@kaltura-discord/shared/protocol/frames.ts'
import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import { evolve } from '@kaltura-discord/shared/room/evolve.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'

/** This client's copy of the room: the same value as the server's, a little later. */
export interface RoomReplica {
  readonly room: Room | null
  /** The events that would lead on from `room` are not to be had: only a snapshot helps. */
  readonly needsSnapshot: boolean
}

export interface Taken {
  readonly replica: RoomReplica
  /** Events that were new, in order; none where a snapshot stood in for them. */
  readonly applied: readonly CommittedEvent[]
  /** Something is missing: say `hello` again. */
  readonly needsHello: boolean
}

export const EMPTY_REPLICA: RoomReplica = { room: null, needsSnapshot: false }

/** What to say to be sent exactly what is missing. */
export function helloFrom({ room, needsSnapshot }: RoomReplica): Hello {
  if (room === null || needsSnapshot) return { protocol: PROTOCOL_VERSION }
  return { protocol: PROTOCOL_VERSION, roomId: room.id, lastSeq: room.seq }
}

export function takeWelcome(replica: RoomReplica, { roomId, state }: Welcome): Taken {
  if (state.kind === 'snapshot') return takeSnapshot(replica, state.room)
  const taken = takeEvents(replica, { roomId, events: state.events })
  // A tail that doesn't fit won't fit the next time either.
  if (!taken.needsHello) return taken
  return { ...taken, replica: { ...taken.replica, needsSnapshot: true } }
}

/** A snapshot that was on its way while newer events came in is old news. */
function takeSnapshot(replica: RoomReplica, room: Room): Taken {
  const known = replica.room
  const isOld = known !== null && known.id === room.id && room.seq < known.seq && !replica.needsSnapshot
  return {
    replica: isOld ? replica : { room, needsSnapshot: false },
    applied: [],
    needsHello: false,
  }
}

export function takeEvents(replica: RoomReplica, { roomId, events }: EventsFrame): Taken {
  if (replica.room === null || replica.room.id !== roomId) return { replica, applied: [], needsHello: true }
  let room = replica.room
  const applied: CommittedEvent[] = []
  for (const event of events) {
    if (event.seq <= room.seq) continue
    if (event.seq !== room.seq + 1) return { replica: { ...replica, room }, applied, needsHello: true }
    room = evolve(room, event)
    applied.push(event)
  }
  return { replica: { ...replica, room }, applied, needsHello: false }
}
