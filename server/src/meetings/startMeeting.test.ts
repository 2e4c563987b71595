import { MAX_AHEAD_MS, MAX_MEETINGS, MIN_AHEAD_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import type { Fault } from '../../../sandbox/src/faults/faultSchema.ts'
import { TEMPLATE_ROOM_IDS } from '../../../sandbox/src/kaltura/rooms/templateRooms.ts'
import { createKalturaSessions } from '../kaltura/kalturaSessions.ts'
import { createEntryRooms } from '../kaltura/rooms/entryRooms.ts'
import type { RoomProvider } from '../kaltura/rooms/roomProvider.ts'
import { createScheduleRooms } from '../kaltura/rooms/scheduleRooms.ts'
import { createSecretSessions } from '../kaltura/secretSessions.ts'
import { type Database, openDatabase } from '../platform/database/openDatabase.ts'
import { createOutbox } from '../platform/outbox/createOutbox.ts'
import type { EffectHandlers } from '../platform/outbox/outbox.ts'
import { createOutboxStore } from '../platform/outbox/outboxStore.ts'
import { OutboxWorker } from '../platform/outbox/outboxWorker.ts'
import { succeed } from '../platform/result.ts'
import { made } from '../testing/roomSpec.ts'
import { startTestKaltura, type TestKaltura } from '../testing/startTestKaltura.ts'
import { createChangeMeeting } from './changeMeeting.ts'
import { createMeetings } from './createMeetings.ts'
import { createMeetingHandlers } from './handlers/createMeetingHandlers.ts'
import { createKalturaChanges } from './kalturaChanges.ts'
import { removalsOf, SECOND_LOOK_MS } from './meetingEffects.ts'
import { createMeetingQueries } from './meetingQueries.ts'
import { createMeetingStore, type MeetingStore } from './meetingStore.ts'
import type { Meetings } from './meetings.ts'
import { createReconcile } from './reconcile.ts'
import { createStartMeeting, UNDO_AFTER_MS } from './startMeeting.ts'
import { ANA, BEN, DRAFT, GUILD, OTHER_GUILD } from './testing/meetingGround.ts'

const HOUR_MS = 3_600_000
/** What a maker waits for here. */
const DEADLINE_MS = 400

let kaltura: TestKaltura
let rooms: RoomProvider
/** The other way of making them. */
let scheduled: RoomProvider
beforeAll(async () => {
  kaltura = await startTestKaltura()
  const sessions = createKalturaSessions(createSecretSessions(kaltura), kaltura.clock)
  const connection = { ...kaltura, sessions, kafUrl: kaltura.sandbox.urls.kaf }
  rooms = createEntryRooms({ ...connection, templates: TEMPLATE_ROOM_IDS })
  scheduled = createScheduleRooms(connection)
})
afterAll(() => kaltura.close())

let database: Database
let running: Running
/** Processes that share its database. */
const others: Running[] = []
beforeEach(async () => {
  database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  running = run(rooms)
})
afterEach(async () => {
  kaltura.sandbox.faults.clear()
  await running.worker.close()
  for (const { worker } of others.splice(0)) await worker.close()
  await database.close()
  for (const { reference } of await roomsAtKaltura()) await rooms.remove(reference, null)
})

interface Running {
  readonly meetings: Meetings
  readonly store: MeetingStore
  readonly worker: OutboxWorker
  readonly reconcile: () => Promise<void>
}

const shown = async () => ({ kind: 'done' as const })
/** What people see of it in Discord is somebody else's. */
const SHOWN: EffectHandlers = { 'meeting.announce': shown, 'meeting.event': shown, 'meeting.remind': shown }

function runOther(provider: RoomProvider, deadlineMs: number): Running {
  const other = run(provider, deadlineMs)
  others.push(other)
  return other
}

/** Meetings over one database as a process has them. */
function run(provider: RoomProvider, deadlineMs = DEADLINE_MS): Running {
  const { clock, logger } = kaltura
  const outboxStore = createOutboxStore(database)
  const observer = { effect: () => {}, outbox: () => {} }
  const worker = new OutboxWorker({ store: outboxStore, observer, clock, logger })
  const outbox = createOutbox({ store: outboxStore, clock, onWake: () => worker.wake() })
  const store = createMeetingStore(database, outbox)
  const queries = createMeetingQueries(database)
  const change = createChangeMeeting({ store, outbox, clock })
  const mayMentionEveryone = async () => true
  const basics = { store, queries, change, rooms: provider, clock, logger, outbox, mayMentionEveryone }
  const start = createStartMeeting({
    ...basics,
    deadlineMs,
    isRecorded: async () => true,
    takeBack: async id => outbox.add(database.query, removalsOf(id, clock.nowMs())),
  })
  worker.start({ ...SHOWN, ...createMeetingHandlers(basics) })
  const meetings = createMeetings({ ...basics, ...createKalturaChanges(basics), database, start })
  return { meetings, store, worker, reconcile: createReconcile(basics) }
}

const RoomSchema = z
  .object({ id: z.string(), referenceId: z.string() })
  .transform(({ id, referenceId: reference }) => ({ id, reference }))

/** What Kaltura has of ours, whoever made it. */
async function listed<T>(service: string, filter: object, object: z.ZodType<T>): Promise<T[]> {
  const { ks } = made(await createSecretSessions(kaltura).admin('meetings', 600))
  const answer = await kaltura.client.send({
    service,
    action: 'list',
    kind: 'read',
    ks,
    parameters: { filter },
    answer: z.object({ objects: z.array(object) }),
  })
  if (answer.kind !== 'answer') throw new Error(answer.kind)
  return answer.value.objects
}

const roomsAtKaltura = () =>
  listed(
    'room_room',
    { objectType: 'KalturaRoomEntryFilter', statusNotEqual: '3', adminTagsLike: 'kaltura-discord' },
    RoomSchema,
  )

const NumberedSchema = z.object({ id: z.number() })

/** Resources and events of Kaltura's schedule. */
async function scheduleAtKaltura(): Promise<readonly [number, number]> {
  const resources = { objectType: 'KalturaLocationScheduleResourceFilter' }
  const events = { objectType: 'KalturaRecordScheduleEventFilter', statusIn: '1,2' }
  const all = await Promise.all([
    listed('schedule_scheduleresource', resources, NumberedSchema),
    listed('schedule_scheduleevent', events, NumberedSchema),
  ])
  return [all[0].length, all[1].length]
}

const atKaltura = async () => (await roomsAtKaltura()).map(({ id }) => id)

/** Everything that is due by then is done, and whatever becomes due by that. */
async function pass(ms: number): Promise<void> {
  kaltura.time.aheadMs += ms
  running.worker.wake()
  for (const { worker } of [...others, running]) await worker.idle()
}

const rows = () => database.query.selectFrom('meetings').select(['id', 'status']).execute()
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code)

