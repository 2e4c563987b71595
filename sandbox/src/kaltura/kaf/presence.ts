import { randomUUID } from 'node:crypto'
import type { Hall } from './hall.ts'
import type { Guest } from './readLaunch.ts'

/**
 * - `left`: they went
 * - `elsewhere`: the same user came in again, which is one too many
 * - `ended`: somebody ended the session for everyone
 */
export type Departure = 'left' | 'elsewhere' | 'ended'

export interface Visitor extends Guest {
  readonly id: string
  /** Waiting people are at the door until a moderator is inside. */
  readonly state: 'waiting' | 'inside'
}

/** Somebody was inside for a while. Times are epoch ms. */
export interface Stay extends Guest {
  readonly hallKey: string
  readonly fromMs: number
  /** Null while they are there. */
  readonly toMs: number | null
}

export interface VisitListener {
  /** Who is inside has changed, or whether this one is. */
  readonly onPeople: (people: readonly Visitor[], self: Visitor) => void
  readonly onOver: (departure: Departure) => void
}

/** Who is in which room, and who was. */
export interface Presence {
  enter(hall: Hall, guest: Guest, listener?: VisitListener): string
  leave(visitorId: string): void
  /** Throws everybody out. False where nobody was there. */
  endSession(hallKey: string): boolean
  /** In the order of their coming. */
  people(hallKey: string): readonly Visitor[]
  stays(): readonly Stay[]
  /** After somebody has come in or gone. */
  onChange(listener: (hallKey: string) => void): () => void
}

interface Present {
  readonly hall: Hall
  readonly visitor: Visitor
  readonly listener: VisitListener | undefined
}

export const createPresence = (now: () => number): Presence => {
  const present = new Map<string, Present>()
  const stays: { visitorId: string; stay: Stay }[] = []
  const listeners = new Set<(hallKey: string) => void>()

  const inHall = (key: string): readonly Present[] =>
    [...present.values()].filter(({ hall }) => hall.key === key)
  const people = (key: string): readonly Visitor[] => inHall(key).map(({ visitor }) => visitor)

  const tell = (key: string): void => {
    for (const { visitor, listener } of inHall(key)) listener?.onPeople(people(key), visitor)
    for (const listener of listeners) listener(key)
  }

  const goIn = (id: string, entry: Present): void => {
    const { id: _id, state: _state, ...guest } = entry.visitor
    present.set(id, { ...entry, visitor: { ...entry.visitor, state: 'inside' } })
    stays.push({ visitorId: id, stay: { ...guest, hallKey: entry.hall.key, fromMs: now(), toMs: null } })
  }

  const goOut = (id: string, departure: Departure): void => {
    const entry = present.get(id)
    if (!entry) return
    present.delete(id)
    const index = stays.findIndex(({ visitorId, stay }) => visitorId === id && stay.toMs === null)
    const open = stays[index]
    if (open) stays[index] = { ...open, stay: { ...open.stay, toMs: now() } }
    entry.listener?.onOver(departure)
  }

  const isLed = (key: string): boolean => people(key).some(({ isModerator }) => isModerator)

  return {
    enter: (hall, guest, listener) => {
      for (const { visitor } of inHall(hall.key))
        if (visitor.userId === guest.userId) goOut(visitor.id, 'elsewhere')
      const id = randomUUID()
      present.set(id, { hall, visitor: { ...guest, id, state: 'waiting' }, listener })
      const isOpen = !hall.waitsForModerator || isLed(hall.key)
      if (isOpen)
        for (const entry of inHall(hall.key))
          if (entry.visitor.state === 'waiting') goIn(entry.visitor.id, entry)
      tell(hall.key)
      return id
    },
    leave: id => {
      const key = present.get(id)?.hall.key
      goOut(id, 'left')
      if (key !== undefined) tell(key)
    },
    endSession: key => {
      const everybody = inHall(key)
      for (const { visitor } of everybody) goOut(visitor.id, 'ended')
      if (everybody.length > 0) tell(key)
      return everybody.length > 0
    },
    people,
    stays: () => stays.map(({ stay }) => stay),
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
