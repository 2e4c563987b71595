import type { Meeting, MeetingRoom } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { RoomProvider } from '../../kaltura/rooms/roomProvider.ts'
import type { EffectHandler, EffectOutcome } from '../../platform/outbox/outbox.ts'
import type { Failure } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { ChangeMeeting } from '../changeMeeting.ts'
import { MeetingPayloadSchema } from '../meetingEffects.ts'

/** Looks at the meeting as it is by then; may be called twice for the same. */
export type MeetingHandler = (meeting: Meeting) => Promise<EffectOutcome>

export interface HandlerOptions {
  readonly rooms: RoomProvider
  readonly change: ChangeMeeting
  readonly clock: RoomClock
}

export const DONE: EffectOutcome = { kind: 'done' }
export const later = (atMs: number): EffectOutcome => ({ kind: 'later', atMs })
export const failed = (reason: string, isFinal = false): EffectOutcome => ({
  kind: 'failed',
  reason,
  isFinal,
})
/** Our own sentences name nobody. */
export const failedBy = ({ error }: Failure): EffectOutcome => failed(`${error.code}: ${error.message}`)

/**
 * A room of the other kind, made before `KALTURA_ROOMS` was changed, can't be reached as things are: somebody has to look.
 * Null where it can.
 */
export const ofOtherKind = (room: MeetingRoom | null, { kind }: RoomProvider): EffectOutcome | null =>
  room === null || room.provider === kind
    ? null
    : failed(`The room is of the kind ${room.provider}, and KALTURA_ROOMS says ${kind}.`, true)

/** There is nothing left to do for a meeting that isn't there. */
export const ofMeeting =
  (read: (meetingId: string) => Promise<Meeting | null>, handle: MeetingHandler): EffectHandler =>
  async payload => {
    const parsed = MeetingPayloadSchema.safeParse(payload)
    if (!parsed.success) return failed('The payload names no meeting.', true)
    const meeting = await read(parsed.data.meetingId)
    return meeting === null ? DONE : handle(meeting)
  }
