import type { RoomStore } from '../../../server/src/rooms/roomStore.ts'

/** A server process that can die: from then on nothing it awaits ever comes back. */
export interface Process {
  readonly alive: boolean
}

const never = <T>(): Promise<T> => new Promise(() => {})

export interface Gate {
  /** Commits wait at a closed gate. */
  close(): void
  open(): void
}

/** The same truth for all processes, reached through a door that can be held shut and that dies with its process. */
export function gateStore(store: RoomStore, process: Process): RoomStore & Gate {
  let shut: PromiseWithResolvers<void> | null = null
  const answered = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!process.alive) return never()
    const result = await work()
    return process.alive ? result : never()
  }
  return {
    load: instanceId => answered(() => store.load(instanceId)),
    currentSeq: roomId => answered(() => store.currentSeq(roomId)),
    create: (room, nowMs, place) => answered(() => store.create(room, nowMs, place)),
    eventsSince: (roomId, seq) => answered(() => store.eventsSince(roomId, seq)),
    keptAt: (place, sinceMs) => answered(() => store.keptAt(place, sinceMs)),
    occupied: () => answered(() => store.occupied()),
    removeEmptyBefore: atMs => answered(() => store.removeEmptyBefore(atMs)),
    commit: async commit => {
      await shut?.promise
      return answered(() => store.commit(commit))
    },
    close: () => {
      shut ??= Promise.withResolvers<void>()
    },
    open: () => {
      shut?.resolve()
      shut = null
    },
  }
}
