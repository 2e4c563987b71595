import { type Actions, type Call, OVERSEERS } from '../action.ts'
import { entryAnswer } from '../entryAnswer.ts'
import { pageOf } from '../entryFilter.ts'
import { type KalturaException, kalturaException } from '../kalturaException.ts'
import { objectOf, type Parameters, textOf } from '../parameters.ts'
import { applyResponseProfile } from '../responseProfile.ts'
import { cannotBeNull, defined, faultOfObject, lengthFault } from '../writable.ts'
import { filterRooms } from './filterRooms.ts'
import { roomAnswer } from './roomAnswer.ts'
import { type RoomProperties, roomPropertiesSchema } from './roomProperties.ts'
import { ROOM_TYPE, type Room } from './roomStore.ts'

const CLASS = 'KalturaRoomEntry'
const READ_ONLY = [
  ...['id', 'partnerId', 'status', 'moderationStatus', 'moderationCount', 'createdAt', 'updatedAt'],
  ...['rank', 'totalRank', 'votes', 'downloadUrl', 'searchText', 'version', 'thumbnailUrl'],
  ...['replacingEntryId', 'replacedEntryId', 'replacementStatus', 'rootEntryId', 'capabilities'],
]
/** Given once, when the room is made. */
const INSERT_ONLY = ['creatorId', 'templateEntryId', 'application', 'applicationVersion']

const notFound = (id: string): KalturaException => kalturaException('ENTRY_ID_NOT_FOUND', { ENTRY_ID: id })

const answerOf = (room: Room, call: Call): unknown =>
  applyResponseProfile(roomAnswer(room, call.options), objectOf(call.parameters, 'responseProfile'))

const templateFault = ({ templateRoomEntryId: id }: RoomProperties, { options }: Call) => {
  if (id === undefined || id === '' || options.rooms.findLiving(id)) return undefined
  return options.library.findLiving(id)
    ? kalturaException('INVALID_FIELD_VALUE', { FIELD_NAME: 'templateRoomEntryId' })
    : notFound(id)
}

const valueFault = (given: Parameters, properties: RoomProperties): KalturaException | undefined => {
  const { roomType, startDate, endDate } = properties
  const badLength = lengthFault(CLASS, properties, { name: { min: 1 }, userId: { max: 100 } })
  if (badLength) return badLength
  const isKnownType = roomType === ROOM_TYPE.room || roomType === ROOM_TYPE.breakout
  if (given['roomType'] !== undefined && given['roomType'] !== null && !isKnownType) {
    const args = {
      ENUM_VAL: textOf(given, 'roomType'),
      PARAM_NAME: 'roomType',
      ENUM_TYPE: 'KalturaRoomType',
    }
    return kalturaException('INVALID_ENUM_VALUE', args)
  }
  return startDate !== undefined && endDate !== undefined && startDate > endDate
    ? kalturaException('INVALID_ENTRY_SCHEDULE_DATES')
    : undefined
}

const add = (call: Call): unknown => {
  const given = objectOf(call.parameters, 'entry')
  const properties = roomPropertiesSchema.parse(given)
  const { name, roomType } = properties
  const fault =
    faultOfObject(given, CLASS, READ_ONLY) ?? valueFault(given, properties) ?? templateFault(properties, call)
  if (fault) return fault
  if (roomType === undefined) return cannotBeNull(CLASS, 'roomType')
  if (name === undefined) return cannotBeNull(CLASS, 'name')
  const userId = properties.userId ?? call.ks?.userId ?? ''
  return answerOf(call.options.rooms.add({ ...properties, name, roomType, userId }), call)
}

const get = (call: Call): unknown => {
  const id = textOf(call.parameters, 'roomId')
  const room = call.options.rooms.findLiving(id)
  return room ? answerOf(room, call) : notFound(id)
}

const list = (call: Call): unknown => {
  const filter = objectOf(call.parameters, 'filter')
  const rooms = filterRooms(filter, call)
  const profile = objectOf(call.parameters, 'responseProfile')
  const objects = pageOf(rooms, objectOf(call.parameters, 'pager')).map(room =>
    applyResponseProfile(room, profile),
  )
  return { objectType: 'KalturaRoomEntryListResponse', objects, totalCount: rooms.length }
}

const update = (call: Call): unknown => {
  const id = textOf(call.parameters, 'roomId')
  const room = call.options.rooms.findLiving(id)
  if (!room) return notFound(id)
  const given = objectOf(call.parameters, 'room')
  const properties = roomPropertiesSchema.parse(given)
  const dates = { startDate: room.startDate, endDate: room.endDate, ...defined(properties) }
  const fault =
    faultOfObject(given, CLASS, [...READ_ONLY, ...INSERT_ONLY]) ??
    valueFault(given, dates) ??
    templateFault(properties, call)
  if (fault) return fault
  const changed = call.options.rooms.update(id, properties)
  return changed ? answerOf(changed, call) : notFound(id)
}

const remove = (call: Call): unknown => {
  const id = textOf(call.parameters, 'roomId')
  return call.options.rooms.remove(id) ? null : notFound(id)
}

const attachRecordedEntry = ({ parameters, options }: Call): unknown => {
  const room = options.rooms.findLiving(textOf(parameters, 'roomEntryId'))
  if (!room) return notFound(textOf(parameters, 'roomEntryId'))
  const entry = options.library.findLiving(textOf(parameters, 'mediaEntryId'))
  if (!entry) return notFound(textOf(parameters, 'mediaEntryId'))
  const recording = { ...entry, rootEntryId: room.id }
  options.library.add(recording)
  return entryAnswer(recording, options)
}

/** Rooms as entries of the account. */
export const roomActions: Actions = {
  'room_room.add': { required: ['entry'], allowed: OVERSEERS, run: add },
  'room_room.get': { required: ['roomId'], allowed: OVERSEERS, run: get },
  'room_room.list': { required: [], allowed: OVERSEERS, run: list },
  'room_room.update': { required: ['roomId', 'room'], allowed: OVERSEERS, run: update },
  'room_room.delete': { required: ['roomId'], allowed: OVERSEERS, run: remove },
  'room_room.attachrecordedentry': {
    required: ['roomEntryId', 'mediaEntryId'],
    allowed: OVERSEERS,
    run: attachRecordedEntry,
  },
}
