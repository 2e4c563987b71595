import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ErrorCodeSchema } from '../protocol/errors.ts'
import { decideMeeting, isWaitingForHost, type MeetingCommand, opensAtMs } from './decideMeeting.ts'
import { MAX_AHEAD_MS, MAX_LIVE_MS, OPENS_BEFORE_MS, REMIND_BEFORE_MS } from './limits.ts'
import { type Meeting, MeetingSchema, type MeetingStatus, MeetingStatusSchema } from './meeting.ts'
import {
  after,
  anyHistory,
  anyMeeting,
  type Happening,
  IN_STATUS,
  NOW_MS,
  PLANNED_AT_MS,
  PREPARING,
  ROOM,
} from './testing/meetings.ts'

const OTHER = '1400000000000000002'
const END: MeetingCommand = { type: 'end', by: OTHER, reason: 'ended' }
const enter = (isHost: boolean, isFirstTime = true): MeetingCommand => ({
  type: 'enter',
  isHost,
  isFirstTime,
})

/** Each command of each kind, and what it makes of a meeting in each status: a status, or the code of a refusal. */
const TABLE: readonly [string, MeetingCommand, Readonly<Record<MeetingStatus, string>>][] = [
  [
    'prepare',
    { type: 'prepare', room: ROOM },
    { preparing: 'live', scheduled: 'conflict', live: 'conflict', ended: 'conflict', withdrawn: 'conflict' },
  ],
  [
    'withdraw',
    { type: 'withdraw' },
    {
      preparing: 'withdrawn',
      scheduled: 'withdrawn',
      live: 'conflict',
      ended: 'conflict',
      withdrawn: 'withdrawn',
    },
  ],
  [
    'begin',
    { type: 'begin' },
    { preparing: 'preparing', scheduled: 'live', live: 'live', ended: 'ended', withdrawn: 'withdrawn' },
  ],
  [
    'move',
    { type: 'move', plannedAtMs: PLANNED_AT_MS + 1 },
    { preparing: 'preparing', scheduled: 'scheduled', live: 'live', ended: 'ended', withdrawn: 'withdrawn' },
  ],
  [
    'the host enters',
    enter(true),
    {
      preparing: 'meeting_ended',
      scheduled: 'meeting_not_open',
      live: 'live',
      ended: 'meeting_ended',
      withdrawn: 'meeting_ended',
    },
  ],
  [
    'somebody enters',
    enter(false),
    {
      preparing: 'meeting_ended',
      scheduled: 'meeting_not_open',
      live: 'waiting_for_host',
      ended: 'meeting_ended',
      withdrawn: 'meeting_ended',
    },
  ],
  [
    'end',
    END,
    { preparing: 'conflict', scheduled: 'withdrawn', live: 'ended', ended: 'ended', withdrawn: 'withdrawn' },
  ],
  [
    'record',
    { type: 'record', entryId: '1_recorded' },
    { preparing: 'preparing', scheduled: 'scheduled', live: 'live', ended: 'ended', withdrawn: 'withdrawn' },
  ],
  [
    'attend',
    { type: 'attend', attendance: { people: 3, minutes: 90 } },
    { preparing: 'preparing', scheduled: 'scheduled', live: 'live', ended: 'ended', withdrawn: 'withdrawn' },
  ],
]

const CASES = TABLE.flatMap(([name, command, outcomes]) =>
  MeetingStatusSchema.options.map(status => [name, status, outcomes[status], command] as const),
)

/** The meeting after each step, and what was decided on it; a refusal leaves it as it was. */
function* played(meeting: Meeting, history: readonly Happening[]) {
  let before = meeting
  for (const { command, nowMs } of history) {
    const decided = decideMeeting(deepFreeze(before), command, { nowMs })
    yield { before, command, nowMs, decided }
    if (decided.ok) before = decided.meeting
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) deepFreeze(each)
  return Object.freeze(value)
}

type Played = ReturnType<typeof played> extends Generator<infer T> ? T : never

/** Of every step of every history. */
const always = (holds: (step: Played) => void) =>
  fc.assert(
    fc.property(anyMeeting, anyHistory, (meeting, history) => {
      for (const step of played(meeting, history)) holds(step)
    }),
  )