/** Nothing here, nothing there, and nothing left to do. */
async function expectNothing(): Promise<void> {
  expect(await rows()).toEqual([])
  expect(await atKaltura()).toEqual([])
  const left = await database.query
    .selectFrom('outbox')
    .select(['kind', 'last_error'])
    .where('done_at_ms', 'is', null)
    .execute()
  expect(left).toEqual([])
}

describe('starting a meeting', () => {
  it('makes it here and at Kaltura, and what was to take it back takes nothing (MT8)', async () => {
    const meeting = made(await running.meetings.start(DRAFT))
    expect(meeting).toMatchObject({
      status: 'live',
      title: 'Film night',
      owner: { id: ANA.userId, name: 'Ana' },
      mayMentionEveryone: true,
      recording: { state: 'awaited' },
    })
    await pass(UNDO_AFTER_MS + SECOND_LOOK_MS)
    expect(await atKaltura()).toEqual([meeting.room?.id])
    expect(await running.meetings.list(GUILD)).toEqual([meeting])
    expect(made(await running.meetings.get(GUILD, meeting.id))).toEqual(meeting)
    expect(codeOf(await running.meetings.get(OTHER_GUILD, meeting.id))).toBe('meeting_not_found')
    expect(codeOf(await running.meetings.end(OTHER_GUILD, meeting.id, BEN))).toBe('meeting_not_found')
  })

  it('that is planned makes its room, and calling it off takes that away (MT8)', async () => {
    const plannedAtMs = kaltura.clock.nowMs() + HOUR_MS
    const meeting = made(await running.meetings.start({ ...DRAFT, plannedAtMs }))
    expect(meeting).toMatchObject({ status: 'scheduled', plannedAtMs })
    const [first, second] = await Promise.all([
      running.meetings.end(GUILD, meeting.id, ANA),
      running.meetings.end(GUILD, meeting.id, BEN),
    ])
    expect(made(second)).toEqual(made(first))
    await pass(0)
    expect(await atKaltura()).toEqual([])
    expect(await running.meetings.list(GUILD)).toEqual([])
    expect(codeOf(await running.meetings.get(GUILD, meeting.id))).toBe('meeting_not_found')
    await pass(HOUR_MS)
    expect((await running.store.get(meeting.id))?.status).toBe('withdrawn')
  })

  it('begins a planned one when its time has come', async () => {
    const plannedAtMs = kaltura.clock.nowMs() + HOUR_MS
    const meeting = made(await running.meetings.start({ ...DRAFT, plannedAtMs }))
    await pass(HOUR_MS)
    expect(made(await running.meetings.get(GUILD, meeting.id)).status).toBe('live')
  })

  const add = { service: 'kaltura', pathContains: 'room_room/action/add' } as const
  const list = { service: 'kaltura', pathContains: 'room_room/action/list' } as const

  const slowList = { ...list, kind: 'slow', delayMs: 500 } as const

  it.each<[string, readonly Fault[]]>([
    ['refuses to make it', [{ ...add, kind: 'fail' }]],
    ['is gone before it makes it', [{ ...add, kind: 'absent', phase: 'received' }]],
    [
      'has made it, says nothing, and can’t soon be asked',
      [{ ...add, kind: 'absent', phase: 'acted' }, slowList],
    ],
    ['has made it, says nonsense, and can’t soon be asked', [{ ...add, kind: 'garble' }, slowList]],
    ['can’t be looked through', [{ ...list, kind: 'fail' }]],
    ['says nothing at all', [{ service: 'kaltura', kind: 'absent' }]],
    ['speaks nonsense', [{ service: 'kaltura', kind: 'garble' }]],
  ])('leaves nothing half made when Kaltura %s (MT8)', async (_what, faults) => {
    for (const fault of faults) kaltura.sandbox.faults.add(fault)
    expect(codeOf(await runOther(rooms, 700).meetings.start(DRAFT))).toBe('kaltura_unavailable')
    expect(await running.meetings.list(GUILD)).toEqual([])
    const [row] = await rows()
    expect(codeOf(await running.meetings.get(GUILD, row?.id ?? ''))).toBe('meeting_not_found')
    kaltura.sandbox.faults.clear()
    for (let minutes = 0; minutes < 5; minutes++) await pass(60_000)
    await expectNothing()
  })

  it('leaves nothing of what Kaltura makes after nobody waits for it any more (MT8)', async () => {
    kaltura.sandbox.faults.add({ ...add, kind: 'slow', delayMs: 3 * DEADLINE_MS, times: 1 })
    expect(codeOf(await running.meetings.start(DRAFT))).toBe('kaltura_unavailable')
    await pass(0)
    await vi.waitFor(async () => expect(await atKaltura()).toHaveLength(1), { timeout: 5_000 })
    await pass(SECOND_LOOK_MS)
    await pass(UNDO_AFTER_MS)
    await expectNothing()
  })

  it('leaves nothing when whoever makes it dies, whatever they had made (MT8)', async () => {
    for (const until of ['asking', 'made'] as const) {
      const dies: RoomProvider = {
        ...rooms,
        async create(spec) {
          if (until === 'made') made(await rooms.create(spec))
          return new Promise(() => {})
        },
      }
      void runOther(dies, HOUR_MS).meetings.start(DRAFT)
      await vi.waitFor(async () => expect(await rows()).toHaveLength(1))
      if (until === 'made') await vi.waitFor(async () => expect(await atKaltura()).toHaveLength(1))
      expect(await running.meetings.list(GUILD)).toEqual([])
      await pass(UNDO_AFTER_MS)
      expect(await rows()).toMatchObject([{ status: 'withdrawn' }])
      await pass(SECOND_LOOK_MS)
      await expectNothing()
    }
  })

  it.each([
    ['while it is taken back', false],
    ['after that', true],
  ])('comes to nothing for whoever was thought dead and comes back %s (MT8)', async (_when, afterwards) => {
    let blindLooks = 0
    await running.worker.close()
    running = run({
      ...rooms,
      remove: async (...what) => (blindLooks-- > 0 ? succeed(undefined) : rooms.remove(...what)),
    })
    const away = Promise.withResolvers<void>()
    const freezes: RoomProvider = {
      ...rooms,
      async create(spec) {
        await away.promise
        return rooms.create(spec)
      },
    }
    const started = runOther(freezes, HOUR_MS).meetings.start(DRAFT)
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1))
    await pass(UNDO_AFTER_MS)
    if (afterwards) await pass(SECOND_LOOK_MS)
    expect(await rows()).toHaveLength(afterwards ? 0 : 1)
    // What was made just now is in none of Kaltura's lists yet.
    blindLooks = 1
    away.resolve()
    // A sentence of the kind that starting a meeting is known to fail with.
    expect(codeOf(await started)).toBe('kaltura_unavailable')
    await pass(0)
    if (afterwards) expect(await atKaltura()).toHaveLength(1)
    await pass(SECOND_LOOK_MS)
    await expectNothing()
  })

  it('is refused in a sentence that says what to do, and makes nothing', async () => {
    const nowMs = kaltura.clock.nowMs()
    for (const plannedAtMs of [nowMs - 1, nowMs + MAX_AHEAD_MS + HOUR_MS])
      expect(await running.meetings.start({ ...DRAFT, plannedAtMs })).toMatchObject({
        error: { code: 'invalid_request', field: 'startsAt', message: expect.stringMatching(/Choose/) },
      })
    await expectNothing()
    const soon = made(await running.meetings.start({ ...DRAFT, plannedAtMs: nowMs + MIN_AHEAD_MS - 1 }))
    expect(soon).toMatchObject({ status: 'live', plannedAtMs: null })
    for (let made = 1; made < MAX_MEETINGS; made++)
      await running.store.insert({ ...soon, id: `x${String(made).padStart(9, '0')}` }, [])
    expect(await running.meetings.start(DRAFT)).toMatchObject({ error: { code: 'too_many_meetings' } })
    expect(codeOf(await running.meetings.start({ ...DRAFT, guildId: OTHER_GUILD }))).toBe('ok')
  })

  it('is refused where this server has no way to Kaltura’s rooms', async () => {
    const start = createStartMeeting({
      ...running,
      queries: createMeetingQueries(database),
      change: async () => Promise.reject(new Error('nothing is to be changed')),
      outbox: { add: async () => {}, wake: () => {} },
      rooms: null,
      clock: kaltura.clock,
      logger: kaltura.logger,
      isRecorded: async () => true,
      mayMentionEveryone: async () => true,
      takeBack: async () => {},
    })
    expect(codeOf(await start(DRAFT))).toBe('kaltura_unavailable')
  })
})

