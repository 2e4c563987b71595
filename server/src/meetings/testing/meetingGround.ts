import type { Meeting, MeetingRoom } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { RoomProvider } from '../../kaltura/rooms/roomProvider.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import { createOutbox } from '../../platform/outbox/createOutbox.ts'
import type { Outbox } from '../../platform/outbox/outbox.ts'
import { createOutboxStore } from '../../platform/outbox/outboxStore.ts'
import { succeed } from '../../platform/result.ts'
import { type ChangeMeeting, createChangeMeeting } from '../changeMeeting.ts'
import { createMeetingQueries, type MeetingQueries } from '../meetingQueries.ts'
import { createMeetingStore, type MeetingStore } from '../meetingStore.ts'
import type { MeetingActor, MeetingDraft } from '../meetings.ts'

export const GUILD = '1200000000000000001'
export const OTHER_GUILD = '1200000000000000002'
export const CHANNEL = '1300000000000000001'
export const ANA: MeetingActor = { userId: '1400000000000000001', displayName: 'Ana', role: 'admin' }
export const BEN: MeetingActor = { userId: '1400000000000000002', displayName: 'Ben', role: 'viewer' }

export const DRAFT: MeetingDraft = {
  guildId: GUILD,
  channelId: CHANNEL,
  type: 'meeting',
  title: 'Film night',
  description: null,
  plannedAtMs: null,
  waitForHost: true,
  owner: ANA,
}

export const ROOM: MeetingRoom = {
  provider: 'entry',
  id: '1_room',
  scheduleEventId: null,
  broadcastEntryId: null,
}

export const MADE_MS = 1_790_000_000_000

/** Ana's, to which nobody has come yet. */
export const LIVE: Meeting = {
  id: 'k7f29x3qab',
  guildId: GUILD,
  channelId: CHANNEL,
  type: 'meeting',
  title: 'Film night',
  description: null,
  status: 'live',
  owner: { id: ANA.userId, name: ANA.displayName },
  mayMentionEveryone: false,
  plannedAtMs: null,
  startedAtMs: MADE_MS,
  openedAtMs: null,
  endedAtMs: null,
  endedBy: null,
  endReason: null,
  waitForHost: true,
  room: ROOM,
  recording: { state: 'awaited', entryId: null },
  joined: 0,
  attendance: null,
  createdAtMs: MADE_MS,
  version: 1,
}

export interface MeetingGround {
  readonly clock: { now: number; nowMs(): number }
  readonly store: MeetingStore
  readonly queries: MeetingQueries
  readonly outbox: Outbox
  readonly change: ChangeMeeting
  /** Kinds of what is to be done, the soonest first. */
  effects(): Promise<readonly string[]>
}

/** What meetings stand on, with a clock that is put forward by hand. */
export function createMeetingGround(database: Database): MeetingGround {
  const clock = { now: MADE_MS, nowMs: () => clock.now }
  const outbox = createOutbox({ store: createOutboxStore(database), clock, onWake: () => {} })
  const store = createMeetingStore(database, outbox)
  return {
    clock,
    store,
    outbox,
    queries: createMeetingQueries(database),
    change: createChangeMeeting({ store, outbox, clock }),
    async effects() {
      const rows = await database.query
        .selectFrom('outbox')
        .select('kind')
        .orderBy('next_attempt_at_ms')
        .orderBy('kind')
        .execute()
      return rows.map(({ kind }) => kind)
    },
  }
}

/** Rooms that are there as soon as they are asked for, where it isn't Kaltura that a test is about. */
export const READY_ROOMS: RoomProvider = {
  kind: 'entry',
  create: async ({ reference }) => succeed({ ...ROOM, id: `1_${reference}` }),
  remove: async () => succeed(undefined),
  close: async () => succeed(undefined),
  existing: async rooms => succeed(new Set(rooms.map(({ id }) => id))),
  plannedAtMs: async () => succeed(null),
  recording: async () => succeed({ state: 'none' }),
  roomOf: async () => succeed(null),
  attendance: async () => succeed(null),
  launchUrl: async (room, _reference, { userId }) => succeed(`https://kaf.example/${room.id}?user=${userId}`),
}
