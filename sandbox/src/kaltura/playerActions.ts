import { type Actions, type Call, PLAYBACK_CALLERS } from './action.ts'
import { type CaptionTrack, captionTracksOf } from './captionTrack.ts'
import { createdAtS } from './entryAnswer.ts'
import { pageOf } from './entryFilter.ts'
import { kalturaException } from './kalturaException.ts'
import { LIBRARY_DAY_S, type LibraryEntry } from './library.ts'
import { integerOf, listOf, objectOf } from './parameters.ts'
import { UI_CONF_ID } from './playerPage.ts'

const READY = 2
const PLAYER_V3 = 8

const listMetadata = (): unknown => ({
  objectType: 'KalturaMetadataListResponse',
  objects: [],
  totalCount: 0,
})

const captionAsset = (track: CaptionTrack, entry: LibraryEntry, call: Call): object => ({
  objectType: 'KalturaCaptionAsset',
  id: track.id,
  entryId: entry.id,
  partnerId: call.options.partnerId,
  version: 1,
  size: 5,
  tags: '',
  fileExt: 'vtt',
  createdAt: createdAtS(entry),
  updatedAt: createdAtS(entry),
  captionParamsId: 0,
  language: track.language,
  languageCode: track.languageCode,
  isDefault: track.isDefault ? 1 : 0,
  label: track.label,
  format: '3',
  status: READY,
  displayOnPlayer: true,
})

const listCaptions = (call: Call): unknown => {
  const filter = objectOf(call.parameters, 'filter')
  const entryIds = listOf(filter, 'entryIdEqual') ?? listOf(filter, 'entryIdIn')
  if (!entryIds) {
    const property = 'KalturaAssetFilter::entryIdEqual/KalturaAssetFilter::entryIdIn'
    return kalturaException('PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: property })
  }
  const captions = entryIds
    .flatMap(id => call.options.library.findLiving(id) ?? [])
    .flatMap(entry => captionTracksOf(entry).map(track => captionAsset(track, entry, call)))
  const objects = pageOf(captions, objectOf(call.parameters, 'pager'))
  return { objectType: 'KalturaCaptionAssetListResponse', objects, totalCount: captions.length }
}

const getUiConf = (call: Call): unknown => {
  const id = integerOf(call.parameters, 'id')
  if (id !== UI_CONF_ID) return kalturaException('UICONF_ID_NOT_FOUND', { ID: `${id}` })
  return {
    objectType: 'KalturaUiConf',
    id,
    name: 'Film Club player',
    partnerId: call.options.partnerId,
    objType: PLAYER_V3,
    objTypeAsString: 'v3',
    width: 640,
    height: 360,
    config: JSON.stringify({ disableUserCache: true, plugins: {} }),
    tags: 'kalturaPlayerJs,player,ovp',
    createdAt: LIBRARY_DAY_S,
    updatedAt: LIBRARY_DAY_S,
  }
}

/** What a player asks for besides the entry itself. */
export const playerActions: Actions = {
  'metadata_metadata.list': { required: [], allowed: PLAYBACK_CALLERS, run: listMetadata },
  'caption_captionasset.list': { required: [], allowed: PLAYBACK_CALLERS, run: listCaptions },
  'uiconf.get': { required: ['id'], allowed: PLAYBACK_CALLERS, run: getUiConf },
}