describe('starting a meeting whose room is a schedule resource', () => {
  const STEPS = ['scheduleresource', 'scheduleevent', 'scheduleeventresource'].flatMap(step =>
    (['received', 'acted', 'garble', 'fail'] as const).map(how => [step, how] as const),
  )

  it.each(STEPS)('makes all of it or nothing where Kaltura fails at %s (%s) (MT8)', async (step, how) => {
    const fault = how === 'garble' || how === 'fail' ? { kind: how } : { kind: 'absent' as const, phase: how }
    kaltura.sandbox.faults.add({
      service: 'kaltura',
      pathContains: `schedule_${step}/action/add`,
      ...fault,
    })
    const plannedAtMs = kaltura.clock.nowMs() + HOUR_MS
    await running.worker.close()
    running = run(scheduled, 5_000)
    const started = await running.meetings.start({ ...DRAFT, plannedAtMs })
    kaltura.sandbox.faults.clear()
    for (let minutes = 0; minutes < 4; minutes++) await pass(60_000)
    expect(await scheduleAtKaltura()).toEqual(started.ok ? [1, 1] : [0, 0])
    expect(await running.meetings.list(GUILD)).toEqual(started.ok ? [started.value] : [])
    if (started.ok) made(await running.meetings.end(GUILD, started.value.id, ANA))
    await pass(0)
    expect(await scheduleAtKaltura()).toEqual([0, 0])
  })
})

