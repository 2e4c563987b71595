import { type EntryHost, thumbnailUrlOf } from '../entryAnswer.ts'
import type { AnswerRecord } from '../recordFilter.ts'
import { isTemplateRoom, type Room } from './roomStore.ts'

export const ROOM_ENTRY_TYPE = 'room.room'

/** The room as the API's object. */
export const roomAnswer = (room: Room, options: EntryHost): AnswerRecord => {
  const { mode, status, ...properties } = room
  return {
    objectType: 'KalturaRoomEntry',
    description: '',
    tags: '',
    userId: '',
    ...properties,
    creatorId: room.userId ?? '',
    partnerId: options.partnerId,
    // Enumerations of strings leave Kaltura's JSON as numbers where they look like numbers.
    status: Number(status),
    type: ROOM_ENTRY_TYPE,
    rank: 0,
    totalRank: 0,
    votes: 0,
    licenseType: -1,
    version: 0,
    thumbnailUrl: thumbnailUrlOf(room.id, options),
    accessControlId: 1002,
    replacementStatus: 0,
    partnerSortValue: 0,
    rootEntryId: room.id,
    operationAttributes: [],
    entitledUsersEdit: '',
    entitledUsersPublish: '',
    entitledUsersView: '',
    capabilities: '',
    displayInSearch: isTemplateRoom(room) ? 0 : 1,
  }
}
