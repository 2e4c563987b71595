import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createKalturaCheck } from '../../../../sandbox/src/conformance/kalturaCheck.ts'
import { made, roomSpec } from '../../testing/roomSpec.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../testing/sharedData.ts'
import { startTestKaltura, type TestKaltura } from '../../testing/startTestKaltura.ts'
import { createKalturaSessions } from '../kalturaSessions.ts'
import { createSecretSessions } from '../secretSessions.ts'
import type { RoomProvider } from './roomProvider.ts'
import { createScheduleRooms } from './scheduleRooms.ts'

let kaltura: TestKaltura
let rooms: RoomProvider
beforeAll(async () => {
  kaltura = await startTestKaltura()
  const sessions = createKalturaSessions(createSecretSessions(kaltura), kaltura.clock)
  rooms = createScheduleRooms({ ...kaltura, sessions, kafUrl: kaltura.sandbox.urls.kaf })
})
afterAll(() => kaltura.close())
afterEach(() => {
  kaltura.sandbox.faults.clear()
  kaltura.time.aheadMs = 0
})

const PageSchema = z.object({ objects: z.array(z.record(z.string(), z.unknown())) })

/** What Kaltura has of it and hasn't deleted. */
async function listed(service: string, filter: object) {
  const { ks } = made(await createSecretSessions(kaltura).admin('meetings', 600))
  const parameters = { filter }
  const call = { service, action: 'list', kind: 'read', ks, parameters, answer: PageSchema } as const
  const answer = await kaltura.client.send(call)
  return answer.kind === 'answer' ? answer.value.objects : []
}
const resources = (reference: string) =>
  listed('schedule_scheduleresource', {
    objectType: 'KalturaLocationScheduleResourceFilter',
    systemNameEqual: `kaltura-discord-${reference}`,
  })
const events = (reference: string) =>
  listed('schedule_scheduleevent', {
    objectType: 'KalturaRecordScheduleEventFilter',
    referenceIdEqual: reference,
    statusIn: '1,2',
  })
const links = (eventId: string | null) =>
  listed('schedule_scheduleeventresource', {
    objectType: 'KalturaScheduleEventResourceFilter',
    eventIdEqual: Number(eventId),
  })

const NOW_S = () => Math.floor(kaltura.clock.nowMs() / 1000)

