import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createTestKaltura, idsOf, type TestKaltura } from '../testApi.ts'

const SECRET = '0123456789abcdef0123456789abcdef'

const addRoom = async ({ call, adminKs: ks }: TestKaltura): Promise<string> => {
  const entry = { name: 'Film night', roomType: 1, userId: 'discord_7' }
  return `${(await call('room_room', 'add', { ks, entry }))['id']}`
}

describe('a recording', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const createEvening = async () => {
    const kaltura = createTestKaltura()
    const { account, call, adminKs: ks } = kaltura
    account.meetings.settings({ webhook: { url: null } })
    const roomId = await addRoom(kaltura)
    const recordingOf = async () => {
      const { recordedEntryId } = await call('room_room', 'get', { ks, roomId })
      return typeof recordedEntryId === 'string' ? recordedEntryId : null
    }
    const enter = (userId = 'ben') => {
      const entered = account.meetings.enter(roomId, { userId })
      if (!entered.ok) throw new Error(entered.why)
      return entered.personId
    }
    return { ...kaltura, ks, roomId, recordingOf, enter, meetings: account.meetings }
  }

  it('comes some time after the room has become empty, is converted, and plays like any other', async () => {
    const { call, ks, mint, roomId, recordingOf, enter, meetings } = await createEvening()
    meetings.leave(enter())
    await vi.advanceTimersByTimeAsync(3_999)
    expect(await recordingOf()).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    const entryId = `${await recordingOf()}`
    const filter = { rootEntryIdEqual: roomId, statusIn: '1,2' }
    expect(await call('baseEntry', 'list', { ks, filter })).toMatchObject({
      objects: [{ id: entryId, status: 1, userId: 'discord_7', rootEntryId: roomId }],
    })
    await vi.advanceTimersByTimeAsync(4_000)
    expect(idsOf(await call('baseEntry', 'list', { ks, filter }))).toEqual([entryId])
    const wish = { entryId, contextDataParams: { objectType: 'KalturaContextDataParams' } }
    const asked = (session: string) => call('baseEntry', 'getPlaybackContext', { ks: session, ...wish })
    expect(await asked(mint(`sview:${entryId}`))).toMatchObject({ actions: [], sources: { length: 2 } })
    expect(await asked(mint(''))).toMatchObject({ sources: [], actions: { length: 1 } })
  })

  it('waits for the last one, and for somebody who comes back in time', async () => {
    const { recordingOf, enter, meetings } = await createEvening()
    const [ana, ben] = [enter('ana'), enter('ben')]
    meetings.leave(ana)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await recordingOf()).toBeNull()
    meetings.leave(ben)
    await vi.advanceTimersByTimeAsync(2_000)
    const again = enter('ben')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await recordingOf()).toBeNull()
    meetings.leave(again)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(await recordingOf()).not.toBeNull()
  })

  it('is made of each session once, closed rooms among them', async () => {
    const { call, ks, roomId, clock, recordingOf, enter, options, meetings } = await createEvening()
    const count = () => options.library.entries().filter(entry => entry.rootEntryId === roomId).length
    enter()
    const room = { endDate: Math.floor(clock.nowMs / 1000) }
    await call('room_room', 'update', { ks, roomId, room })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(count()).toBe(1)
    expect(await recordingOf()).not.toBeNull()
    meetings.endSession(roomId)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(count()).toBe(1)
  })

  it('isn’t made where nobody was, nor of a room that is gone', async () => {
    const { call, ks, roomId, options, enter, meetings, clock } = await createEvening()
    const room = { endDate: Math.floor(clock.nowMs / 1000) + 60 }
    await call('room_room', 'update', { ks, roomId, room })
    await vi.advanceTimersByTimeAsync(60_000)
    meetings.leave(enter())
    await call('room_room', 'delete', { ks, roomId })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(options.library.entries().filter(entry => entry.rootEntryId !== undefined)).toEqual([])
  })

  it('is made at once where a script asks for it', async () => {
    const { recordingOf, roomId, meetings } = await createEvening()
    expect(meetings.recordNow('1_nothere')).toBeUndefined()
    expect(meetings.recordNow(roomId)).toBe(await recordingOf())
  })
})

