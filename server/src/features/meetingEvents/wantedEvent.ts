import { MAX_LIVE_MS, USUAL_LENGTH_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { EVENT_LIMITS, type EventDraft, type EventStatus } from '../../discord/scheduledEvents.ts'
import type { Language } from '../../discord/text/language.ts'
import { plainLine } from '../../discord/text/plainLine.ts'
import { shorten } from '../../discord/text/shorten.ts'
import { EVENT_TEXTS } from './eventTexts.ts'

/** What the scheduled event of a meeting should say. */
export interface WantedEvent {
  readonly draft: EventDraft
  readonly status: EventStatus
}

/** Null for what wasn't planned. */
export function wantedEvent(meeting: Meeting, language: Language): WantedEvent | null {
  const { plannedAtMs, startedAtMs } = meeting
  if (plannedAtMs === null || meeting.status === 'preparing') return null
  const texts = EVENT_TEXTS[language]
  return {
    draft: {
      name: shorten(plainLine(meeting.title), EVENT_LIMITS.name) || meeting.id,
      description: descriptionOf(meeting, texts.howToJoin),
      location: texts.location[meeting.type],
      startsAtMs: plannedAtMs,
      // Discord ends by itself what is past its end.
      endsAtMs: startedAtMs === null ? plannedAtMs + USUAL_LENGTH_MS : startedAtMs + MAX_LIVE_MS,
    },
    status: STATUS[meeting.status],
  }
}

const STATUS = { scheduled: 'scheduled', live: 'active', ended: 'completed', withdrawn: 'canceled' } as const

/** The last line, by which an event is known as that of a meeting. */
export const markOf = ({ id }: Pick<Meeting, 'id'>): string => `Meeting ${id}`

function descriptionOf(meeting: Meeting, howToJoin: string): string {
  const end = `${howToJoin}\n${markOf(meeting)}`
  if (meeting.description === null) return end
  // Discord counts characters, of which there are no more than units.
  return `${shorten(meeting.description, EVENT_LIMITS.description - end.length - 2)}\n\n${end}`
}
