import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestKaltura, parseJson } from './testApi.ts'

const { call, multirequest, api, mint, adminKs } = createTestKaltura()

/** What the player sends to load an entry, with a KS in `provider.ks` and without. */
const RESPONSE_FIELDS =
  'id,referenceId,name,description,thumbnailUrl,dataUrl,duration,msDuration,flavorParamsIds,mediaType,type,tags,dvrStatus,externalSourceType,status,createdAt,updatedAt,endDate,plays,views,downloadUrl,creatorId,userId,rootEntryId,capabilities,adminTags'

const loadParts = (entryId: string, list: string, ks: string) => [
  {
    service: 'baseEntry',
    action: 'list',
    ks,
    filter: { redirectFromEntryId: entryId },
    responseProfile: { type: 1, fields: RESPONSE_FIELDS },
  },
  {
    service: 'baseEntry',
    action: 'getPlaybackContext',
    entryId: `{${list}:result:objects:0:id}`,
    ks,
    contextDataParams: { objectType: 'KalturaContextDataParams', flavorTags: 'all' },
  },
  {
    service: 'metadata_metadata',
    action: 'list',
    ks,
    filter: {
      objectType: 'KalturaMetadataFilter',
      objectIdEqual: `{${list}:result:objects:0:id}`,
      metadataObjectTypeEqual: '1',
    },
  },
]

const common = { apiVersion: '3.3.0', format: 1, clientTag: 'html5:v3.17.78', partnerId: 1234567 }

const loadWithKs = (entryId: string, ks: string) =>
  multirequest({
    ...common,
    ks,
    ...Object.fromEntries(loadParts(entryId, '1', ks).map((p, i) => [i + 1, p])),
  })

const loadWithoutKs = (entryId: string) => {
  const first = { service: 'session', action: 'startWidgetSession', widgetId: '_1234567' }
  const parts = [first, ...loadParts(entryId, '2', '{1:result:ks}')]
  return multirequest({ ...common, ks: '', ...Object.fromEntries(parts.map((p, i) => [i + 1, p])) })
}

const contextSchema = z.object({
  sources: z.array(
    z.object({
      deliveryProfileId: z.string(),
      format: z.string(),
      protocols: z.string(),
      flavorIds: z.string(),
      url: z.url(),
      drm: z.tuple([]),
    }),
  ),
  flavorAssets: z.array(
    z.object({
      id: z.string(),
      fileExt: z.string(),
      width: z.number(),
      height: z.number(),
      bitrate: z.number(),
    }),
  ),
  playbackCaptions: z.array(
    z.object({ label: z.string(), format: z.literal('3'), languageCode: z.string(), url: z.url() }),
  ),
  actions: z.array(z.object({ type: z.number() })),
  messages: z.array(z.object({ code: z.string(), message: z.string() })),
  bumperData: z.tuple([]),
})

describe('the player’s multirequest', () => {
  it('has all a player needs, for a session that may view the entry', async () => {
    const [list, context, metadata] = await loadWithKs('0_testcard', mint('sview:0_testcard'))
    expect(list).toMatchObject({
      totalCount: 1,
      objects: [{ id: '0_testcard', name: 'Test card', type: 1, mediaType: 1, status: 2, duration: 120 }],
    })
    const { sources, flavorAssets, playbackCaptions, actions } = contextSchema.parse(context)
    const hls = sources.find(source => source.format === 'applehttp')
    expect(hls?.flavorIds.split(',')).toEqual(flavorAssets.map(flavor => flavor.id))
    expect(hls?.protocols).toContain('http')
    expect(playbackCaptions.map(caption => caption.languageCode)).toEqual(['en', 'de'])
    expect(actions).toEqual([])
    expect(metadata).toMatchObject({ objectType: 'KalturaMetadataListResponse', totalCount: 0 })
  })

  it('starts a widget session by itself, and plays the public entry with it', async () => {
    const answers = await loadWithoutKs('0_public')
    expect(answers).toHaveLength(4)
    expect(answers[0]).toMatchObject({ objectType: 'KalturaStartWidgetSessionResponse', partnerId: 1234567 })
    expect(contextSchema.parse(answers[2]).sources).toHaveLength(2)
  })

  it('is told to block a protected entry without the right to it', async () => {
    const sessions = [mint(''), mint('sview:0_alps'), mint('list:*')]
    for (const answers of [
      await loadWithoutKs('0_testcard'),
      ...(await Promise.all(sessions.map(ks => loadWithKs('0_testcard', ks)))),
    ]) {
      const context = contextSchema.parse(answers.at(-2))
      expect(context.actions).toEqual([{ type: 1 }])
      expect(context.sources).toEqual([])
      expect(context.flavorAssets).toEqual([])
      expect(context.messages).toHaveLength(1)
    }
  })

  it('plays with sview for all entries, and with an ADMIN session', async () => {
    for (const ks of [mint('sview:*'), mint('*'), mint('sview:0_alps/0_testcard'), adminKs]) {
      const [, context] = await loadWithKs('0_testcard', ks)
      expect(contextSchema.parse(context).actions).toEqual([])
    }
  })

  it('finds a live entry as such', async () => {
    const [list, context] = await loadWithKs('1_live', mint('sview:1_live'))
    expect(list).toMatchObject({ objects: [{ type: 7, mediaType: 201, dvrStatus: 1, status: 2 }] })
    expect(contextSchema.parse(context).sources.map(({ format, flavorIds }) => [format, flavorIds])).toEqual([
      ['applehttp', ''],
    ])
  })

  it('learns that an entry is still being converted, deleted, or never was', async () => {
    const load = (id: string) => loadWithKs(id, mint('sview:*'))
    const [converting, convertingContext] = await load('0_converting')
    expect(converting).toMatchObject({ objects: [{ status: 1 }] })
    expect(contextSchema.parse(convertingContext)).toMatchObject({ sources: [], actions: [] })
    const [deleted, deletedContext] = await load('0_deleted')
    expect(deleted).toMatchObject({ objects: [{ status: 3 }] })
    expect(deletedContext).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND' })
    const [nothing, nothingContext] = await load('0_nothing')
    expect(nothing).toMatchObject({ objects: [], totalCount: 0 })
    expect(nothingContext).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND' })
  })
})

