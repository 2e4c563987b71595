import { MAX_LIVE_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import type { RoomProvider } from '../../kaltura/rooms/roomProvider.ts'
import type { EffectHandler, EffectHandlers } from '../../platform/outbox/outbox.ts'
import type { MeetingStore } from '../meetingStore.ts'
import { NO_ROOMS } from '../startMeeting.ts'
import { createAttendanceHandler } from './createAttendanceHandler.ts'
import { createRecordingHandler } from './createRecordingHandler.ts'
import { createRemoveHandler } from './createRemoveHandler.ts'
import {
  DONE,
  failedBy,
  type HandlerOptions,
  later,
  type MeetingHandler,
  ofMeeting,
  ofOtherKind,
} from './meetingHandler.ts'

interface MeetingHandlersOptions extends Omit<HandlerOptions, 'rooms'> {
  readonly store: Pick<MeetingStore, 'get' | 'remove'>
  readonly rooms: RoomProvider | null
}

/** What meetings lead to, but for what people see of it in Discord. */
export function createMeetingHandlers(options: MeetingHandlersOptions): EffectHandlers {
  const { store, rooms } = options
  const of = (handle: MeetingHandler) => ofMeeting(store.get, handle)
  return {
    'meeting.begin': of(beginHandler(options)),
    'meeting.expire': of(expireHandler(options)),
    ...(rooms ? kalturaHandlers({ ...options, rooms }) : WITHOUT_ROOMS),
  }
}

function kalturaHandlers(options: HandlerOptions & Pick<MeetingHandlersOptions, 'store'>): EffectHandlers {
  const of = (handle: MeetingHandler) => ofMeeting(options.store.get, handle)
  return {
    'meeting.remove': createRemoveHandler(options),
    'meeting.close': of(closeHandler(options)),
    'meeting.recording': of(createRecordingHandler(options)),
    'meeting.attendance': of(createAttendanceHandler(options)),
  }
}

/** They wait for the credentials to come back. */
const unable: EffectHandler = async () => failedBy(NO_ROOMS)
const WITHOUT_ROOMS: EffectHandlers = {
  'meeting.remove': unable,
  'meeting.close': unable,
  'meeting.recording': unable,
  'meeting.attendance': unable,
}

/** Its time may have been moved since: that has come with an effect of its own. */
const beginHandler =
  ({ change, clock }: Omit<HandlerOptions, 'rooms'>): MeetingHandler =>
  async ({ id }) => {
    const begun = await change(id, ({ status, plannedAtMs }) => {
      const isTime = plannedAtMs !== null && plannedAtMs <= clock.nowMs()
      return status === 'scheduled' && isTime ? { command: { type: 'begin' } } : null
    })
    return begun.ok ? DONE : failedBy(begun)
  }

const expireHandler =
  ({ change, clock }: Omit<HandlerOptions, 'rooms'>): MeetingHandler =>
  async ({ id, status, startedAtMs }) => {
    if (status !== 'live') return DONE
    const endsAtMs = (startedAtMs ?? 0) + MAX_LIVE_MS
    if (clock.nowMs() < endsAtMs) return later(endsAtMs)
    const ended = await change(id, () => ({ command: { type: 'end', by: null, reason: 'expired' } }))
    return ended.ok ? DONE : failedBy(ended)
  }

const closeHandler =
  ({ rooms, clock }: HandlerOptions): MeetingHandler =>
  async ({ id, status, room, endedAtMs }) => {
    if (status !== 'ended' || room === null) return DONE
    const unreachable = ofOtherKind(room, rooms)
    if (unreachable) return unreachable
    const closed = await rooms.close(room, id, endedAtMs ?? clock.nowMs())
    return closed.ok ? DONE : failedBy(closed)
  }
