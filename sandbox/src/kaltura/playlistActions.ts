import { type Actions, type Call, LIBRARY_CALLERS } from './action.ts'
import { entryAnswer } from './entryAnswer.ts'
import { filterEntries, pageOf } from './entryFilter.ts'
import { kalturaException } from './kalturaException.ts'
import { ENTRY_STATUS, LIBRARY_DAY_S, type LibraryEntry } from './library.ts'
import { objectOf, textOf } from './parameters.ts'
import { PLAYLIST_TYPE, PLAYLISTS, type Playlist } from './playlists.ts'
import { filterRecords } from './recordFilter.ts'
import { applyResponseProfile } from './responseProfile.ts'

const READY = 2
/** KalturaEntryType PLAYLIST. */
const PLAYLIST = 5
/** A list of rules is asked for no more entries than a page of the API holds. */
const MOST_RESULTS = 500

/** In the editor's order, or in that of the rules; only what is ready is played. */
const entriesOf = ({ content }: Playlist, { options: { library }, ks }: Call): readonly LibraryEntry[] => {
  if ('entryIds' in content)
    return content.entryIds
      .flatMap(id => library.findLiving(id) ?? [])
      .filter(({ status }) => status === ENTRY_STATUS.ready)
  const found = content.filters.flatMap(filter => filterEntries(library.entries(), filter, ks))
  return [...new Set(found)].slice(0, Math.min(content.totalResults, MOST_RESULTS))
}

const playlistAnswer = (playlist: Playlist, call: Call): Readonly<Record<string, unknown>> => {
  const { id, name, description, content } = playlist
  const isStatic = 'entryIds' in content
  return {
    objectType: 'KalturaPlaylist',
    id,
    name,
    description,
    partnerId: call.options.partnerId,
    userId: 'curator@filmclub.example',
    creatorId: 'curator@filmclub.example',
    tags: '',
    status: READY,
    type: PLAYLIST,
    createdAt: LIBRARY_DAY_S,
    updatedAt: LIBRARY_DAY_S,
    playlistType: isStatic ? PLAYLIST_TYPE.staticList : PLAYLIST_TYPE.dynamic,
    ...(isStatic
      ? { playlistContent: content.entryIds.join(',') }
      : {
          totalResults: content.totalResults,
          filters: content.filters.map(filter => ({
            objectType: 'KalturaMediaEntryFilterForPlaylist',
            ...filter,
          })),
        }),
    plays: 0,
    views: 0,
    duration: entriesOf(playlist, call).reduce((sum, entry) => sum + entry.durationS, 0),
  }
}

const withPlaylist =
  (answer: (playlist: Playlist, call: Call) => unknown) =>
  (call: Call): unknown => {
    const id = textOf(call.parameters, 'id')
    const playlist = PLAYLISTS.find(each => each.id === id)
    return playlist ? answer(playlist, call) : kalturaException('INVALID_ENTRY_ID', { ID: id })
  }

const list = (call: Call): unknown => {
  const filter = objectOf(call.parameters, 'filter')
  const words = textOf(filter, 'searchTextMatchAnd').toLowerCase().split(/\s+/)
  const found = PLAYLISTS.filter(({ name, description }) =>
    words.every(word => `${name} ${description}`.toLowerCase().includes(word)),
  )
  const records = filterRecords(
    found.map(playlist => playlistAnswer(playlist, call)),
    // The filter spells the property another way than the class does.
    { ...filter, playListTypeIn: '', playlistTypeIn: textOf(filter, 'playListTypeIn') },
  )
  const objects = pageOf(records, objectOf(call.parameters, 'pager'))
  return { objectType: 'KalturaPlaylistListResponse', objects, totalCount: records.length }
}

const execute = (playlist: Playlist, call: Call): unknown => {
  const profile = objectOf(call.parameters, 'responseProfile')
  return pageOf(entriesOf(playlist, call), objectOf(call.parameters, 'pager')).map(entry =>
    applyResponseProfile(entryAnswer(entry, call.options), profile),
  )
}

export const playlistActions: Actions = {
  'playlist.list': { required: [], allowed: LIBRARY_CALLERS, run: list },
  'playlist.get': { required: ['id'], allowed: LIBRARY_CALLERS, run: withPlaylist(playlistAnswer) },
  'playlist.execute': { required: ['id'], allowed: LIBRARY_CALLERS, run: withPlaylist(execute) },
}