describe('a room that is a schedule resource', () => {
  it('is not made any further when that has taken too long: it is being taken back by then', async () => {
    const sessions = createKalturaSessions(createSecretSessions(kaltura), kaltura.clock)
    let looks = 0
    const clock = { nowMs: () => kaltura.clock.nowMs() + 20_000 * looks++ }
    const slow = createScheduleRooms({ ...kaltura, clock, sessions, kafUrl: kaltura.sandbox.urls.kaf })
    expect(await slow.create(roomSpec({ reference: 'slow' }))).toMatchObject({
      error: { code: 'kaltura_unavailable' },
    })
    expect(await resources('slow')).toHaveLength(1)
    expect(await events('slow')).toEqual([])
    made(await rooms.remove('slow', null))
    expect(await resources('slow')).toEqual([])
  })

  it('is made with its event, and found again rather than made twice', async () => {
    const spec = roomSpec({ reference: 'made', type: 'webinar' })
    const room = made(await rooms.create(spec))
    expect(made(await rooms.create(spec))).toEqual(room)
    const startDate = spec.startsAtMs / 1000
    expect(await resources('made')).toEqual([
      expect.objectContaining({
        id: Number(room.id),
        name: 'Film night',
        tags: 'vcprovider:newrow,custom_rs_class_mode:webinar,custom_rec_auto_start:1,kaltura-discord',
      }),
    ])
    expect(await events('made')).toEqual([
      expect.objectContaining({ id: Number(room.scheduleEventId), startDate, endDate: startDate + 3_600 }),
    ])
    expect(await links(room.scheduleEventId)).toEqual([
      expect.objectContaining({ resourceId: Number(room.id) }),
    ])
    expect(made(await rooms.plannedAtMs(room))).toBe(spec.startsAtMs)
  })

  it.each([
    ['meeting', 'virtual_classroom'],
    ['classroom', 'virtual_classroom'],
  ] as const)('needs no template for a %s', async (type, mode) => {
    made(await rooms.create(roomSpec({ reference: type, type, isRecorded: false })))
    const tags = `vcprovider:newrow,custom_rs_class_mode:${mode},kaltura-discord`
    expect(await resources(type)).toEqual([expect.objectContaining({ tags })])
  })

  it.each([
    ['schedule_scheduleresource', 'received'],
    ['schedule_scheduleresource', 'acted'],
    ['schedule_scheduleevent', 'received'],
    ['schedule_scheduleevent', 'acted'],
    ['schedule_scheduleeventresource', 'received'],
    ['schedule_scheduleeventresource', 'acted'],
  ] as const)('is made by a second try, or taken back, when %s.add got lost, %s', async (service, phase) => {
    const lose = () =>
      kaltura.sandbox.faults.add({
        service: 'kaltura',
        kind: 'absent',
        phase,
        pathContains: `${service}/action/add`,
        times: 1,
      })
    lose()
    const again = roomSpec({ reference: `again ${service} ${phase}` })
    await rooms.create(again)
    made(await rooms.create(again))
    const count = async (reference: string) => [
      (await resources(reference)).length,
      (await events(reference)).length,
    ]
    expect(await count(again.reference)).toEqual([1, 1])
    lose()
    const back = roomSpec({ reference: `back ${service} ${phase}` })
    await rooms.create(back)
    made(await rooms.remove(back.reference, null))
    expect(await count(back.reference)).toEqual([0, 0])
  })

  it('ends with its event once that has begun', async () => {
    const room = made(await rooms.create(roomSpec({ reference: 'ended', startsAtMs: kaltura.clock.nowMs() })))
    const endMs = kaltura.clock.nowMs() + 60_000
    for (const _again of [1, 2]) made(await rooms.close(room, 'ended', endMs))
    expect(await events('ended')).toEqual([
      expect.objectContaining({ status: 2, endDate: Math.floor(endMs / 1000) }),
    ])
  })

  it('is called off before that', async () => {
    const spec = roomSpec({ reference: 'called off', startsAtMs: (NOW_S() + 3_600) * 1000 })
    const room = made(await rooms.create(spec))
    made(await rooms.close(room, spec.reference, kaltura.clock.nowMs()))
    expect(await events(spec.reference)).toEqual([expect.objectContaining({ status: 1 })])
    expect(made(await rooms.existing([room]))).toEqual(new Set())
  })

  it('is known to be there, or not', async () => {
    const make = async (reference: string) => made(await rooms.create(roomSpec({ reference })))
    const [one, other] = [await make('there 1'), await make('there 2')]
    made(await rooms.remove('there 2', other))
    expect(made(await rooms.existing([one, other]))).toEqual(new Set([one.id]))
    expect(made(await rooms.plannedAtMs(other))).toBeNull()
    made(await rooms.close(other, 'there 2', 0))
    made(await rooms.remove('there 2', other))
  })

  it('has neither recordings nor attendance that could be told to be its own', async () => {
    const room = made(await rooms.create(roomSpec({ reference: 'what was' })))
    expect(made(await rooms.recording(room))).toEqual({ state: 'none' })
    expect(made(await rooms.attendance(room, { fromMs: 0, toMs: 1 }))).toBeNull()
  })

  it('can’t be made, closed, removed or looked for while Kaltura is away', async () => {
    const room = made(await rooms.create(roomSpec({ reference: 'away' })))
    kaltura.sandbox.faults.add({ service: 'kaltura', kind: 'garble' })
    const away = { ok: false, error: { code: 'kaltura_unavailable' } }
    expect(await rooms.create(roomSpec({ reference: 'away 2' }))).toMatchObject(away)
    expect(await rooms.close(room, 'away', 0)).toMatchObject(away)
    expect(await rooms.remove('away', room)).toMatchObject(away)
    expect(await rooms.existing([room])).toMatchObject(away)
    expect(await rooms.plannedAtMs(room)).toMatchObject(away)
  })
})

describe.skipIf(skipWithoutSharedData)('what is asked for rooms that are schedule resources', () => {
  it('is what Kaltura’s schema says, in name and type', () => {
    const check = createKalturaCheck(sharedDataPath('kaltura-22.19.0.schema.json'))
    const sent = kaltura.sandbox.traffic.entries().filter(({ service }) => service === 'kaltura')
    expect(sent.flatMap(check)).toEqual([])
    const actions = new Set(sent.map(({ url }) => url.replace(/.*service\/(\w+)\/action\/(\w+).*/, '$1.$2')))
    for (const action of ['add', 'get', 'list', 'update', 'cancel', 'delete'])
      expect(actions).toContain(`schedule_scheduleevent.${action}`)
    for (const action of ['add', 'get', 'list', 'delete'])
      expect(actions).toContain(`schedule_scheduleresource.${action}`)
    expect(actions).toContain('schedule_scheduleeventresource.add')
  })
})
