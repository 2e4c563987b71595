import type { EffectHandler } from '../../platform/outbox/outbox.ts'
import { MeetingPayloadSchema, SECOND_LOOK_MS } from '../meetingEffects.ts'
import type { MeetingStore } from '../meetingStore.ts'
import { DONE, failed, failedBy, type HandlerOptions, later, ofOtherKind } from './meetingHandler.ts'

interface RemoveOptions extends HandlerOptions {
  readonly store: Pick<MeetingStore, 'get' | 'remove'>
}

/**
 * Leaves nothing of what didn't come to be: neither at Kaltura nor here. What was planned and then called off stays
 * here for those who ask; its room goes.
 */
export function createRemoveHandler({ store, rooms, change, clock }: RemoveOptions): EffectHandler {
  return async payload => {
    const parsed = MeetingPayloadSchema.safeParse(payload)
    if (!parsed.success) return failed('The payload names no meeting.', true)
    const { meetingId } = parsed.data
    let meeting = await store.get(meetingId)
    if (meeting?.status === 'preparing') {
      // Whoever was making it has had their time.
      const withdrawn = await change(meetingId, ({ status }) =>
        status === 'preparing' ? { command: { type: 'withdraw' } } : null,
      )
      if (!withdrawn.ok) return failedBy(withdrawn)
      meeting = withdrawn.value
    }
    if (meeting !== null && meeting.status !== 'withdrawn') return DONE
    const unreachable = ofOtherKind(meeting?.room ?? null, rooms)
    if (unreachable) return unreachable
    const removed = await rooms.remove(meetingId, meeting?.room ?? null)
    if (!removed.ok) return failedBy(removed)
    if (meeting === null || meeting.room !== null) return DONE
    const lookAgainAtMs = (meeting.endedAtMs ?? clock.nowMs()) + SECOND_LOOK_MS
    if (clock.nowMs() < lookAgainAtMs) return later(lookAgainAtMs)
    await store.remove(meetingId)
    return DONE
  }
}