interface Received {
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** An application that takes notifications, or doesn't. */
const startReceiver = async (statuses: number[] = []) => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = z
    .object({ port: z.number() })
    .parse(server.address() satisfies string | AddressInfo | null)
  servers.push(server)
  return { received, url: `http://127.0.0.1:${port}/hook?x=1` }
}

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** As a receiver computes it: the hash of the secret and the bytes behind it. */
const hash = (algorithm: string, body: string): string =>
  createHash(algorithm)
    .update(Buffer.concat([Buffer.from(SECRET), Buffer.from(body)]))
    .digest('hex')

describe('a notification', () => {
  it.each(['sha1', 'sha256', 'sha512'] as const)('is signed by %s over what is sent', async algorithm => {
    const { account } = createTestKaltura()
    const { received, url } = await startReceiver()
    const headers = { 'x-webhook-token': 'let me in' }
    for (const style of ['json', 'form'] as const) {
      account.meetings.settings({ webhook: { url, algorithm, style, headers } })
      const sent = await account.meetings.sendWebhook({ about: 'entry', objectId: '0_alps' })
      expect(sent.status).toBe(200)
    }
    for (const { headers: given, body } of received)
      expect(given).toMatchObject({
        'x-kaltura-signature': hash(algorithm, body),
        'x-kaltura-hash-algo': algorithm,
        'x-webhook-token': 'let me in',
      })
    const [json, form] = received.map(({ body }) => body)
    expect(received.map(({ headers: given }) => given['content-type'])).toEqual([
      'application/json',
      'application/x-www-form-urlencoded',
    ])
    expect(JSON.parse(json ?? '')).toMatchObject({
      object: { objectType: 'KalturaMediaEntry', id: '0_alps', status: 2 },
      eventObjectType: 1,
      eventType: 3,
      eventNotificationJobId: expect.any(Number),
      objectType: 'KalturaHttpNotification',
    })
    expect(JSON.parse(new URLSearchParams(form).get('data') ?? '')).toMatchObject({
      object: { id: '0_alps' },
    })
  })

  it.each(['body', 'signature', 'unsigned', 'secret'] as const)('can be forged: %s', async tamper => {
    const { account } = createTestKaltura()
    const { received, url } = await startReceiver()
    account.meetings.settings({ webhook: { url } })
    await account.meetings.sendWebhook({ about: 'entry', objectId: '0_alps', tamper })
    const { headers, body }: Received = received[0] ?? { headers: {}, body: '' }
    const algorithm = `${headers['x-kaltura-hash-algo']}`
    expect(headers['x-kaltura-signature']).not.toBe(hash(algorithm, body))
  })

  it('can be sent over again', async () => {
    const { account } = createTestKaltura()
    const { received, url } = await startReceiver()
    account.meetings.settings({ webhook: { url } })
    const wish = { about: 'scheduleEvent', objectId: '9200001' } as const
    const { jobId } = await account.meetings.sendWebhook(wish)
    await account.meetings.sendWebhook({ ...wish, jobId })
    expect(received[0]?.body).toBe(received[1]?.body)
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      eventObjectType: 'scheduleEventNotifications.ScheduleEvent',
      object: { id: 9_200_001 },
    })
  })

  it('says that a recording is ready, again and again until it is taken', async () => {
    const kaltura = createTestKaltura()
    const { account, traffic } = kaltura
    const { received, url } = await startReceiver([503, 302, 204])
    const retries = { webhookRetriesMs: [0, 0, 0, 0] }
    account.meetings.settings({ recordingAfterMs: 0, convertingMs: 0, ...retries, webhook: { url } })
    const entryId = account.meetings.recordNow(await addRoom(kaltura))
    await vi.waitUntil(() => traffic.entries().length === 3)
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ object: { id: entryId, status: 2 } })
    expect(traffic.entries().map(({ service, status }) => [service, status])).toEqual([
      ['webhooks', 503],
      ['webhooks', 302],
      ['webhooks', 204],
    ])
  })

  it('says that a schedule event has changed', async () => {
    const { account, call, adminKs: ks } = createTestKaltura()
    const { received, url } = await startReceiver()
    account.meetings.settings({ webhook: { url } })
    const scheduleEvent = {
      objectType: 'KalturaRecordScheduleEvent',
      summary: 'Class',
      recurrenceType: 0,
      startDate: 1,
      endDate: 2,
    }
    const { id: scheduleEventId } = await call('schedule_scheduleevent', 'add', { ks, scheduleEvent })
    await vi.waitUntil(() => received.length === 1)
    await call('schedule_scheduleevent', 'update', { ks, scheduleEventId, scheduleEvent: { startDate: 0 } })
    await vi.waitUntil(() => received.length === 2)
    expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({
      object: { id: scheduleEventId, startDate: 0 },
    })
  })
})

