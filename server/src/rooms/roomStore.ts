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

export interface KeptRoom {
  readonly room: Room
  /** When its last member left. */
  readonly atMs: number
}

/** Rooms without anything to go on with that are looked through for one that has something. */
export const LOOKED_THROUGH = 8

/** The rooms about whose offer this has decided. One that has kept its own stays at its place: it may keep another. */
export const decidedIn = ({ room, events }: Pick<Commit, 'room' | 'events'>): string[] =>
  events
    .flatMap(({ event }) =>
      event.type === 'offer.restored' || event.type === 'offer.declined' ? event.fromRoomId : [],
    )
    .filter(id => id !== room.id)

/** Where rooms are the truth. Whatever an implementation is made of, it must pass `roomStore.test.ts`. */
export interface RoomStore {
  load(instanceId: string): Promise<Room | null>
  /** Null when there is no such room any more. */
  currentSeq(roomId: string): Promise<number | null>
  /** False when the instance has a room already. `place`: see `keptAt`. */
  create(room: Room, nowMs: number, place?: string | null): Promise<boolean>
  /** Stores all of it or nothing; false when the room isn't at `expectedSeq` any more. */
  commit(commit: Commit): Promise<boolean>
  /** In order, as far back as they are kept. */
  eventsSince(roomId: string, seq: number): Promise<CommittedEvent[]>
  /**
   * Rooms of that place that have emptied since, the newest first: some of them, and none about whose offer somebody has
   * decided, which a commit of `offer.restored` or `offer.declined` says in any room.
   */
  keptAt(place: string, sinceMs: number): Promise<readonly KeptRoom[]>
  /** Rooms that somebody is in. */
  occupied(): Promise<Room[]>
  /** Deletes rooms that have been empty since before that time. */
  removeEmptyBefore(atMs: number): Promise<void>
}
