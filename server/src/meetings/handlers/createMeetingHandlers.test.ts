import { MAX_LIVE_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomProvider } from '../../kaltura/rooms/roomProvider.ts'
import { type Database, openDatabase } from '../../platform/database/openDatabase.ts'
import type { EffectOutcome } from '../../platform/outbox/outbox.ts'
import { fail, succeed } from '../../platform/result.ts'
import { createKalturaChanges } from '../kalturaChanges.ts'
import { createMeetingGround, LIVE, type MeetingGround, READY_ROOMS, ROOM } from '../testing/meetingGround.ts'
import { ATTENDANCE_AWAITED_MS, ATTENDANCE_POLL_MS } from './createAttendanceHandler.ts'
import { createMeetingHandlers } from './createMeetingHandlers.ts'
import {
  RECORDING_AWAITED_MS,
  RECORDING_POLL_MS,
  RECORDING_SLOWEST_POLL_MS,
} from './createRecordingHandler.ts'

const { id: ID } = LIVE
const AWAY = fail('kaltura_unavailable', 'Away.')
const HOUR_MS = 3_600_000

let database: Database
let ground: MeetingGround
let startMs: number
beforeEach(async () => {
  database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  ground = createMeetingGround(database)
  startMs = ground.clock.now
})
afterEach(() => database.close())

async function keep(more: Partial<Meeting> = {}): Promise<void> {
  await ground.store.insert({ ...LIVE, room: { ...ROOM, scheduleEventId: '77' }, ...more }, [])
}

const keepEnded = () => keep({ status: 'ended', endedAtMs: startMs })
const there = () => ground.store.get(ID)

function handle(kind: string, rooms: Partial<RoomProvider> | null = {}): Promise<EffectOutcome> {
  const provider = rooms && { ...READY_ROOMS, ...rooms }
  const handler = createMeetingHandlers({ ...ground, rooms: provider })[kind]
  if (!handler) throw new Error(kind)
  return handler({ meetingId: ID }, { id: 'e-1', number: 1 })
}

const DONE = { kind: 'done' }
const DONE_WELL = { ok: true, value: undefined }

describe('everything that meetings lead to', () => {
  it.each([
    'meeting.begin',
    'meeting.expire',
    'meeting.close',
    'meeting.remove',
    'meeting.recording',
    'meeting.attendance',
  ])('has %s do nothing where there is no meeting any more, and refuse what names none', async kind => {
    expect(await handle(kind)).toEqual(DONE)
    const handler = createMeetingHandlers({ ...ground, rooms: READY_ROOMS })[kind]
    expect(await handler?.({ meeting: ID }, { id: 'e-1', number: 1 })).toMatchObject({
      kind: 'failed',
      isFinal: true,
    })
  })

  it('waits for credentials where there are none', async () => {
    await keepEnded()
    for (const kind of ['meeting.close', 'meeting.remove', 'meeting.recording', 'meeting.attendance'])
      expect(await handle(kind, null)).toMatchObject({ kind: 'failed', isFinal: false })
  })
})

describe('the time of a planned meeting', () => {
  it('begins it, once', async () => {
    const plannedAtMs = startMs + HOUR_MS
    await keep({ status: 'scheduled', plannedAtMs, startedAtMs: null })
    // It was moved since that was planned; the other time has an effect of its own.
    expect(await handle('meeting.begin')).toEqual(DONE)
    expect((await there())?.status).toBe('scheduled')
    ground.clock.now = plannedAtMs
    expect(await handle('meeting.begin')).toEqual(DONE)
    expect(await there()).toMatchObject({ status: 'live', startedAtMs: plannedAtMs, version: 2 })
    expect(await handle('meeting.begin')).toEqual(DONE)
    expect((await there())?.version).toBe(2)
  })
})

describe('a meeting that nobody ends', () => {
  it('is over after some hours', async () => {
    await keep()
    expect(await handle('meeting.expire')).toEqual({ kind: 'later', atMs: startMs + MAX_LIVE_MS })
    ground.clock.now += MAX_LIVE_MS
    expect(await handle('meeting.expire')).toEqual(DONE)
    expect(await there()).toMatchObject({ status: 'ended', endReason: 'expired', endedBy: null })
    expect(await handle('meeting.expire')).toEqual(DONE)
  })
})

