import {
  MAX_AHEAD_MS,
  MAX_MEETINGS,
  MIN_AHEAD_MS,
  USUAL_LENGTH_MS,
} from '@kaltura-discord/shared/meetings/limits.ts'
import type { Meeting, MeetingRoom } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { RoomProvider, RoomSpec } from '../kaltura/rooms/roomProvider.ts'
import type { Logger } from '../platform/logger.ts'
import type { Outbox } from '../platform/outbox/outbox.ts'
import { type Failure, fail, type Result } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { withinTime } from '../platform/withinTime.ts'
import type { ChangeMeeting } from './changeMeeting.ts'
import { removalOf } from './meetingEffects.ts'
import { newMeetingId } from './meetingId.ts'
import type { MeetingQueries } from './meetingQueries.ts'
import type { MeetingStore } from './meetingStore.ts'
import type { MeetingDraft } from './meetings.ts'
import type { MayMentionEveryone } from './mentionRight.ts'

/** A meeting that hasn't come to be by then is taken back, whoever was making it, ms. */
export const UNDO_AFTER_MS = 30_000
/** Whoever makes one gives up sooner, ms: they then know what has become of it. */
export const START_DEADLINE_MS = 20_000
type RoomMaker = Pick<RoomProvider, 'create'>

export interface StartMeetingOptions {
  readonly store: Pick<MeetingStore, 'insert'>
  readonly queries: Pick<MeetingQueries, 'countOpen'>
  readonly change: ChangeMeeting
  readonly outbox: Outbox
  /** Null where this server has no access to Kaltura itself. */
  readonly rooms: RoomMaker | null
  readonly clock: RoomClock
  readonly logger: Logger
  /** Whether a server wants its meetings recorded. */
  readonly isRecorded: (guildId: string) => Promise<boolean>
  readonly mayMentionEveryone: MayMentionEveryone
  /** Has whatever it has left at Kaltura removed. */
  readonly takeBack: (meetingId: string) => Promise<void>
  /** `START_DEADLINE_MS` when left out. */
  readonly deadlineMs?: number
}

/**
 * Makes a meeting here and at Kaltura, or in neither place. A row that nobody but its maker sees comes first, and with
 * it the promise to take everything back: a crash at any moment leaves that promise, or a meeting that stands.
 */
export function createStartMeeting(
  options: StartMeetingOptions,
): (draft: MeetingDraft) => Promise<Result<Meeting>> {
  const { change, rooms, logger, takeBack, deadlineMs = START_DEADLINE_MS } = options

  async function giveUp({ id }: Meeting): Promise<void> {
    const withdrawn = await change(id, () => ({ command: { type: 'withdraw' } }))
    // Whoever came first has withdrawn it; what has been made since is to go as well.
    if (!withdrawn.ok) await takeBack(id)
  }

  return async draft => {
    if (rooms === null) return NO_ROOMS
    const refused = await refusalOf(options, draft)
    if (refused) return refused
    const meeting = await keepPrepared(options, draft)
    let stands = false
    try {
      const room = await makeRoom(rooms, meeting, deadlineMs)
      if (!room.ok) return room
      const prepared = await change(meeting.id, () => ({ command: { type: 'prepare', room: room.value } }))
      stands = prepared.ok
      // Somebody has taken it back, because that took too long.
      return prepared.ok ? prepared : TOOK_TOO_LONG
    } finally {
      // Where this fails too, the promise that was kept first is carried out.
      if (!stands)
        await giveUp(meeting).catch((error: unknown) => logger.error('meeting.giveUp.failed', error))
      logger.info('meeting.start', { meetingId: meeting.id, type: meeting.type, stands })
    }
  }
}

/** What is made later than that is found when it is taken back. */
async function makeRoom(
  rooms: RoomMaker,
  meeting: Meeting,
  deadlineMs: number,
): Promise<Result<MeetingRoom>> {
  const startsAtMs = meeting.plannedAtMs ?? meeting.createdAtMs
  const made = await withinTime(rooms.create(specOf(meeting, startsAtMs)), deadlineMs)
  return made.inTime ? made.value : TOOK_TOO_LONG
}

async function refusalOf(
  { queries, clock }: StartMeetingOptions,
  { guildId, plannedAtMs }: MeetingDraft,
): Promise<Failure | null> {
  const nowMs = clock.nowMs()
  if (plannedAtMs !== null && plannedAtMs < nowMs) return IN_THE_PAST
  if (plannedAtMs !== null && plannedAtMs > nowMs + MAX_AHEAD_MS) return TOO_FAR_AHEAD
  return (await queries.countOpen(guildId)) >= MAX_MEETINGS ? TOO_MANY : null
}

async function keepPrepared(options: StartMeetingOptions, draft: MeetingDraft): Promise<Meeting> {
  const { store, isRecorded, mayMentionEveryone, outbox, clock } = options
  const { guildId, channelId, owner } = draft
  const [mayMention, recorded] = await Promise.all([
    channelId !== null && mayMentionEveryone(guildId, owner.userId, channelId),
    isRecorded(guildId),
  ])
  for (;;) {
    const nowMs = clock.nowMs()
    const id = newMeetingId()
    const meeting = meetingOf(draft, { id, nowMs, mayMention, recorded })
    if (!(await store.insert(meeting, [removalOf(id, nowMs + UNDO_AFTER_MS)]))) continue
    outbox.wake()
    return meeting
  }
}

interface Known {
  readonly id: string
  readonly nowMs: number
  readonly mayMention: boolean
  readonly recorded: boolean
}

function meetingOf(draft: MeetingDraft, { id, nowMs, mayMention, recorded }: Known): Meeting {
  const { guildId, channelId, type, title, description, plannedAtMs, waitForHost, owner } = draft
  return {
    id,
    guildId,
    channelId,
    type,
    title,
    description,
    status: 'preparing',
    owner: { id: owner.userId, name: owner.displayName },
    mayMentionEveryone: mayMention,
    plannedAtMs: plannedAtMs !== null && plannedAtMs - nowMs < MIN_AHEAD_MS ? null : plannedAtMs,
    startedAtMs: null,
    openedAtMs: null,
    endedAtMs: null,
    endedBy: null,
    endReason: null,
    waitForHost,
    room: null,
    recording: { state: recorded ? 'awaited' : 'off', entryId: null },
    joined: 0,
    attendance: null,
    createdAtMs: nowMs,
    version: 0,
  }
}

const specOf = (
  { id, type, title, description, owner, recording }: Meeting,
  startsAtMs: number,
): RoomSpec => ({
  reference: id,
  type,
  title,
  description,
  startsAtMs,
  endsAtMs: startsAtMs + USUAL_LENGTH_MS,
  ownerId: owner.id,
  isRecorded: recording.state === 'awaited',
})

export const NO_ROOMS = fail(
  'kaltura_unavailable',
  'This server has no access to Kaltura’s rooms: whoever runs it has to give it credentials for Kaltura.',
)
const TOOK_TOO_LONG = fail(
  'kaltura_unavailable',
  'The room was not made in time, so there is no meeting. Try again shortly.',
  { retryAfterS: 5 },
)
const IN_THE_PAST = fail(
  'invalid_request',
  'That time is over. Choose one that is still to come, or leave it out to begin now.',
  { field: 'startsAt' },
)
const TOO_FAR_AHEAD = fail(
  'invalid_request',
  'That is more than a year ahead. Choose a time within the next 366 days.',
  { field: 'startsAt' },
)
const TOO_MANY = fail(
  'too_many_meetings',
  `This server has ${MAX_MEETINGS} meetings that are live or planned. End one of them first.`,
)