describe('a meeting whose room has gone at Kaltura', () => {
  it('is over when two looks in a row have not found it, and not when Kaltura is away (MT9)', async () => {
    const live = made(await running.meetings.start(DRAFT))
    const plannedAtMs = kaltura.clock.nowMs() + HOUR_MS
    const planned = made(await running.meetings.start({ ...DRAFT, plannedAtMs }))
    await rooms.remove(live.id, live.room)
    await rooms.remove(planned.id, planned.room)
    // Too young to be missed.
    for (const _look of [1, 2, 3]) await running.reconcile()
    expect(await running.meetings.list(GUILD)).toHaveLength(2)
    await pass(10 * 60_000)
    await running.reconcile()
    kaltura.sandbox.faults.add({ service: 'kaltura', kind: 'fail' })
    await running.reconcile()
    kaltura.sandbox.faults.clear()
    await running.reconcile()
    expect((await running.meetings.list(GUILD)).map(({ status }) => status)).toEqual(['live', 'scheduled'])
    await running.reconcile()
    expect(await running.store.get(live.id)).toMatchObject({ status: 'ended', endReason: 'gone' })
    expect(await running.store.get(planned.id)).toMatchObject({ status: 'withdrawn', endReason: 'gone' })
  })

  it('is not one whose room is of another kind than rooms are made now', async () => {
    const meeting = made(await running.meetings.start(DRAFT))
    await pass(10 * 60_000)
    const existing = async () => succeed(new Set<string>())
    const other = runOther({ ...rooms, kind: 'schedule', existing }, DEADLINE_MS)
    for (const _look of [1, 2, 3]) await other.reconcile()
    made(await other.meetings.entryChanged(meeting.room?.id ?? ''))
    expect(made(await running.meetings.get(GUILD, meeting.id)).status).toBe('live')
  })

  it('is looked at when Kaltura says that it has changed (MT9)', async () => {
    const meeting = made(await running.meetings.start(DRAFT))
    const roomId = meeting.room?.id ?? ''
    await pass(10 * 60_000)
    made(await running.meetings.entryChanged(roomId))
    expect(made(await running.meetings.get(GUILD, meeting.id)).status).toBe('live')
    kaltura.sandbox.faults.add({ service: 'kaltura', kind: 'fail' })
    expect(codeOf(await running.meetings.entryChanged(roomId))).toBe('kaltura_unavailable')
    kaltura.sandbox.faults.clear()
    await rooms.remove(meeting.id, meeting.room)
    made(await running.meetings.entryChanged(roomId))
    expect(made(await running.meetings.get(GUILD, meeting.id))).toMatchObject({ status: 'ended' })
    made(await running.meetings.entryChanged('1_whatever'))
    made(await running.meetings.scheduleEventChanged('12345'))
  })
})
