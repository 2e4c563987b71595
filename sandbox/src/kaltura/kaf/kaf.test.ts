import { describe, expect, it } from 'vitest'
import { ADMIN_SESSION } from '../ks.ts'
import { createTestKaltura } from '../testApi.ts'

const ROLE = 'role:viewerRole,userContextualRole:3,firstName:Ben,lastName:Ngata'

/** A room of each generation, with sessions for them. */
const createHouse = async () => {
  const kaltura = createTestKaltura()
  const { call, adminKs: ks, mint, clock } = kaltura
  const nowS = Math.floor(clock.nowMs / 1000)
  const entry = { name: 'Film <b>night', roomType: 1, templateRoomEntryId: '0_tpl_webinar' }
  const entryId = `${(await call('room_room', 'add', { ks, entry }))['id']}`
  const scheduleResource = { objectType: 'KalturaLocationScheduleResource', name: 'Hall' }
  const resourceId = (await call('schedule_scheduleresource', 'add', { ks, scheduleResource }))['id']
  const scheduleEvent = {
    objectType: 'KalturaRecordScheduleEvent',
    summary: 'Class',
    recurrenceType: 0,
    startDate: nowS,
    endDate: nowS + 3600,
    tags: 'custom_rs_class_mode:virtual_classroom',
  }
  const eventId = (await call('schedule_scheduleevent', 'add', { ks, scheduleEvent }))['id']
  await call('schedule_scheduleeventresource', 'add', { ks, scheduleEventResource: { eventId, resourceId } })
  const viewRoom = (session: string) =>
    kaltura.kaf({ path: `/embeddedrooms/index/view-room/ks/${encodeURIComponent(session)}` })
  const virtualEvent = (session: string) => kaltura.kaf({ path: `/virtualEvent/launch?ks=${session}` })
  const ticket = (more = ROLE, room = `entryId:${entryId}`) => mint(`actionslimit:-1,${room},${more}`)
  return { ...kaltura, ks, entryId, resourceId, eventId, viewRoom, virtualEvent, ticket, nowS }
}

const enterUrl = (path: string) => `http://127.0.0.1:3338${path}`

describe('the way into a room', () => {
  it('shows the room, the person and the role that the session names', async () => {
    const { viewRoom, ticket } = await createHouse()
    const { status, headers, body } = await viewRoom(ticket())
    expect(status).toBe(200)
    expect(headers).not.toHaveProperty('x-frame-options')
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
    expect(body).toContain('Film &lt;b&gt;night')
    expect(body).toContain('data-fact="Name">Ben Ngata<')
    expect(body).toContain('data-fact="Role">viewerRole<')
    expect(body).toContain('data-fact="Contextual role">3<')
    expect(body).toContain('data-fact="Moderator">no<')
    expect(body).toContain('Webinar')
    expect(body).not.toContain('End session for everyone')
    expect(body).toContain('stands in for Kaltura')
  })

  it.each([
    ['role:adminRole,userContextualRole:0', 'yes'],
    ['role:unmoderatedAdminRole', 'yes'],
    ['role:viewerRole,userContextualRole:1', 'yes'],
    ['role:viewerRole,roomModerator:1', 'yes'],
    ['role:viewerRole,roomModerator', 'yes'],
    ['role:viewerRole,roomModerator:0', 'no'],
    ['role:viewerRole,userContextualRole:2', 'no'],
    ['role:privateOnlyRole', 'no'],
  ])('takes %s: moderator %s', async (privileges, isModerator) => {
    const { viewRoom, ticket } = await createHouse()
    const { body } = await viewRoom(ticket(privileges))
    expect(body).toContain(`data-fact="Moderator">${isModerator}<`)
    expect(`${body}`.includes('End session for everyone')).toBe(isModerator === 'yes')
  })

  it('opens by event and by resource', async () => {
    const { virtualEvent, ticket, eventId, resourceId } = await createHouse()
    const byEvent = await virtualEvent(ticket(ROLE, `eventId:${eventId}`))
    expect(byEvent.status).toBe(200)
    expect(byEvent.body).toContain('Classroom')
    expect((await virtualEvent(ticket(ROLE, `resourceId:${resourceId}`))).status).toBe(200)
  })

  it('says that it lives, and nothing elsewhere', async () => {
    const { kaf } = createTestKaltura()
    expect(await kaf({ path: '/version' })).toMatchObject({ status: 200 })
    expect(await kaf({ path: '/elsewhere' })).toMatchObject({ status: 404 })
    expect(await kaf({ path: '/room/room.js' })).toMatchObject({ status: 200 })
    expect(await kaf({ path: '/embeddedrooms/index/view-room/ks/x', method: 'POST' })).toMatchObject({
      status: 405,
    })
  })
})

