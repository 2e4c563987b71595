import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import { decidedIn, KEPT_EVENTS, LOOKED_THROUGH, type RoomStore } from './roomStore.ts'

interface Held {
  room: Room
  events: CommittedEvent[]
  updatedAtMs: number
  place: string | null
}

/** Rooms that live as long as the process: for simulations and trials. */
export function createMemoryRoomStore(): RoomStore {
  const held = new Map<string, Held>()
  const byId = (roomId: string) => [...held.values()].find(each => each.room.id === roomId)
  return {
    async load(instanceId) {
      return held.get(instanceId)?.room ?? null
    },
    async currentSeq(roomId) {
      return byId(roomId)?.room.seq ?? null
    },
    async create(room, nowMs, place = null) {
      if (held.has(room.instanceId)) return false
      held.set(room.instanceId, { room, events: [], updatedAtMs: nowMs, place })
      return true
    },
    async commit({ room, events, expectedSeq, nowMs }) {
      const before = held.get(room.instanceId)
      if (before?.room.id !== room.id || before.room.seq !== expectedSeq) return false
      before.room = room
      before.events.push(...events)
      before.events.splice(0, Math.max(0, before.events.length - KEPT_EVENTS))
      before.updatedAtMs = nowMs
      const decided = decidedIn({ room, events })
      for (const each of held.values()) if (decided.includes(each.room.id)) each.place = null
      return true
    },
    async eventsSince(roomId, seq) {
      return byId(roomId)?.events.filter(event => event.seq > seq) ?? []
    },
    async keptAt(place, sinceMs) {
      return [...held.values()]
        .filter(each => each.place === place && each.room.members.length === 0)
        .filter(each => each.updatedAtMs >= sinceMs)
        .toSorted((one, other) => other.updatedAtMs - one.updatedAtMs)
        .slice(0, LOOKED_THROUGH)
        .map(({ room, updatedAtMs: atMs }) => ({ room, atMs }))
    },
    async occupied() {
      return [...held.values()].filter(each => each.room.members.length > 0).map(each => each.room)
    },
    async removeEmptyBefore(atMs) {
      for (const [instanceId, { room, updatedAtMs }] of held)
        if (room.members.length === 0 && updatedAtMs < atMs) held.delete(instanceId)
    },
  }
}