describe('a meeting that is over', () => {
  it('is closed at Kaltura, as of its end (MT5)', async () => {
    await keepEnded()
    const asked: unknown[] = []
    const close: RoomProvider['close'] = async (...what) => {
      asked.push(what)
      return asked.length > 1 ? succeed(undefined) : AWAY
    }
    ground.clock.now += HOUR_MS
    expect(await handle('meeting.close', { close })).toMatchObject({ kind: 'failed', isFinal: false })
    expect(await handle('meeting.close', { close })).toEqual(DONE)
    expect(asked).toEqual(Array(2).fill([(await there())?.room, ID, startMs]))
  })

  it('is left for somebody to look at where its room is of the kind that is not in use (MT5)', async () => {
    await keepEnded()
    const never = async () => {
      throw new Error('It has been asked for.')
    }
    const outcome = await handle('meeting.close', { kind: 'schedule', close: never })
    expect(outcome).toMatchObject({
      kind: 'failed',
      isFinal: true,
      reason: expect.stringContaining('KALTURA_ROOMS'),
    })
  })

  it('is not closed before', async () => {
    await keep()
    expect(await handle('meeting.close', { close: async () => AWAY })).toEqual(DONE)
  })
})

describe('the recording of a meeting', () => {
  it('is asked for ever more seldom, and taken when it can be watched (MT6)', async () => {
    await keepEnded()
    const processing: Partial<RoomProvider> = {
      recording: async () => succeed({ state: 'processing', entryId: '1_recorded' }),
    }
    const pauses: number[] = []
    for (const afterMs of [0, 60_000, HOUR_MS, 12 * HOUR_MS]) {
      ground.clock.now = startMs + afterMs
      const outcome = await handle('meeting.recording', processing)
      if (outcome.kind === 'later') pauses.push(outcome.atMs - ground.clock.now)
    }
    expect(pauses).toEqual([RECORDING_POLL_MS, RECORDING_POLL_MS, 360_000, RECORDING_SLOWEST_POLL_MS])
    expect(await handle('meeting.recording', { recording: async () => AWAY })).toMatchObject({
      kind: 'failed',
      isFinal: false,
    })
    expect((await there())?.recording.state).toBe('awaited')
    const ready: Partial<RoomProvider> = {
      recording: async () => succeed({ state: 'ready', entryId: '1_recorded' }),
    }
    expect(await handle('meeting.recording', ready)).toEqual(DONE)
    expect((await there())?.recording).toEqual({ state: 'ready', entryId: '1_recorded' })
    expect(await ground.effects()).toEqual(['meeting.announce', 'meeting.recorded'])
    expect(await handle('meeting.recording', { recording: async () => AWAY })).toEqual(DONE)
  })

  it('is given up after a day, whatever Kaltura says then (MT6)', async () => {
    await keepEnded()
    ground.clock.now += RECORDING_AWAITED_MS + 1
    expect(await handle('meeting.recording', { recording: async () => AWAY })).toEqual(DONE)
    expect((await there())?.recording.state).toBe('missing')
  })

  it('is found when an entry has changed at Kaltura, which is asked and not believed (MT6)', async () => {
    await keepEnded()
    const asked: string[] = []
    const changes = (found: string | null, roomOf: RoomProvider['roomOf']) =>
      createKalturaChanges({
        ...ground,
        rooms: {
          ...READY_ROOMS,
          roomOf,
          async recording({ id }) {
            asked.push(id)
            return succeed(found === null ? { state: 'none' } : { state: 'ready', entryId: found })
          },
        },
      })
    const ofOurs = async () => succeed(ROOM.id)
    expect(await changes('1_other', async () => succeed(null)).entryChanged('1_upload')).toEqual(DONE_WELL)
    expect(await changes('1_other', async () => succeed('1_theirs')).entryChanged('1_theirs2')).toEqual(
      DONE_WELL,
    )
    expect(await changes('1_other', async () => AWAY).entryChanged('1_recorded')).toMatchObject({ ok: false })
    expect(asked).toEqual([])
    expect(await changes(null, ofOurs).entryChanged('1_recorded')).toEqual(DONE_WELL)
    expect((await there())?.recording.state).toBe('awaited')
    expect(await changes('1_other', ofOurs).entryChanged('1_recorded')).toEqual(DONE_WELL)
    expect((await there())?.recording).toEqual({ state: 'ready', entryId: '1_other' })
    await changes('1_more', ofOurs).entryChanged('1_recorded')
    await changes('1_more', ofOurs).entryChanged(ROOM.id)
    expect(asked).toEqual([ROOM.id, ROOM.id])
  })
})

