import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createKalturaCheck } from '../../../../sandbox/src/conformance/kalturaCheck.ts'
import { made, roomSpec } from '../../testing/roomSpec.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../testing/sharedData.ts'
import { startTestKaltura, type TestKaltura } from '../../testing/startTestKaltura.ts'
import { createKalturaSessions } from '../kalturaSessions.ts'
import { createSecretSessions } from '../secretSessions.ts'
import { createEntryRooms } from './entryRooms.ts'
import type { Guest, RoomProvider } from './roomProvider.ts'
import { createScheduleRooms } from './scheduleRooms.ts'

let kaltura: TestKaltura
let entryRooms: RoomProvider
let scheduleRooms: RoomProvider
beforeAll(async () => {
  kaltura = await startTestKaltura()
  const { sandbox } = kaltura
  sandbox.meetings.settings({
    recordingAfterMs: 0,
    convertingMs: 0,
    reportAfterMs: 0,
    webhook: { url: null },
  })
  const sessions = createKalturaSessions(createSecretSessions(kaltura), kaltura.clock)
  const connection = { ...kaltura, sessions, kafUrl: sandbox.urls.kaf }
  entryRooms = createEntryRooms({ ...connection, templates: {} })
  scheduleRooms = createScheduleRooms(connection)
})
afterAll(() => kaltura.close())

const ANA: Guest = { userId: '1', displayName: 'Ana López', isHost: true, role: 'viewer' }
const BEN: Guest = { userId: '2', displayName: 'Ben, role:adminRole', isHost: false, role: 'viewer' }

describe.each(['entry', 'schedule'] as const)('a meeting in a room of kind %s', kind => {
  it('is entered by the links that were given out, and by none of them once it is closed', async () => {
    const rooms = kind === 'entry' ? entryRooms : scheduleRooms
    const { meetings } = kaltura.sandbox
    const spec = roomSpec({ reference: `whole ${kind}`, startsAtMs: kaltura.clock.nowMs() - 60_000 })
    const room = made(await rooms.create(spec))
    const linkOf = async (guest: Guest) => made(await rooms.launchUrl(room, spec.reference, guest))
    const unused = await linkOf(BEN)
    for (const guest of [ANA, BEN]) expect(meetings.enter(await linkOf(guest))).toMatchObject({ ok: true })
    const people = () => meetings.rooms().find(({ reference }) => reference.endsWith(spec.reference))?.people
    expect(people()).toMatchObject([
      { userId: 'discord_1', name: 'Ana López', isModerator: true },
      { userId: 'discord_2', name: 'Ben role:adminRole', isModerator: false },
    ])
    made(await rooms.close(room, spec.reference, kaltura.clock.nowMs()))
    expect(meetings.enter(unused)).toMatchObject({ ok: false })
    expect(meetings.enter(await linkOf(BEN))).toMatchObject({ ok: false })
  })
})

describe('afterwards', () => {
  it('there is a recording, and Kaltura says who was there', async () => {
    const { meetings } = kaltura.sandbox
    const fromMs = kaltura.clock.nowMs() - 1_000
    const room = made(await entryRooms.create(roomSpec({ reference: 'afterwards' })))
    expect(made(await entryRooms.recording(room))).toEqual({ state: 'none' })
    expect(made(await entryRooms.attendance(room, { fromMs, toMs: fromMs + 60_000 }))).toBeNull()
    for (const guest of [ANA, BEN]) {
      const entered = meetings.enter(made(await entryRooms.launchUrl(room, 'afterwards', guest)))
      if (entered.ok) meetings.leave(entered.personId)
    }
    await vi.waitUntil(async () => made(await entryRooms.recording(room)).state === 'ready')
    const recordings = kaltura.sandbox.library
      .entries()
      .filter(({ rootEntryId }) => rootEntryId === room.id)
      .map(({ id }) => id)
    expect(recordings).toContain(Reflect.get(made(await entryRooms.recording(room)), 'entryId'))
    const attended = made(await entryRooms.attendance(room, { fromMs, toMs: kaltura.clock.nowMs() + 60_000 }))
    expect(attended).toMatchObject({ people: 2 })
  })

  it('a recording that only names its room is found as well', async () => {
    const { library } = kaltura.sandbox
    const room = made(await entryRooms.create(roomSpec({ reference: 'by its room' })))
    const entry = {
      name: 'x',
      description: '',
      tags: '',
      createdDaysAgo: 0,
      durationS: 1,
      rootEntryId: room.id,
    }
    library.add({ ...entry, id: '1_parts1', status: '1' })
    expect(made(await entryRooms.recording(room))).toEqual({ state: 'processing', entryId: '1_parts1' })
    expect(made(await entryRooms.roomOf('1_parts1'))).toBe(room.id)
    for (const other of ['0_testcard', '1_nowhere']) expect(made(await entryRooms.roomOf(other))).toBeNull()
    library.add({ ...entry, id: '1_parts2' })
    expect(made(await entryRooms.recording(room))).toEqual({ state: 'ready', entryId: '1_parts2' })
  })
})

describe.skipIf(skipWithoutSharedData)('all that a meeting asks of Kaltura', () => {
  it('is what its schema says, in name and type', async () => {
    const spec = roomSpec({ reference: 'by the schema', startsAtMs: kaltura.clock.nowMs() + 60_000 })
    for (const rooms of [entryRooms, scheduleRooms]) {
      const room = made(await rooms.create(spec))
      made(await rooms.existing([room]))
      made(await rooms.plannedAtMs(room))
      made(await rooms.close(room, spec.reference, kaltura.clock.nowMs()))
      made(await rooms.remove(spec.reference, room))
    }
    const check = createKalturaCheck(sharedDataPath('kaltura-22.19.0.schema.json'))
    const sent = kaltura.sandbox.traffic.entries().filter(({ service }) => service === 'kaltura')
    expect(sent.flatMap(check)).toEqual([])
    const asked = new Set(
      sent.map(({ url }) => /service\/(\w+\/action\/\w+)/.exec(url)?.[1]?.replace('/action/', '.')),
    )
    expect([...asked].toSorted()).toEqual([
      'baseentry.get',
      'baseentry.list',
      'report.getCsvFromStringParams',
      'room_room.add',
      'room_room.delete',
      'room_room.get',
      'room_room.list',
      'room_room.update',
      'schedule_scheduleevent.add',
      'schedule_scheduleevent.cancel',
      'schedule_scheduleevent.delete',
      'schedule_scheduleevent.get',
      'schedule_scheduleevent.list',
      'schedule_scheduleevent.update',
      'schedule_scheduleeventresource.add',
      'schedule_scheduleresource.add',
      'schedule_scheduleresource.delete',
      'schedule_scheduleresource.list',
      'session.end',
    ])
  })
})
