import {
  type Action,
  type Actions,
  type Call,
  LIBRARY_CALLERS,
  OVERSEERS,
  PLAYBACK_CALLERS,
  SIGNED_IN,
} from './action.ts'
import { entryAnswer } from './entryAnswer.ts'
import { filterEntries, pageOf } from './entryFilter.ts'
import { searchEntries } from './entrySearch.ts'
import { isKalturaException, kalturaException } from './kalturaException.ts'
import { ENTRY_STATUS, type LibraryEntry } from './library.ts'
import { objectOf, textOf } from './parameters.ts'
import { playbackContext } from './playbackContext.ts'
import { applyResponseProfile } from './responseProfile.ts'
import { filterRooms } from './rooms/filterRooms.ts'
import { roomAnswer } from './rooms/roomAnswer.ts'

type IsOfService = (entry: LibraryEntry) => boolean

const anyEntry: IsOfService = () => true
const mediaClip: IsOfService = entry => !entry.isLive
const liveStream: IsOfService = entry => entry.isLive

const notFound = (id: string): unknown => kalturaException('ENTRY_ID_NOT_FOUND', { ENTRY_ID: id })

const answerOf = (entry: LibraryEntry, call: Call): unknown =>
  applyResponseProfile(entryAnswer(entry, call.options), objectOf(call.parameters, 'responseProfile'))

/** Rooms are entries as well, if not ones that a service of media or streams knows. */
const roomsOf = (call: Call): readonly unknown[] => {
  const filter = objectOf(call.parameters, 'filter')
  const profile = objectOf(call.parameters, 'responseProfile')
  return filterRooms(filter, call).map(room => applyResponseProfile(room, profile))
}

const listBaseEntries = (call: Call): unknown => {
  const filter = objectOf(call.parameters, 'filter')
  const entries = filterEntries(call.options.library.entries(), filter, call.ks)
  const found = [...roomsOf(call), ...entries.map(entry => answerOf(entry, call))]
  const objects = pageOf(found, objectOf(call.parameters, 'pager'))
  return { objectType: 'KalturaBaseEntryListResponse', objects, totalCount: found.length }
}

const getBaseEntry = (call: Call): unknown => {
  const room = call.options.rooms.findLiving(textOf(call.parameters, 'entryId'))
  if (!room) return getAction(anyEntry).run(call)
  return applyResponseProfile(roomAnswer(room, call.options), objectOf(call.parameters, 'responseProfile'))
}

const deleteEntry = ({ parameters, options: { library, rooms } }: Call): unknown => {
  const id = textOf(parameters, 'entryId')
  const entry = library.findLiving(id)
  if (entry) library.add({ ...entry, status: ENTRY_STATUS.deleted })
  return entry || rooms.remove(id) ? null : notFound(id)
}

const listAction = (objectType: string, isOfService: IsOfService): Action => ({
  required: [],
  allowed: LIBRARY_CALLERS,
  run: call => {
    const entries = filterEntries(
      call.options.library.entries(),
      objectOf(call.parameters, 'filter'),
      call.ks,
    ).filter(isOfService)
    const page = pageOf(entries, objectOf(call.parameters, 'pager'))
    return { objectType, objects: page.map(entry => answerOf(entry, call)), totalCount: entries.length }
  },
})

const getAction = (isOfService: IsOfService): Action => ({
  required: ['entryId'],
  allowed: LIBRARY_CALLERS,
  run: call => {
    const id = textOf(call.parameters, 'entryId')
    const entry = call.options.library.findLiving(id)
    return entry && isOfService(entry) ? answerOf(entry, call) : notFound(id)
  },
})

const getPlaybackContext = (call: Call): unknown => {
  const id = textOf(call.parameters, 'entryId')
  const entry = call.options.library.findLiving(id)
  return entry ? playbackContext(entry, call.ks, call.options) : notFound(id)
}

const searchEntry = (call: Call): unknown => {
  const found = searchEntries(
    call.options.library.entries(),
    objectOf(call.parameters, 'searchParams'),
    call.ks,
  )
  if (isKalturaException(found)) return found
  const objects = pageOf(found, objectOf(call.parameters, 'pager')).map(entry => ({
    objectType: 'KalturaESearchEntryResult',
    object: answerOf(entry, call),
    itemsData: [],
  }))
  return { objectType: 'KalturaESearchEntryResponse', objects, totalCount: found.length }
}

const isLive = (call: Call): unknown => {
  const id = textOf(call.parameters, 'id')
  const entry = call.options.library.findLiving(id)
  return entry?.isLive ? entry.status === ENTRY_STATUS.ready : notFound(id)
}

export const entryActions: Actions = {
  'baseentry.list': { required: [], allowed: LIBRARY_CALLERS, run: listBaseEntries },
  'baseentry.get': { required: ['entryId'], allowed: LIBRARY_CALLERS, run: getBaseEntry },
  'baseentry.delete': { required: ['entryId'], allowed: OVERSEERS, run: deleteEntry },
  'baseentry.getplaybackcontext': {
    required: ['entryId', 'contextDataParams'],
    allowed: PLAYBACK_CALLERS,
    run: getPlaybackContext,
  },
  'media.list': listAction('KalturaMediaListResponse', mediaClip),
  'media.get': getAction(mediaClip),
  'livestream.list': listAction('KalturaLiveStreamListResponse', liveStream),
  'livestream.get': getAction(liveStream),
  'livestream.islive': { required: ['id'], allowed: PLAYBACK_CALLERS, run: isLive },
  'elasticsearch_esearch.searchentry': { required: ['searchParams'], allowed: SIGNED_IN, run: searchEntry },
}