describe('a recording that comes after nobody looks for it any more', () => {
  it.each([
    ['itself', '1_recorded'],
    ['its room', ROOM.id],
  ])('counts when Kaltura tells of %s (MT6)', async (_what, changed) => {
    await keep({ status: 'ended', endedAtMs: startMs, recording: { state: 'missing', entryId: null } })
    const rooms: RoomProvider = {
      ...READY_ROOMS,
      roomOf: async () => succeed(ROOM.id),
      recording: async () => succeed({ state: 'ready', entryId: '1_recorded' }),
    }
    expect(await createKalturaChanges({ ...ground, rooms }).entryChanged(changed)).toEqual(DONE_WELL)
    expect((await there())?.recording).toEqual({ state: 'ready', entryId: '1_recorded' })
    expect(await ground.effects()).toContain('meeting.recorded')
  })
})

describe('who was there', () => {
  it('is asked for until Kaltura says so', async () => {
    await keepEnded()
    ground.clock.now += HOUR_MS
    const periods: unknown[] = []
    const attendance: RoomProvider['attendance'] = async (_room, period) => {
      periods.push(period)
      return succeed(periods.length === 1 ? null : { people: 3, minutes: 90 })
    }
    const atMs = ground.clock.now + ATTENDANCE_POLL_MS
    expect(await handle('meeting.attendance', { attendance })).toEqual({ kind: 'later', atMs })
    expect(await handle('meeting.attendance', { attendance })).toEqual(DONE)
    expect(periods).toEqual(Array(2).fill({ fromMs: startMs, toMs: startMs }))
    expect((await there())?.attendance).toEqual({ people: 3, minutes: 90 })
    expect(await handle('meeting.attendance', { attendance: async () => AWAY })).toEqual(DONE)
  })

  it('is not asked for for ever', async () => {
    await keepEnded()
    expect(await handle('meeting.attendance', { attendance: async () => AWAY })).toMatchObject({
      kind: 'failed',
    })
    ground.clock.now += ATTENDANCE_AWAITED_MS + 1
    expect(await handle('meeting.attendance', { attendance: async () => AWAY })).toEqual(DONE)
  })
})

describe('a schedule at Kaltura', () => {
  const told = (rooms: Partial<RoomProvider>) =>
    createKalturaChanges({ ...ground, rooms: { ...READY_ROOMS, ...rooms } }).scheduleEventChanged('77')

  it('moves the meeting that it is of, or calls it off (MT9)', async () => {
    const plannedAtMs = startMs + HOUR_MS
    await keep({ status: 'scheduled', plannedAtMs, startedAtMs: null })
    expect(await told({ plannedAtMs: async () => AWAY })).toMatchObject({ ok: false })
    await told({})
    await told({ plannedAtMs: async () => succeed(plannedAtMs) })
    expect((await there())?.version).toBe(1)
    await told({ plannedAtMs: async () => succeed(plannedAtMs + 1) })
    expect(await there()).toMatchObject({ status: 'scheduled', plannedAtMs: plannedAtMs + 1 })
    // Kaltura's lists are behind: one so young may not be in them yet.
    await told({ existing: async () => succeed(new Set()) })
    expect((await there())?.status).toBe('scheduled')
    ground.clock.now += HOUR_MS / 2
    await told({ existing: async () => succeed(new Set()) })
    expect(await there()).toMatchObject({ status: 'withdrawn', endReason: 'gone' })
    expect(await told({ existing: async () => AWAY })).toMatchObject({ ok: true })
  })
})