const kindsOf = (meeting: Meeting, command: MeetingCommand, nowMs = NOW_MS) => {
  const decided = decideMeeting(meeting, command, { nowMs })
  return decided.ok ? decided.effects.map(({ kind, atMs }) => `${kind} ${atMs - nowMs}`) : decided.code
}

describe('what becomes of a meeting', () => {
  it.each(CASES)('%s while %s gives %s (MT1)', (_name, status, expected, command) => {
    const decided = decideMeeting(IN_STATUS[status], command, { nowMs: NOW_MS })
    expect(decided.ok ? decided.meeting.status : decided.code).toBe(expected)
  })

  it('is another meeting or a sentence, whatever happens to it, and never an exception (MT1)', () => {
    always(({ decided }) => {
      if (decided.ok) return expect(MeetingSchema.parse(decided.meeting)).toEqual(decided.meeting)
      expect(ErrorCodeSchema.parse(decided.code)).toBe(decided.code)
      expect(decided.message).toMatch(/\.$/)
    })
  })

  it('grows its version by one with every change, and otherwise leads to nothing (MT2)', () => {
    always(({ before, decided }) => {
      if (!decided.ok) return
      if (decided.meeting !== before) return expect(decided.meeting.version).toBe(before.version + 1)
      expect(decided.effects).toEqual([])
    })
  })

  it('stays over once it is over, and what is over can be joined by nobody (MT3)', () => {
    always(({ before, command, decided }) => {
      if (before.status !== 'ended' && before.status !== 'withdrawn') return
      expect(opensAtMs(before)).toBeNull()
      if (command.type === 'enter') expect(decided).toMatchObject({ ok: false, code: 'meeting_ended' })
      if (!decided.ok) return
      const { recording, attendance, version, ...rest } = decided.meeting
      expect(before).toMatchObject(rest)
    })
  })

  it('is not changed by the same again (MT2)', () => {
    always(({ command, nowMs, decided }) => {
      if (!decided.ok) return
      const same = command.type === 'enter' ? { ...command, isFirstTime: false } : command
      const again = decideMeeting(decided.meeting, same, { nowMs })
      expect(!again.ok || again.meeting === decided.meeting).toBe(true)
    })
  })

  it('has a place at Kaltura and its times whenever it is to be seen (MT1)', () => {
    always(({ decided }) => {
      if (!decided.ok) return
      const { status, room, plannedAtMs, startedAtMs, endedAtMs } = decided.meeting
      if (status === 'scheduled') expect([room, plannedAtMs]).not.toContain(null)
      if (status === 'live' || status === 'ended') expect([room, startedAtMs]).not.toContain(null)
      expect(endedAtMs !== null).toBe(status === 'ended' || status === 'withdrawn')
    })
  })
})

