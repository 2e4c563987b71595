import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { EffectOutcome } from '../../platform/outbox/outbox.ts'
import { DONE, failedBy, type HandlerOptions, later, type MeetingHandler } from './meetingHandler.ts'

/** A recording is looked for so long after the end, ms; then there is none. */
export const RECORDING_AWAITED_MS = 24 * 3_600_000
/** So often at first, ms, */
export const RECORDING_POLL_MS = 30_000
/** and, ever more seldom, so often in the end, ms. */
export const RECORDING_SLOWEST_POLL_MS = 10 * 60_000
/** A pause is this part of the time that has passed since the end. */
const PART_OF_ELAPSED = 0.1

export function createRecordingHandler({ rooms, change, clock }: HandlerOptions): MeetingHandler {
  const settle = async ({ id }: Meeting, entryId: string | null): Promise<EffectOutcome> => {
    const recorded = await change(id, () => ({ command: { type: 'record', entryId } }))
    return recorded.ok ? DONE : failedBy(recorded)
  }

  return async meeting => {
    const { status, room, recording, endedAtMs } = meeting
    if (status !== 'ended' || recording.state !== 'awaited' || room === null) return DONE
    const found = await rooms.recording(room)
    if (found.ok && found.value.state === 'ready') return settle(meeting, found.value.entryId)
    const nowMs = clock.nowMs()
    const elapsedMs = nowMs - (endedAtMs ?? nowMs)
    if (elapsedMs > RECORDING_AWAITED_MS) return settle(meeting, null)
    if (!found.ok) return failedBy(found)
    const pauseMs = Math.max(RECORDING_POLL_MS, elapsedMs * PART_OF_ELAPSED)
    return later(nowMs + Math.min(pauseMs, RECORDING_SLOWEST_POLL_MS))
  }
}
