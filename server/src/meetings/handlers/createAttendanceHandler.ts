import { DONE, failedBy, type HandlerOptions, later, type MeetingHandler } from './meetingHandler.ts'

/** Kaltura's report is asked for so often, ms, */
export const ATTENDANCE_POLL_MS = 10 * 60_000
/** until so long after the end, ms: then nobody was there, or it doesn't say. */
export const ATTENDANCE_AWAITED_MS = 6 * 3_600_000

export function createAttendanceHandler({ rooms, change, clock }: HandlerOptions): MeetingHandler {
  return async ({ id, status, room, attendance, startedAtMs, createdAtMs, endedAtMs }) => {
    if (status !== 'ended' || attendance !== null || room === null || endedAtMs === null) return DONE
    if (clock.nowMs() - endedAtMs > ATTENDANCE_AWAITED_MS) return DONE
    const period = { fromMs: startedAtMs ?? createdAtMs, toMs: endedAtMs }
    const reported = await rooms.attendance(room, period)
    if (!reported.ok) return failedBy(reported)
    const { value } = reported
    if (value === null) return later(clock.nowMs() + ATTENDANCE_POLL_MS)
    const attended = await change(id, () => ({ command: { type: 'attend', attendance: value } }))
    return attended.ok ? DONE : failedBy(attended)
  }
}