describe('a report', () => {
  const createReported = async () => {
    const kaltura = createTestKaltura()
    const roomId = await addRoom(kaltura)
    const stay = (userId: string, name: string, minutes: number) => {
      const entered = kaltura.account.meetings.enter(roomId, { userId, name })
      kaltura.clock.nowMs += minutes * 60_000
      if (entered.ok) kaltura.account.meetings.leave(entered.personId)
    }
    const ask = async (parameters: Readonly<Record<string, string>>) => {
      const query = new URLSearchParams({ ks: kaltura.adminKs, format: '1', ...parameters })
      return kaltura.api({ path: `/api_v3/service/report/action/getCsvFromStringParams?${query}` })
    }
    const nowS = () => Math.floor(kaltura.clock.nowMs / 1000)
    return { ...kaltura, roomId, stay, ask, nowS }
  }
  const HEADER = 'entry_id,user_id,user_name,user_type,meeting_view_time\r\n'

  it('says who was there and for how long, once that is known', async () => {
    const { roomId, stay, ask, clock, nowS } = await createReported()
    const params = `from_date=${nowS()};to_date=${nowS() + 86_400};entry_ids=${roomId}`
    stay('discord_1', 'Ana, "the host"', 12.5)
    stay('discord_2', 'Ben', 1)
    stay('discord_1', 'Ana, "the host"', 7.5)
    expect((await ask({ id: '6001', params })).body).not.toContain('20.00')
    clock.nowMs += 5_000
    const { headers, body } = await ask({ id: '6001', params })
    expect(headers?.['content-type']).toMatch('text/csv')
    expect(body).toBe(
      `${HEADER}${roomId},discord_1,"Ana, ""the host""",Attendee,20.00\r\n${roomId},discord_2,Ben,Attendee,1.00\r\n`,
    )
    expect((await ask({ id: '6000', params })).body).toContain(`${roomId},Film night,2,21.00`)
  })

  it('is of the time and the rooms that were asked for', async () => {
    const { stay, ask, clock, nowS } = await createReported()
    stay('discord_1', 'Ana', 5)
    clock.nowMs += 5_000
    const later = `from_date=${nowS()};to_date=${nowS() + 60}`
    expect((await ask({ id: '6001', params: later })).body).toBe(HEADER)
    expect((await ask({ id: '6001', params: 'entry_ids=1_other' })).body).toBe(HEADER)
    expect((await ask({ id: '6001', params: '' })).body).toContain('Ana')
  })

  it('is an administrator’s, and one of those that there are', async () => {
    const { call, mint, adminKs: ks } = await createReported()
    expect(await call('report', 'getCsvFromStringParams', { ks, id: 7 })).toMatchObject({
      code: 'REPORT_NOT_FOUND',
    })
    expect(await call('report', 'getCsvFromStringParams', { ks: mint(''), id: 6001 })).toMatchObject({
      code: 'SERVICE_FORBIDDEN',
    })
  })
})
