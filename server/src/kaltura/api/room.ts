import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'
import { DoneSchema } from './done.ts'

const service = 'room_room'

/** KalturaRoomType ROOM; the other kind are rooms to break out into. */
const ROOM_TYPE = 1

/** An id that is none of ours is left out: then there is nothing to show. */
const OptionalEntryIdSchema = EntryIdSchema.nullish().catch(null)

/** Of a KalturaRoomEntry, what we read. */
const RoomEntrySchema = z.object({
  id: EntryIdSchema,
  /** The live entry that it is broadcast through; templates of webinars have one. */
  broadcastEntryId: OptionalEntryIdSchema,
  recordedEntryId: OptionalEntryIdSchema,
})
export type RoomEntry = z.infer<typeof RoomEntrySchema>

const PageSchema = z.object({ objects: z.array(RoomEntrySchema) })

interface NewRoom {
  readonly name: string
  readonly description: string
  readonly referenceId: string
  readonly userId: string
  readonly adminTags: string
  /** What is left out is Kaltura's own choice. */
  readonly templateRoomEntryId?: string
}

export const addRoom = (
  client: KalturaClient,
  ks: string,
  room: NewRoom,
): Promise<KalturaAnswer<RoomEntry>> => {
  const parameters = { entry: { objectType: 'KalturaRoomEntry', roomType: ROOM_TYPE, ...room } }
  return client.send({ service, action: 'add', kind: 'write', ks, parameters, answer: RoomEntrySchema })
}

export const getRoom = (
  client: KalturaClient,
  ks: string,
  roomId: string,
): Promise<KalturaAnswer<RoomEntry>> =>
  client.send({ service, action: 'get', kind: 'read', ks, parameters: { roomId }, answer: RoomEntrySchema })

/** Of KalturaRoomEntryFilter, what is used. */
interface RoomFilter {
  readonly referenceIdEqual?: string
  /** Comma separated. */
  readonly idIn?: string
  /** Without any word about it Kaltura lists what is ready, which a room never is. */
  readonly statusNotEqual: string
}

export const listRooms = (
  client: KalturaClient,
  ks: string,
  { filter, size }: { readonly filter: RoomFilter; readonly size: number },
): Promise<KalturaAnswer<{ objects: RoomEntry[] }>> => {
  const parameters = {
    filter: { objectType: 'KalturaRoomEntryFilter', ...filter },
    pager: { objectType: 'KalturaFilterPager', pageSize: size, pageIndex: 1 },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: PageSchema })
}

/** `endDate` in epoch seconds: from then on nobody plays or enters it. */
export const endRoom = (
  client: KalturaClient,
  ks: string,
  { roomId, endDate }: { readonly roomId: string; readonly endDate: number },
): Promise<KalturaAnswer<unknown>> => {
  const parameters = { roomId, room: { objectType: 'KalturaRoomEntry', endDate } }
  return client.send({ service, action: 'update', kind: 'write', ks, parameters, answer: DoneSchema })
}

export const deleteRoom = (
  client: KalturaClient,
  ks: string,
  roomId: string,
): Promise<KalturaAnswer<unknown>> =>
  client.send({ service, action: 'delete', kind: 'write', ks, parameters: { roomId }, answer: DoneSchema })
