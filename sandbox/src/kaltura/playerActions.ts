import { type Actions, type Call, PLAYBACK_CALLERS } from './action.ts'
import { kalturaException } from './kalturaException.ts'
import { LIBRARY_DAY_S } from './library.ts'
import { integerOf } from './parameters.ts'
import { UI_CONF_ID } from './playerPage.ts'

const PLAYER_V3 = 8

const listMetadata = (): unknown => ({
  objectType: 'KalturaMetadataListResponse',
  objects: [],
  totalCount: 0,
})

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
  'uiconf.get': { required: ['id'], allowed: PLAYBACK_CALLERS, run: getUiConf },
}
