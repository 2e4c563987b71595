import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Language } from '../../../discord/text/language.ts'
import { isolated, plainLine } from '../../../discord/text/plainLine.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import type { Choice } from '../command.ts'
import { MEETING_TEXTS } from './texts.ts'

/** Discord takes so many. */
const MAX_CHOICES = 25
/** Of a title, UTF-16 units: beside it stands how it is with the meeting, and Discord takes 100. */
const MAX_SHOWN_TITLE = 60

interface ChoicesOptions {
  readonly typed: string
  readonly language: Language
  readonly nowMs: number
}

/** Those that somebody may mean, in their order, each with how it is with it. */
export function meetingChoices(
  meetings: readonly Meeting[],
  { typed, language, nowMs }: ChoicesOptions,
): readonly Choice[] {
  const wanted = plainLine(typed).toLowerCase()
  return meetings
    .filter(({ id, title }) => id.startsWith(wanted) || title.toLowerCase().includes(wanted))
    .slice(0, MAX_CHOICES)
    .map(meeting => ({ name: nameOf(meeting, language, nowMs), value: meeting.id }))
}

/** Discord's timestamps show nothing here, and whose clock it is nobody knows: so it says how far away it is. */
function nameOf(
  { title, status, startedAtMs, plannedAtMs }: Meeting,
  language: Language,
  nowMs: number,
): string {
  const texts = MEETING_TEXTS[language]
  const name = isolated(shorten(plainLine(title), MAX_SHOWN_TITLE))
  if (status === 'scheduled' && plannedAtMs !== null)
    return texts.choicePlanned(name, relative(plannedAtMs - nowMs, language))
  return texts.choiceLive(name, relative((startedAtMs ?? nowMs) - nowMs, language))
}

const UNITS = [
  { unit: 'day', ms: 24 * 3_600_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

/** `in 3 hours`, `12 minutes ago`, `now`. */
function relative(ms: number, language: Language): string {
  const found = UNITS.find(each => Math.abs(ms) >= each.ms)
  if (!found) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second')
  return new Intl.RelativeTimeFormat(language).format(Math.trunc(ms / found.ms), found.unit)
}