describe('multirequest', () => {
  it('answers each part for itself', async () => {
    const answers = await multirequest({
      ks: adminKs,
      '10': { service: 'baseEntry', action: 'get', entryId: '0_alps' },
      '2': { service: 'nothing', action: 'get' },
      '3': { service: 'baseEntry', action: 'fly' },
    })
    expect(answers).toMatchObject([
      { code: 'SERVICE_DOES_NOT_EXISTS', message: 'Service "nothing" does not exists' },
      { code: 'ACTION_DOES_NOT_EXISTS' },
      { id: '0_alps' },
    ])
  })

  it('takes a form with numbered names as well', async () => {
    const body = new URLSearchParams({
      format: '1',
      ks: adminKs,
      '1:service': 'media',
      '1:action': 'list',
      '1:filter:idIn': '0_alps',
      '2[service]': 'media',
      '2[action]': 'get',
      '2[entryId]': '{1:result:objects:0:id}',
    })
    const response = await api({
      path: '/api_v3/service/multirequest',
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(body.toString()),
    })
    expect(parseJson(response)).toMatchObject([{ totalCount: 1 }, { id: '0_alps' }])
  })
})

describe('the ways to call', () => {
  it('are path, query and body alike', async () => {
    const paths = [
      `/api_v3/service/media/action/get?entryId=0_alps&format=1&ks=${adminKs}`,
      `/api_v3/?service=media&action=get&entryId=0_alps&format=1&ks=${adminKs}`,
      `/api_v3/index.php/service/media/action/get/entryId/0_alps/format/1/ks/${adminKs}`,
    ]
    for (const path of paths) {
      expect(parseJson(await api({ path }))).toMatchObject({ objectType: 'KalturaMediaEntry', id: '0_alps' })
    }
  })

  it('answer XML unless JSON is asked for', async () => {
    const { headers, body } = await api({
      path: `/api_v3/service/media/action/get?entryId=0_night&ks=${adminKs}`,
    })
    expect(headers?.['content-type']).toMatch('text/xml')
    expect(body).toContain('<name>🎬 Movie night trailer 🍿 (2026)</name>')
  })

  it('refuse with status 200', async () => {
    const response = await api({ path: '/api_v3/service/media/action/get?format=1' })
    expect(response.status).toBe(200)
    expect(parseJson(response)).toEqual({
      objectType: 'KalturaAPIException',
      code: 'MISSING_KS',
      message: 'Missing KS, session not established',
      args: {},
    })
  })

  it.each([
    [{}, 'SERVICE_NOT_SPECIFIED'],
    [{ service: 'media' }, 'ACTION_NOT_SPECIFIED'],
    [{ service: '__proto__', action: 'x' }, 'SERVICE_DOES_NOT_EXISTS'],
    [{ service: 'media', action: 'constructor' }, 'ACTION_DOES_NOT_EXISTS'],
  ])('name what is missing in %j', async (parameters, code) => {
    const body = Buffer.from(JSON.stringify({ format: 1, ...parameters }))
    const headers = { 'content-type': 'application/json' }
    expect(parseJson(await api({ path: '/api_v3/', method: 'POST', headers, body }))).toMatchObject({ code })
  })

  it('survive a body that is no JSON', async () => {
    const headers = { 'content-type': 'application/json' }
    const response = await api({
      path: '/api_v3/?format=1',
      method: 'POST',
      headers,
      body: Buffer.from('{"a":'),
    })
    expect(parseJson(response)).toMatchObject({ code: 'SERVICE_NOT_SPECIFIED' })
  })
})

