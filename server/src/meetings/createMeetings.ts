import { randomBytes } from 'node:crypto'
import { type Meeting, MeetingIdSchema } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import type { Outbox } from '../platform/outbox/outbox.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { type ChangeMeeting, meetingNotFound } from './changeMeeting.ts'
import type { KalturaChanges } from './kalturaChanges.ts'
import { sharedEffect } from './meetingEffects.ts'
import type { MeetingQueries } from './meetingQueries.ts'
import type { MeetingStore } from './meetingStore.ts'
import type { Meetings } from './meetings.ts'
import type { MayMentionEveryone } from './mentionRight.ts'

/** What has ended is listed for so long, ms. */
export const LISTED_AFTER_END_MS = 24 * 3_600_000
/** Ended meetings that are listed, the last ones. */
export const MAX_LISTED_ENDED = 25

const SHARE_ID_BYTES = 6

interface MeetingsOptions extends KalturaChanges {
  readonly database: Pick<Database, 'query'>
  readonly store: Pick<MeetingStore, 'get'>
  readonly queries: Pick<MeetingQueries, 'visible' | 'namesOf'>
  readonly change: ChangeMeeting
  readonly start: Meetings['start']
  readonly outbox: Outbox
  readonly clock: RoomClock
  readonly mayMentionEveryone: MayMentionEveryone
}

export function createMeetings(options: MeetingsOptions): Meetings {
  const { database, store, queries, change, start, outbox, clock, mayMentionEveryone } = options

  /** Also one that was called off: whoever does that second finds it so. */
  async function ofGuild(guildId: string, meetingId: string): Promise<Result<Meeting>> {
    if (!MeetingIdSchema.safeParse(meetingId).success) return meetingNotFound()
    const meeting = await store.get(meetingId)
    const wasMade = meeting !== null && meeting.room !== null && meeting.guildId === guildId
    return wasMade ? succeed(meeting) : meetingNotFound()
  }

  async function get(guildId: string, meetingId: string): Promise<Result<Meeting>> {
    const found = await ofGuild(guildId, meetingId)
    return found.ok && found.value.status === 'withdrawn' ? meetingNotFound() : found
  }

  return {
    start,
    async list(guildId) {
      const sinceMs = clock.nowMs() - LISTED_AFTER_END_MS
      return inOrder(await queries.visible(guildId, sinceMs, MAX_LISTED_ENDED))
    },
    get,
    async end(guildId, meetingId, by) {
      const found = await ofGuild(guildId, meetingId)
      if (!found.ok) return found
      return change(meetingId, () => ({ command: { type: 'end', by: by.userId, reason: 'ended' } }))
    },
    async share(guildId, meetingId, by, channelId) {
      const found = await get(guildId, meetingId)
      if (!found.ok) return found
      if (found.value.status === 'ended') return OVER
      const share = {
        shareId: randomBytes(SHARE_ID_BYTES).toString('hex'),
        userId: by.userId,
        name: by.displayName,
        channelId,
        mayMentionEveryone: await mayMentionEveryone(guildId, by.userId, channelId),
      }
      await outbox.add(database.query, [sharedEffect(found.value, share, clock.nowMs())])
      outbox.wake()
      return found
    },
    namesOf: queries.namesOf,
    apply: (meetingId, command) => change(meetingId, () => ({ command })),
    entryChanged: options.entryChanged,
    scheduleEventChanged: options.scheduleEventChanged,
  }
}

const OVER = fail('meeting_ended', 'This meeting is over: there is nothing left to come to.')

const ORDER = { live: 0, scheduled: 1, ended: 2, preparing: 3, withdrawn: 3 } as const

/** Smaller is earlier in the list. */
function rankOf({ status, startedAtMs, plannedAtMs, endedAtMs }: Meeting): number {
  if (status === 'scheduled') return plannedAtMs ?? 0
  return -((status === 'live' ? startedAtMs : endedAtMs) ?? 0)
}

const inOrder = (meetings: readonly Meeting[]): readonly Meeting[] =>
  meetings.toSorted((one, other) => ORDER[one.status] - ORDER[other.status] || rankOf(one) - rankOf(other))
