import { describe, expect, it } from 'vitest'
import { ADMIN_SESSION } from '../ks.ts'
import { createTestKaltura, idsOf } from '../testApi.ts'

const newRoom = (overrides: object = {}) => ({
  objectType: 'KalturaRoomEntry',
  name: 'Film night',
  roomType: 1,
  referenceId: 'm1',
  adminTags: 'kaltura-discord',
  userId: 'discord_7',
  ...overrides,
})

const createRooms = async (count = 1) => {
  const kaltura = createTestKaltura()
  const { call, adminKs: ks } = kaltura
  const add = (entry: object) => call('room_room', 'add', { ks, entry })
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    kaltura.clock.nowMs += 1000
    ids.push(`${(await add(newRoom({ referenceId: `m${index}` })))['id']}`)
  }
  const list = (filter: object) => call('room_room', 'list', { ks, filter })
  return { ...kaltura, ks, add, list, ids, id: ids[0] ?? '' }
}

describe('room_room.add', () => {
  it('keeps what it is given, in a room without content', async () => {
    const { add, clock } = await createRooms(0)
    const room = await add(newRoom({ description: 'Bring popcorn', endDate: 2_000_000_000, invented: 1 }))
    expect(room).toMatchObject({
      ...newRoom(),
      description: 'Bring popcorn',
      endDate: 2_000_000_000,
      status: 7,
      type: 'room.room',
      createdAt: Math.floor(clock.nowMs / 1000),
    })
    expect(room['id']).toMatch(/^1_[a-z0-9]{8}$/)
    expect(room).not.toHaveProperty('invented')
    expect(room).not.toHaveProperty('broadcastEntryId')
  })

  it('takes the broadcast of a webinar template, unless another is given', async () => {
    const { add } = await createRooms(0)
    const templateRoomEntryId = '0_tpl_webinar'
    expect(await add(newRoom({ templateRoomEntryId }))).toMatchObject({
      templateRoomEntryId,
      broadcastEntryId: '1_live',
    })
    const broadcastEntryId = '0_public'
    expect(await add(newRoom({ templateRoomEntryId, broadcastEntryId }))).toMatchObject({ broadcastEntryId })
  })

  it.each([
    [{ name: undefined }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ name: '' }, 'PROPERTY_VALIDATION_MIN_LENGTH'],
    [{ userId: 'x'.repeat(101) }, 'PROPERTY_VALIDATION_MAX_LENGTH'],
    [{ roomType: undefined }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ roomType: 3 }, 'INVALID_ENUM_VALUE'],
    [{ roomType: 'panel' }, 'INVALID_ENUM_VALUE'],
    [{ templateRoomEntryId: '0_none' }, 'ENTRY_ID_NOT_FOUND'],
    [{ templateRoomEntryId: '0_alps' }, 'INVALID_FIELD_VALUE'],
    [{ startDate: 20, endDate: 10 }, 'INVALID_ENTRY_SCHEDULE_DATES'],
    [{ id: '1_mine' }, 'PROPERTY_VALIDATION_NOT_UPDATABLE'],
    [{ status: 2 }, 'PROPERTY_VALIDATION_NOT_UPDATABLE'],
    [{ objectType: 'KalturaMediaEntry' }, 'INVALID_OBJECT_TYPE'],
  ])('refuses %j as %s', async (wrong, code) => {
    const { add, list } = await createRooms(0)
    expect(await add(newRoom(wrong))).toMatchObject({ objectType: 'KalturaAPIException', code })
    expect(await list({ referenceIdEqual: 'm1', statusIn: '7' })).toMatchObject({ totalCount: 0 })
  })
})

describe('who may', () => {
  it.each([
    ['an administrator', '', ADMIN_SESSION, undefined],
    ['a role of the account', 'setrole:7204001,list:*', ADMIN_SESSION, undefined],
    [
      'a session for several services',
      'urirestrict:/api_v3/service/session*|/api_v3/service/room_room*',
      ADMIN_SESSION,
      undefined,
    ],
    ['a session for other services', 'urirestrict:/api_v3/service/user*', ADMIN_SESSION, 'INVALID_KS'],
    ['a member', '', 0, 'SERVICE_FORBIDDEN'],
    ['a player', 'setrole:PLAYBACK_BASE_ROLE,sview:*', 0, 'SERVICE_FORBIDDEN'],
    ['somebody on the way into a room', 'actionslimit:-1', ADMIN_SESSION, 'INVALID_ACTIONS_LIMIT'],
  ])('%s', async (_who, privileges, type, code) => {
    const { call, mint } = createTestKaltura()
    const answer = await call('room_room', 'add', { ks: mint(privileges, { type }), entry: newRoom() })
    expect(answer['code']).toBe(code)
  })
})

