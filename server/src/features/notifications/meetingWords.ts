import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { createFormat, type Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { Language } from '../../discord/text/language.ts'
import { safeValue, type TemplateValues } from './renderTemplate.ts'
import type { NotificationTexts } from './texts.en.ts'
import { NOTIFICATION_TEXTS } from './texts.ts'

const MINUTE_MS = 60_000

/** The language that a server is spoken to in. */
export interface Speech {
  readonly texts: NotificationTexts
  readonly format: Format
}

export const speechIn = (language: Language): Speech => ({
  texts: NOTIFICATION_TEXTS[language],
  format: createFormat(language),
})

/** Discord's own way of writing a time, which everybody reads in their own: `F` in full, `t` of the day, `R` from now. */
export const timestamp = (epochMs: number, style: 'F' | 't' | 'R'): string =>
  `<t:${Math.floor(epochMs / 1000)}:${style}>`

/** In hours and minutes. */
export function durationIn({ texts, format }: Speech, ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  return minutes === 0 ? texts.underAMinute : format.spoken(minutes * 60)
}

/** How long it went on, ms; null while that isn't known. */
export const lengthMs = ({ startedAtMs, endedAtMs }: Meeting): number | null =>
  startedAtMs === null || endedAtMs === null ? null : Math.max(0, endedAtMs - startedAtMs)

/** What a template can say of a meeting; `username` is whoever the message is about. */
export function valuesOf(meeting: Meeting, username: string, speech: Speech): TemplateValues {
  const { texts, format } = speech
  const { joined, attendance, plannedAtMs, startedAtMs, createdAtMs } = meeting
  const ms = lengthMs(meeting)
  return {
    title: safeValue(meeting.title),
    type: texts.types[meeting.type],
    username: safeValue(username),
    duration: ms === null ? texts.unknown : durationIn(speech, ms),
    attendance: format.number(attendance?.people ?? joined),
    start: timestamp(startedAtMs ?? plannedAtMs ?? createdAtMs, 'F'),
  }
}
