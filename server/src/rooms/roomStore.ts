import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'

/** How many events of a room are kept for those who come back. */
export const KEPT_EVENTS = 1000

export interface Commit {
  /** The room after the events. */
  readonly room: Room
  /** Numbered on from `expectedSeq` without gaps. */
  readonly events: readonly CommittedEvent[]
  readonly expectedSeq: number
  readonly nowMs: number
}

/** Where rooms are the truth. Whatever an implementation is made of, it must pass `roomStore.test.ts`. */
export interface RoomStore {
  load(instanceId: string): Promise<Room | null>
  /** Null when there is no such room any more. */
  currentSeq(roomId: string): Promise<number | null>
  /** False when the instance has a room already. */
  create(room: Room, nowMs: number): Promise<boolean>
  /** Stores all of it or nothing; false when the room isn't at `expectedSeq` any more. */
  commit(commit: Commit): Promise<boolean>
  /** In order, as far back as they are kept. */
  eventsSince(roomId: string, seq: number): Promise<CommittedEvent[]>
  /** Rooms that somebody is in. */
  occupied(): Promise<Room[]>
  /** Deletes rooms that have been empty since before that time. */
  removeEmptyBefore(atMs: number): Promise<void>
}
