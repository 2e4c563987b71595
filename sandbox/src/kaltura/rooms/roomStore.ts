import { newEntryId } from '../entryId.ts'
import { ENTRY_STATUS } from '../library.ts'
import { defined } from '../writable.ts'
import type { RoomProperties } from './roomProperties.ts'
import { TEMPLATE_ROOMS } from './templateRooms.ts'

/** Values of KalturaRoomType. */
export const ROOM_TYPE = { room: 1, breakout: 2 } as const

/** What the room is like inside. No field of the API says it: it comes from the template. */
export type RoomMode = 'webinar' | 'classroom' | 'meeting'

export interface Room extends Readonly<RoomProperties> {
  readonly id: string
  readonly name: string
  readonly roomType: number
  readonly mode: RoomMode
  readonly status: typeof ENTRY_STATUS.noContent | typeof ENTRY_STATUS.deleted
  readonly createdAt: number
  readonly updatedAt: number
}

/** Without these there is no room. */
export type NewRoom = RoomProperties & Pick<Room, 'name' | 'roomType'>

/** The room entries of one account. */
export interface RoomStore {
  /** Deleted ones too. */
  all(): readonly Room[]
  findLiving(id: string): Room | undefined
  add(properties: NewRoom): Room
  update(id: string, properties: RoomProperties): Room | undefined
  remove(id: string): boolean
  /** After every change; the answer ends that. */
  onChange(listener: (room: Room) => void): () => void
}

export const isTemplateRoom = ({ id }: Room): boolean => TEMPLATE_ROOMS.some(template => template.id === id)

export const createRoomStore = (now: () => number): RoomStore => {
  const nowS = (): number => Math.floor(now() / 1000)
  const rooms = new Map<string, Room>(TEMPLATE_ROOMS.map(room => [room.id, room]))
  const listeners = new Set<(room: Room) => void>()
  const findLiving = (id: string): Room | undefined => {
    const room = rooms.get(id)
    return room?.status === ENTRY_STATUS.deleted ? undefined : room
  }
  const keep = (room: Room): Room => {
    rooms.set(room.id, room)
    for (const listener of listeners) listener(room)
    return room
  }
  return {
    all: () => [...rooms.values()],
    findLiving,
    add: properties => {
      const template = findLiving(properties.templateRoomEntryId ?? '')
      const atS = nowS()
      return keep({
        ...defined({ broadcastEntryId: template?.broadcastEntryId, ...defined(properties) }),
        name: properties.name,
        roomType: properties.roomType,
        id: newEntryId(),
        mode: template?.mode ?? 'meeting',
        status: ENTRY_STATUS.noContent,
        createdAt: atS,
        updatedAt: atS,
      })
    },
    update: (id, properties) => {
      const room = findLiving(id)
      return (
        room &&
        keep({
          ...room,
          ...defined({ ...properties, name: properties.name ?? room.name }),
          roomType: properties.roomType ?? room.roomType,
          updatedAt: nowS(),
        })
      )
    },
    remove: id => {
      const room = findLiving(id)
      if (room) keep({ ...room, status: ENTRY_STATUS.deleted, updatedAt: nowS() })
      return room !== undefined
    },
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
