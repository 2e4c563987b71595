import fc from 'fast-check'
import { decideMeeting, type MeetingCommand } from '../decideMeeting.ts'
import { MAX_AHEAD_MS, OPENS_BEFORE_MS } from '../limits.ts'
import type { Meeting, MeetingRoom, MeetingStatus } from '../meeting.ts'

export const NOW_MS = 1_790_000_000_000
export const PLANNED_AT_MS = NOW_MS + 3_600_000

export const ROOM: MeetingRoom = {
  provider: 'entry',
  id: '1_room',
  scheduleEventId: null,
  broadcastEntryId: null,
}

export const PREPARING: Meeting = {
  id: 'k7f29x3qab',
  guildId: '1200000000000000001',
  channelId: '1300000000000000001',
  type: 'meeting',
  title: 'Film night',
  description: null,
  status: 'preparing',
  owner: { id: '1400000000000000001', name: 'Ana' },
  mayMentionEveryone: false,
  plannedAtMs: null,
  startedAtMs: null,
  openedAtMs: null,
  endedAtMs: null,
  endedBy: null,
  endReason: null,
  waitForHost: true,
  room: null,
  recording: { state: 'awaited', entryId: null },
  joined: 0,
  attendance: null,
  createdAtMs: NOW_MS,
  version: 0,
}

/** What has come of it, where nothing is refused. */
export function after(meeting: Meeting, command: MeetingCommand, nowMs = NOW_MS): Meeting {
  const decided = decideMeeting(meeting, command, { nowMs })
  if (!decided.ok) throw new Error(`${command.type}: ${decided.message}`)
  return decided.meeting
}

const END: MeetingCommand = { type: 'end', by: PREPARING.owner.id, reason: 'ended' }
const live = after(PREPARING, { type: 'prepare', room: ROOM })

/** One of each status, each come to be as meetings do. */
export const IN_STATUS: Readonly<Record<MeetingStatus, Meeting>> = {
  preparing: PREPARING,
  scheduled: after({ ...PREPARING, plannedAtMs: PLANNED_AT_MS }, { type: 'prepare', room: ROOM }),
  live,
  ended: after(live, END),
  withdrawn: after(PREPARING, { type: 'withdraw' }),
}

const timeMs = fc.constantFrom(
  0,
  NOW_MS - 1,
  NOW_MS,
  NOW_MS + 1,
  PLANNED_AT_MS - OPENS_BEFORE_MS - 1,
  PLANNED_AT_MS - OPENS_BEFORE_MS,
  PLANNED_AT_MS,
  PLANNED_AT_MS + 1,
  NOW_MS + MAX_AHEAD_MS,
)

export const anyCommand: fc.Arbitrary<MeetingCommand> = fc.oneof(
  fc.constant<MeetingCommand>({ type: 'prepare', room: ROOM }),
  fc.constant<MeetingCommand>({ type: 'withdraw' }),
  fc.constant<MeetingCommand>({ type: 'begin' }),
  fc.record({ type: fc.constant('move' as const), plannedAtMs: timeMs }),
  fc.record({ type: fc.constant('enter' as const), isHost: fc.boolean(), isFirstTime: fc.boolean() }),
  fc.record({
    type: fc.constant('end' as const),
    by: fc.constantFrom(null, '1400000000000000002'),
    reason: fc.constantFrom('ended' as const, 'expired' as const, 'gone' as const),
  }),
  fc.record({ type: fc.constant('record' as const), entryId: fc.constantFrom(null, '1_recorded') }),
  fc.record({
    type: fc.constant('attend' as const),
    attendance: fc.record({ people: fc.nat(500), minutes: fc.nat(10_000) }),
  }),
)

export interface Happening {
  readonly command: MeetingCommand
  readonly nowMs: number
}

export const anyMeeting: fc.Arbitrary<Meeting> = fc
  .record({
    plannedAtMs: fc.constantFrom(null, PLANNED_AT_MS),
    waitForHost: fc.boolean(),
    state: fc.constantFrom('awaited' as const, 'off' as const),
  })
  .map(({ state, ...more }) => ({ ...PREPARING, ...more, recording: { state, entryId: null } }))

export const anyHistory: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.record({ command: anyCommand, nowMs: timeMs }),
  { maxLength: 25 },
)