type House = Awaited<ReturnType<typeof createHouse>>

describe('nobody gets in', () => {
  const refusals: readonly (readonly [string, (house: House) => string, string])[] = [
    ['with nothing', () => '', 'session is broken'],
    ['with nonsense', () => '%E0%A4%A', 'session is broken'],
    [
      'with somebody else’s signature',
      ({ mint, entryId }) => mint(`entryId:${entryId},${ROLE}`, { secret: 'f'.repeat(32) }),
      'session is broken',
    ],
    [
      'with a session of another account',
      ({ mint, entryId }) => mint(`entryId:${entryId},${ROLE}`, { partnerId: 7 }),
      'session is broken',
    ],
    [
      'too late',
      ({ mint, entryId }) => mint(`entryId:${entryId},${ROLE}`, { expiresInS: 0 }),
      'session has expired',
    ],
    [
      'as an administrator of the account',
      ({ mint, entryId }) => mint(`entryId:${entryId},${ROLE}`, { type: ADMIN_SESSION }),
      'session is an administrator’s',
    ],
    [
      'with a session for the API alone',
      ({ mint, entryId }) => mint(`entryId:${entryId},${ROLE},urirestrict:/api_v3/*`),
      'session is for something else',
    ],
    ['without a name', ({ mint, entryId }) => mint(`entryId:${entryId},${ROLE}`, { userId: '' }), 'nobody'],
    ['without a role', ({ ticket }) => ticket('firstName:Ben'), 'no role'],
    ['with a role that rooms don’t know', ({ ticket }) => ticket('role:owner'), 'no role'],
    ['without a room', ({ mint }) => mint(`actionslimit:-1,${ROLE}`), 'no room'],
    [
      'by this way to a room of the other generation',
      ({ ticket, resourceId }) => ticket(ROLE, `resourceId:${resourceId}`),
      'no room',
    ],
    ['to an entry that is no room', ({ ticket }) => ticket(ROLE, 'entryId:0_alps'), 'room is unknown'],
  ]
  it.each(refusals)('%s', async (_how, session, why) => {
    const house = await createHouse()
    const { status, body } = await house.viewRoom(session(house))
    expect(status).toBe(403)
    expect(body).toContain(`data-refusal="${why}"`)
  })

  it('to a room whose time is over, and to one that is deleted', async () => {
    const { call, ks, entryId, viewRoom, ticket, nowS } = await createHouse()
    await call('room_room', 'update', { ks, roomId: entryId, room: { endDate: nowS } })
    expect((await viewRoom(ticket())).body).toContain('room is closed')
    await call('room_room', 'delete', { ks, roomId: entryId })
    expect((await viewRoom(ticket())).body).toContain('room is unknown')
  })

  it('to an event that was cancelled or is past', async () => {
    const { call, ks, eventId, virtualEvent, ticket, clock } = await createHouse()
    const byEvent = `eventId:${eventId}`
    expect((await virtualEvent(ticket(ROLE, byEvent))).status).toBe(200)
    clock.nowMs += 3_601_000
    expect((await virtualEvent(ticket(ROLE, byEvent))).body).toContain('room is closed')
    clock.nowMs -= 3_601_000
    await call('schedule_scheduleevent', 'cancel', { ks, scheduleEventId: eventId })
    expect((await virtualEvent(ticket(ROLE, byEvent))).body).toContain('room is closed')
  })

  it('once the group of the session was ended, by whoever could call the API with it', async () => {
    const { call, mint, viewRoom, ticket } = await createHouse()
    const session = ticket(`${ROLE},sessionid:m1`)
    const other = ticket(`${ROLE},sessionid:m2`)
    expect(await call('session', 'end', { ks: session })).toMatchObject({ code: 'INVALID_ACTIONS_LIMIT' })
    expect((await viewRoom(session)).status).toBe(200)
    await call('session', 'end', { ks: mint('sessionid:m1') })
    expect((await viewRoom(session)).body).toContain('session was ended')
    expect((await viewRoom(other)).status).toBe(200)
  })
})