describe('a planned meeting', () => {
  const { scheduled } = IN_STATUS

  it('is announced, and people are reminded of it once, if there is time for that', () => {
    const planned = { ...PREPARING, plannedAtMs: PLANNED_AT_MS }
    const prepare: MeetingCommand = { type: 'prepare', room: ROOM }
    expect(kindsOf(planned, prepare)).toEqual([
      'announce 0',
      'event 0',
      `remind ${PLANNED_AT_MS - REMIND_BEFORE_MS - NOW_MS}`,
      `begin ${PLANNED_AT_MS - NOW_MS}`,
    ])
    const soonMs = PLANNED_AT_MS - REMIND_BEFORE_MS
    expect(kindsOf(planned, prepare, soonMs)).toEqual([
      'announce 0',
      'event 0',
      `begin ${PLANNED_AT_MS - soonMs}`,
    ])
  })

  it('stays where it is when somebody elsewhere moves it to what is no time for it (MT1)', () => {
    for (const plannedAtMs of [-1, Number.NaN, Number.POSITIVE_INFINITY, NOW_MS + MAX_AHEAD_MS + 1])
      expect(decideMeeting(scheduled, { type: 'move', plannedAtMs }, { nowMs: NOW_MS })).toMatchObject({
        meeting: scheduled,
        effects: [],
      })
  })

  it('has its reminder and its beginning with every other time', () => {
    expect(kindsOf(scheduled, { type: 'move', plannedAtMs: PLANNED_AT_MS + 5 })).toEqual([
      'announce 0',
      'event 0',
      `remind ${PLANNED_AT_MS + 5 - REMIND_BEFORE_MS - NOW_MS}`,
      `begin ${PLANNED_AT_MS + 5 - NOW_MS}`,
    ])
  })

  it('is opened by a host some minutes ahead, and by nobody else (MT4)', () => {
    const opensMs = PLANNED_AT_MS - OPENS_BEFORE_MS
    expect(opensAtMs(scheduled)).toBe(opensMs)
    expect(kindsOf(scheduled, enter(true), opensMs - 1)).toBe('meeting_not_open')
    expect(kindsOf(scheduled, enter(false), opensMs)).toBe('meeting_not_open')
    expect(kindsOf(scheduled, enter(true), opensMs)).toEqual([
      'announce 0',
      'event 0',
      `expire ${MAX_LIVE_MS}`,
    ])
    const live = after(scheduled, enter(true), opensMs)
    expect(live).toMatchObject({ status: 'live', startedAtMs: opensMs, openedAtMs: opensMs, joined: 1 })
  })

  it('is called off by whoever ends it, and says who that was (MT5)', () => {
    expect(after(scheduled, END)).toMatchObject({ status: 'withdrawn', endedBy: OTHER, endReason: 'ended' })
    expect(kindsOf(scheduled, END)).toEqual(['announce 0', 'event 0', 'remove 0'])
  })
})

describe('a live meeting', () => {
  const { live } = IN_STATUS

  it('lets others in once a host is, unless it need not wait for one (MT4)', () => {
    expect(isWaitingForHost(live)).toBe(true)
    expect(kindsOf(live, enter(false))).toBe('waiting_for_host')
    const opened = after(live, enter(true))
    expect(isWaitingForHost(opened)).toBe(false)
    expect(after(opened, enter(false))).toMatchObject({ joined: 2 })
    expect(after({ ...live, waitForHost: false }, enter(false))).toMatchObject({
      joined: 1,
      openedAtMs: null,
    })
  })

  it('counts everybody once, and announces nothing but that a host has come', () => {
    const opened = after(live, enter(true))
    expect(kindsOf(live, enter(true))).toEqual(['announce 0'])
    expect(kindsOf(opened, enter(false))).toEqual([])
    expect(after(opened, enter(true, false))).toBe(opened)
  })

  it('ends with all that follows from it (MT5)', () => {
    expect(kindsOf(live, END)).toEqual(['announce 0', 'close 0', 'recording 30000', 'attendance 900000'])
    const unrecorded: Meeting = { ...live, recording: { state: 'off', entryId: null } }
    expect(kindsOf(unrecorded, END)).toEqual(['announce 0', 'close 0', 'attendance 900000'])
    expect(kindsOf({ ...live, plannedAtMs: NOW_MS }, END)).toContain('event 0')
  })
})

describe('what comes after the end', () => {
  const { ended } = IN_STATUS
  const record = (entryId: string | null): MeetingCommand => ({ type: 'record', entryId })

  it('is one recording, the first, even where nobody expected one any more (MT6)', () => {
    const missing = after(ended, record(null))
    expect(missing.recording.state).toBe('missing')
    expect(kindsOf(missing, record('1_a'))).toEqual(['announce 0', 'recorded 0'])
    const ready = after(missing, record('1_a'))
    expect(ready.recording).toEqual({ state: 'ready', entryId: '1_a' })
    expect(after(ready, record('1_b'))).toBe(ready)
    expect(after(ready, record(null))).toBe(ready)
  })

  it('is no recording where the server wants none (MT6)', () => {
    const off: Meeting = { ...ended, recording: { state: 'off', entryId: null } }
    expect(after(off, record('1_a'))).toBe(off)
  })

  it('is who was there, as first reported', () => {
    const attended = after(ended, { type: 'attend', attendance: { people: 3, minutes: 90 } })
    expect(attended.attendance).toEqual({ people: 3, minutes: 90 })
    expect(after(attended, { type: 'attend', attendance: { people: 4, minutes: 1 } })).toBe(attended)
  })
})