describe('room_room.list', () => {
  it('finds by what the schema’s filter knows', async () => {
    const { list, ids } = await createRooms(3)
    const statusIn = '7'
    expect(idsOf(await list({ referenceIdEqual: 'm1', statusIn }))).toEqual([ids[1]])
    expect(idsOf(await list({ referenceIdIn: 'm0,m2', statusIn }))).toEqual([ids[2], ids[0]])
    expect(
      idsOf(await list({ idIn: `${ids[0]},${ids[1]}`, statusNotEqual: 3, orderBy: '+createdAt' })),
    ).toEqual([ids[0], ids[1]])
    expect(idsOf(await list({ adminTagsLike: 'discord', statusNotIn: '3' }))).toHaveLength(3)
    expect(idsOf(await list({ userIdEqual: 'discord_8', statusIn }))).toEqual([])
    expect(idsOf(await list({ roomTypeEqual: 1, adminTagsLike: 'template', statusIn }))).toHaveLength(3)
  })

  it('gives only what is ready to who asks for no state, which no room ever is', async () => {
    const { list, ids } = await createRooms(1)
    expect(await list({ referenceIdEqual: 'm0' })).toMatchObject({ totalCount: 0 })
    expect(idsOf(await list({ idEqual: ids[0] }))).toEqual(ids)
  })

  it('pages', async () => {
    const { call, ks, ids } = await createRooms(3)
    const filter = { statusIn: '7', adminTagsLike: 'kaltura-discord', orderBy: '+createdAt' }
    const page = await call('room_room', 'list', { ks, filter, pager: { pageSize: 2, pageIndex: 2 } })
    expect(page['totalCount']).toBe(3)
    expect(idsOf(page)).toEqual([ids[2]])
  })
})

describe('a room that stands', () => {
  it('is read, changed and deleted', async () => {
    const { call, ks, id, list, clock } = await createRooms()
    clock.nowMs += 60_000
    const updatedAt = Math.floor(clock.nowMs / 1000)
    const room = { objectType: 'KalturaRoomEntry', endDate: updatedAt }
    expect(await call('room_room', 'update', { ks, roomId: id, room })).toMatchObject({
      name: 'Film night',
      endDate: updatedAt,
      updatedAt,
    })
    expect(await call('room_room', 'get', { ks, roomId: id })).toMatchObject({ id, endDate: updatedAt })
    expect(await call('room_room', 'delete', { ks, roomId: id })).toEqual({ value: null })
    const gone = { code: 'ENTRY_ID_NOT_FOUND', args: { ENTRY_ID: id } }
    expect(await call('room_room', 'get', { ks, roomId: id })).toMatchObject(gone)
    expect(await call('room_room', 'update', { ks, roomId: id, room })).toMatchObject(gone)
    expect(await call('room_room', 'delete', { ks, roomId: id })).toMatchObject(gone)
    expect(idsOf(await list({ idIn: id, statusNotEqual: 3 }))).toEqual([])
    expect(await list({ idIn: id, statusEqual: 3 })).toMatchObject({ totalCount: 1 })
  })

  it.each([
    [{ templateRoomEntryId: '0_none' }, 'ENTRY_ID_NOT_FOUND'],
    [{ startDate: 4_000_000_000, endDate: 10 }, 'INVALID_ENTRY_SCHEDULE_DATES'],
    [{ rootEntryId: '0_alps' }, 'PROPERTY_VALIDATION_NOT_UPDATABLE'],
    [{ creatorId: 'me' }, 'PROPERTY_VALIDATION_NOT_UPDATABLE'],
  ])('isn’t changed by %j', async (room, code) => {
    const { call, ks, id } = await createRooms()
    expect(await call('room_room', 'update', { ks, roomId: id, room })).toMatchObject({ code })
  })

  it('is an entry, but no video of the library', async () => {
    const { call, ks, id } = await createRooms()
    expect(await call('baseEntry', 'get', { ks, entryId: id })).toMatchObject({ type: 'room.room' })
    expect(await call('media', 'get', { ks, entryId: id })).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND' })
    const rooms = { typeEqual: 'room.room', statusIn: '7', referenceIdEqual: 'm0' }
    expect(idsOf(await call('baseEntry', 'list', { ks, filter: rooms }))).toEqual([id])
    const videos = { objectType: 'KalturaMediaEntryFilter', mediaTypeIn: '1,201', statusIn: '2,7' }
    const pager = { pageSize: 500 }
    expect(idsOf(await call('baseEntry', 'list', { ks, filter: videos, pager }))).not.toContain(id)
    expect(idsOf(await call('baseEntry', 'list', { ks, pager }))).not.toContain(id)
    expect(await call('baseEntry', 'delete', { ks, entryId: id })).toEqual({ value: null })
    expect(await call('baseEntry', 'get', { ks, entryId: id })).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND' })
  })

  it('gets a recording that is attached to it', async () => {
    const { call, ks, id } = await createRooms()
    const wish = { ks, roomEntryId: id, mediaEntryId: '0_harbour' }
    expect(await call('room_room', 'attachRecordedEntry', wish)).toMatchObject({ rootEntryId: id })
    const found = await call('baseEntry', 'list', { ks, filter: { rootEntryIdEqual: id } })
    expect(idsOf(found)).toEqual(['0_harbour'])
  })
})