describe('people', () => {
  it('are inside at once in a room of its own', async () => {
    const { account, entryId, ticket } = await createHouse()
    const url = enterUrl(`/embeddedrooms/index/view-room/ks/${ticket()}`)
    expect(account.meetings.enter(url)).toMatchObject({ ok: true })
    expect(account.meetings.enter(enterUrl('/embeddedrooms/index/view-room/ks/x'))).toEqual({
      ok: false,
      why: 'session is broken',
    })
    expect(account.meetings.rooms()[0]).toMatchObject({
      id: entryId,
      state: 'open',
      people: [{ userId: 'discord_1', name: 'Ben Ngata', state: 'inside' }],
    })
  })

  it('wait for a moderator where only the resource is named', async () => {
    const { account, resourceId } = await createHouse()
    const room = `resource:${resourceId}`
    const states = () =>
      account.meetings.rooms().flatMap(({ id, people }) => (id === room ? people.map(p => p.state) : []))
    account.meetings.enter(room, { userId: 'ben' })
    expect(states()).toEqual(['waiting'])
    const host = account.meetings.enter(room, { userId: 'ana', isModerator: true })
    expect(states()).toEqual(['inside', 'inside'])
    if (host.ok) account.meetings.leave(host.personId)
    expect(states()).toEqual(['inside'])
  })

  it('are there once: the second of the same user puts the first out', async () => {
    const { account, entryId } = await createHouse()
    const first = account.meetings.enter(entryId, { userId: 'ben' })
    const second = account.meetings.enter(entryId, { userId: 'ben' })
    const present = account.meetings.rooms()[0]?.people.map(({ id }) => id)
    expect(first.ok && present?.includes(first.personId)).toBe(false)
    expect(second.ok && present?.includes(second.personId)).toBe(true)
  })

  it('all go when the session is ended', async () => {
    const { account, entryId } = await createHouse()
    account.meetings.enter(entryId, { userId: 'ana', isModerator: true })
    account.meetings.enter(entryId, { userId: 'ben' })
    expect(account.meetings.endSession(entryId)).toBe(true)
    expect(account.meetings.rooms()[0]?.people).toEqual([])
    expect(account.meetings.endSession(entryId)).toBe(false)
  })

  it('end it only as moderators', async () => {
    const { account, kaf, viewRoom, ticket, entryId } = await createHouse()
    account.meetings.enter(entryId)
    const visitOf = async (privileges: string) => {
      const { body } = await viewRoom(ticket(privileges))
      return /data-visit="([^"]+)"/.exec(`${body}`)?.[1]
    }
    const end = (visit: string | undefined) => kaf({ path: `/room/visits/${visit}/end`, method: 'POST' })
    expect(await end(await visitOf('role:viewerRole'))).toMatchObject({ status: 403 })
    expect(account.meetings.rooms()[0]?.people).toHaveLength(1)
    expect(await end(await visitOf('role:adminRole'))).toMatchObject({ status: 204 })
    expect(account.meetings.rooms()[0]?.people).toEqual([])
    expect(await end('00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 })
  })
})
