import type { Meeting, MeetingRoom } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { RoomProvider } from '../kaltura/rooms/roomProvider.ts'
import type { Logger } from '../platform/logger.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { WokenLoop } from '../platform/wokenLoop.ts'
import type { ChangeMeeting } from './changeMeeting.ts'
import { LISTS_BEHIND_MS } from './kalturaChanges.ts'
import type { MeetingQueries } from './meetingQueries.ts'

/** Kaltura is asked so often whether the rooms of open meetings are still there, ms. */
export const RECONCILE_EVERY_MS = 5 * 60_000
/** Rooms that are asked for in one go. */
export const ROOMS_AT_ONCE = 100

export interface ReconcileOptions {
  readonly queries: Pick<MeetingQueries, 'open'>
  readonly change: ChangeMeeting
  readonly rooms: Pick<RoomProvider, 'kind' | 'existing'>
  readonly clock: RoomClock
  readonly logger: Logger
}

interface Placed {
  readonly meeting: Meeting
  readonly room: MeetingRoom
}

/**
 * One round: a meeting whose room is gone is ended, or called off. Gone means in two rounds one after the other, since
 * Kaltura's lists are not always whole. Every process does it; twice does no harm.
 */
export function createReconcile({
  queries,
  change,
  rooms,
  clock,
  logger,
}: ReconcileOptions): () => Promise<void> {
  let goneBefore: ReadonlySet<string> = new Set()

  /** Null where Kaltura doesn't say. */
  async function goneOf(some: readonly Placed[]): Promise<readonly Meeting[] | null> {
    const there = await rooms.existing(some.map(({ room }) => room))
    if (!there.ok) return null
    return some.filter(({ room }) => !there.value.has(room.id)).map(({ meeting }) => meeting)
  }

  async function end({ id: meetingId }: Meeting): Promise<void> {
    const ended = await change(meetingId, () => ({ command: { type: 'end', by: null, reason: 'gone' } }))
    logger.warn('meeting.roomGone', { meetingId, ended: ended.ok })
  }

  return async () => {
    // One that was made in the other way, before somebody changed that, can't be found in this one.
    const open = placed(await queries.open(), clock.nowMs() - LISTS_BEHIND_MS).filter(
      ({ room }) => room.provider === rooms.kind,
    )
    const gone = new Set<string>()
    for (let from = 0; from < open.length; from += ROOMS_AT_ONCE) {
      const missing = await goneOf(open.slice(from, from + ROOMS_AT_ONCE))
      // Not knowing is no reason to take anything for gone.
      if (missing === null) break
      for (const meeting of missing) {
        if (goneBefore.has(meeting.id)) await end(meeting)
        else gone.add(meeting.id)
      }
    }
    goneBefore = gone
  }
}

function placed(meetings: readonly Meeting[], madeBeforeMs: number): readonly Placed[] {
  return meetings.flatMap(meeting => {
    const { room, createdAtMs } = meeting
    return room !== null && createdAtMs < madeBeforeMs ? [{ meeting, room }] : []
  })
}

export const createReconciliation = (options: ReconcileOptions): WokenLoop =>
  new WokenLoop({
    round: createReconcile(options),
    everyMs: RECONCILE_EVERY_MS,
    onError: error => options.logger.error('meetings.reconcile.failed', error),
  })
