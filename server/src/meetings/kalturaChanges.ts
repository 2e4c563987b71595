import type { Meeting, MeetingRoom } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { RoomProvider } from '../kaltura/rooms/roomProvider.ts'
import { type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import type { ChangeMeeting } from './changeMeeting.ts'
import type { MeetingQueries } from './meetingQueries.ts'
import type { Meetings } from './meetings.ts'
import { NO_ROOMS } from './startMeeting.ts'

/** Kaltura's lists are behind: what was made since then may not be in them yet, ms. */
export const LISTS_BEHIND_MS = 120_000

export type KalturaChanges = Pick<Meetings, 'entryChanged' | 'scheduleEventChanged'>

interface KalturaChangesOptions {
  readonly queries: Pick<MeetingQueries, 'ofRoom' | 'ofScheduleEvent'>
  readonly change: ChangeMeeting
  readonly rooms: Pick<RoomProvider, 'kind' | 'existing' | 'plannedAtMs' | 'recording' | 'roomOf'> | null
  readonly clock: RoomClock
}

const DONE = succeed<void>(undefined)

/** Is told what has changed, believes nothing of it, and asks Kaltura. */
export function createKalturaChanges({
  queries,
  change,
  rooms,
  clock,
}: KalturaChangesOptions): KalturaChanges {
  const isOpen = ({ status }: Meeting) => status === 'live' || status === 'scheduled'
  /** Also one that nobody asks for any longer: it may still come. */
  const isWanted = ({ recording }: Meeting) => recording.state === 'awaited' || recording.state === 'missing'

  /** Whether its room is no longer there; ended then, or called off. */
  async function endIfGone(meeting: Meeting, room: MeetingRoom): Promise<Result<boolean>> {
    if (rooms === null) return NO_ROOMS
    // Made in the other way, before somebody changed that: it can't be found in this one.
    if (room.provider !== rooms.kind) return succeed(false)
    if (clock.nowMs() - meeting.createdAtMs < LISTS_BEHIND_MS) return succeed(false)
    const there = await rooms.existing([room])
    if (!there.ok) return there
    if (there.value.has(room.id)) return succeed(false)
    const ended = await change(meeting.id, () => ({ command: { type: 'end', by: null, reason: 'gone' } }))
    return ended.ok ? succeed(true) : ended
  }

  async function recordIfReady({ id, room }: Meeting): Promise<Result<void>> {
    if (rooms === null) return NO_ROOMS
    if (room === null) return DONE
    const found = await rooms.recording(room)
    if (!found.ok) return found
    if (found.value.state !== 'ready') return DONE
    const { entryId } = found.value
    const recorded = await change(id, () => ({ command: { type: 'record', entryId } }))
    return recorded.ok ? DONE : recorded
  }

  /** The meeting in whose room an entry was recorded, if it was. */
  async function recordedIn(entryId: string): Promise<Result<Meeting | null>> {
    if (rooms === null) return NO_ROOMS
    const roomId = await rooms.roomOf(entryId)
    if (!roomId.ok) return roomId
    return succeed(roomId.value === null ? null : await queries.ofRoom(roomId.value))
  }

  return {
    async entryChanged(entryId) {
      const meeting = await queries.ofRoom(entryId)
      if (meeting === null) {
        const recorded = await recordedIn(entryId)
        if (!recorded.ok) return recorded
        const { value } = recorded
        return value !== null && isWanted(value) ? recordIfReady(value) : DONE
      }
      const { room } = meeting
      if (room !== null && isOpen(meeting)) {
        const gone = await endIfGone(meeting, room)
        return gone.ok ? DONE : gone
      }
      return isWanted(meeting) ? recordIfReady(meeting) : DONE
    },
    async scheduleEventChanged(scheduleEventId) {
      const meeting = await queries.ofScheduleEvent(scheduleEventId)
      const room = meeting?.room ?? null
      if (meeting === null || room === null || !isOpen(meeting)) return DONE
      if (rooms === null) return NO_ROOMS
      const gone = await endIfGone(meeting, room)
      if (!gone.ok) return gone
      if (gone.value || meeting.status !== 'scheduled') return DONE
      const planned = await rooms.plannedAtMs(room)
      if (!planned.ok) return planned
      const plannedAtMs = planned.value
      if (plannedAtMs === null) return DONE
      const moved = await change(meeting.id, () => ({ command: { type: 'move', plannedAtMs } }))
      return moved.ok ? DONE : moved
    },
  }
}