describe('users', () => {
  const user = { id: 'discord_42', screenName: 'Ana', email: 'ana@example.com', isAdmin: true }

  it('are added once, by an administrator, without rights they were not given', async () => {
    expect(await call('user', 'add', { ks: mint(''), user })).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
    expect(await call('user', 'add', { ks: adminKs, user })).toMatchObject({
      id: 'discord_42',
      isAdmin: false,
    })
    expect(await call('user', 'add', { ks: adminKs, user })).toMatchObject({ code: 'DUPLICATE_USER_BY_ID' })
    expect(await call('user', 'add', { ks: adminKs, user: {} })).toMatchObject({
      code: 'PROPERTY_VALIDATION_CANNOT_BE_NULL',
    })
  })

  it('read themselves and nobody else', async () => {
    const own = mint('', { userId: 'discord_42' })
    expect(await call('user', 'get', { ks: own })).toMatchObject({ screenName: 'Ana' })
    expect(await call('user', 'get', { ks: mint(''), userId: 'discord_42' })).toMatchObject({
      code: 'CANNOT_RETRIEVE_ANOTHER_USER_USING_NON_ADMIN_SESSION',
    })
    expect(await call('user', 'get', { ks: adminKs, userId: 'nobody' })).toMatchObject({
      code: 'INVALID_USER_ID',
    })
  })

  it('are updated in place', async () => {
    const changed = { ks: adminKs, userId: 'discord_42', user: { screenName: 'Ana 🌊' } }
    expect(await call('user', 'update', changed)).toMatchObject({
      screenName: 'Ana 🌊',
      email: 'ana@example.com',
    })
    const externalId = { ...changed, user: { externalId: '42' } }
    expect(await call('user', 'update', externalId)).toMatchObject({
      code: 'PROPERTY_VALIDATION_NOT_UPDATABLE',
    })
    expect(await call('user', 'update', { ...changed, userId: 'nobody' })).toMatchObject({
      code: 'INVALID_USER_ID',
    })
  })

  it('have ids of a certain kind, and are listed for administrators', async () => {
    expect(await call('user', 'add', { ks: adminKs, user: { id: 'discord:42 ' } })).toMatchObject({
      code: 'INVALID_FIELD_VALUE',
    })
    const filter = { idIn: 'discord_42,nobody' }
    expect(await call('user', 'list', { ks: adminKs, filter })).toMatchObject({ totalCount: 1 })
    expect(await call('user', 'list', { ks: mint('setrole:PLAYBACK_BASE_ROLE') })).toMatchObject({
      code: 'SERVICE_FORBIDDEN',
    })
  })
})

describe('what a player asks for besides', () => {
  it('is answered for captions, playlists, players and live state', async () => {
    const ks = mint('setrole:PLAYBACK_BASE_ROLE')
    const captions = await call('caption_captionasset', 'list', {
      ks,
      filter: { entryIdEqual: '0_testcard' },
    })
    expect(captions).toMatchObject({
      totalCount: 2,
      objects: [
        { languageCode: 'en', isDefault: 1 },
        { languageCode: 'de', isDefault: 0 },
      ],
    })
    expect(await call('caption_captionasset', 'list', { ks })).toMatchObject({
      code: 'PROPERTY_VALIDATION_CANNOT_BE_NULL',
    })
    expect(await call('playlist', 'get', { ks, id: '0_winter' })).toMatchObject({
      objectType: 'KalturaPlaylist',
    })
    expect(await call('playlist', 'execute', { ks, id: '0_none' })).toMatchObject({
      code: 'INVALID_ENTRY_ID',
    })
    expect(await call('uiConf', 'get', { ks, id: 1 })).toMatchObject({ code: 'UICONF_ID_NOT_FOUND' })
    expect(await call('liveStream', 'isLive', { ks, id: '1_live' })).toEqual({ value: true })
    expect(await call('liveStream', 'isLive', { ks, id: '0_alps' })).toMatchObject({
      code: 'ENTRY_ID_NOT_FOUND',
    })
  })
})
