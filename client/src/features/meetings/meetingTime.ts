import { OPENS_BEFORE_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import type { MeetingAnswer } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Today it is the time of day that matters; before that the day as well. */
export function timeText(iso: string, format: Format, nowMs: number): string {
  const when = new Date(iso)
  if (when.toDateString() !== new Date(nowMs).toDateString()) return format.moment(iso)
  return format.timeOfDay(iso)
}

/** Planned, and so near that there are links into it. */
export function isOpenToHosts({ status, startsAt }: MeetingAnswer, nowMs: number): boolean {
  return status === 'scheduled' && startsAt !== null && nowMs >= Date.parse(startsAt) - OPENS_BEFORE_MS
}
