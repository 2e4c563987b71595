import { MAX_AHEAD_MS, MIN_AHEAD_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import { plainLine } from '../../../../discord/text/plainLine.ts'
import { type DayInText, type Reading, readDay } from './dayInText.ts'
import { readDuration } from './duration.ts'
import { type TimeOfDay, takeTimeOfDay } from './timeOfDay.ts'
import { addDays, type Day, instantOf, wallClockAt } from './wallClock.ts'
import { takeZone } from './zoneInText.ts'

export interface TimeContext {
  /** When it was written, epoch ms. */
  readonly nowMs: number
  /** The member's own: counts where the text names none. */
  readonly timeZone: string
  /** Discord's, of the member. */
  readonly locale: string | null
}

/**
 * - `past`: it is over
 * - `tooFar`: nobody plans that far ahead
 * - `noTime`: a day without a time
 * - `unclear`: it can't be read
 */
export type NoTime = 'past' | 'tooFar' | 'noTime' | 'unclear'

export type ReadTime =
  | {
      readonly kind: 'at'
      /** Epoch ms. */
      readonly atMs: number
      /** By whose clocks it was read; null where that makes no difference. */
      readonly zone: string | null
      /** The text itself has named it. */
      readonly isZoneWritten: boolean
    }
  | { readonly kind: 'now' }
  | { readonly kind: 'refused'; readonly why: NoTime }

interface Instant {
  readonly atMs: number
  readonly zone: string | null
}

const NOW = /^(?:now|right now|jetzt|sofort)$/i
/** As Discord's own people paste them. */
const TIMESTAMP = /^<t:(?<s>\d{1,11})(?::[a-zA-Z])?>$/
const OVER = /\b(?:yesterday|ago|last|gestern|vorgestern|letzte[nrs]?|vorige[nrs]?|vergangene[nrs]?)\b/i
const ISO_START = /^(\d{4}-\d{2}-\d{2})T(?=\d)/i
/** Its own zone stands without a space: `15:00:00+01:00`, `15:00Z`. */
const ISO_ZONE = /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?(z|[+-]\d{2}:?\d{2})$/i

/**
 * When somebody means, from how they have written it. Never anything that is over, and nothing that was only half
 * understood: they are asked again instead.
 */
export function readTime(written: string, context: TimeContext): ReadTime {
  const text = plainLine(written)
  if (NOW.test(text)) return { kind: 'now' }
  const { text: time, zone: writtenZone } = takeZone(text.replace(ISO_ZONE, withSpace))
  const zone = writtenZone ?? context.timeZone
  const read = readInstant(time.replace(ISO_START, '$1 '), { ...context, timeZone: zone })
  if (typeof read === 'string') return { kind: 'refused', why: read }
  return judge(read, context.nowMs, writtenZone !== null)
}

const withSpace = (_all: string, time: string, zone: string) =>
  `${time} ${zone.toLowerCase() === 'z' ? 'UTC' : zone}`

function judge({ atMs, zone }: Instant, nowMs: number, isZoneWritten: boolean): ReadTime {
  if (atMs <= nowMs - MIN_AHEAD_MS) return { kind: 'refused', why: 'past' }
  if (atMs < nowMs + MIN_AHEAD_MS) return { kind: 'now' }
  if (!(atMs <= nowMs + MAX_AHEAD_MS)) return { kind: 'refused', why: 'tooFar' }
  return { kind: 'at', atMs, zone, isZoneWritten: isZoneWritten && zone !== null }
}

function readInstant(text: string, context: TimeContext): Instant | NoTime {
  const { nowMs, timeZone } = context
  const seconds = TIMESTAMP.exec(text)?.groups?.['s']
  if (seconds !== undefined) return { atMs: Number(seconds) * 1000, zone: null }
  const afterMs = readDuration(text, nowMs, timeZone)
  if (afterMs !== null) return { atMs: afterMs, zone: null }
  if (OVER.test(text)) return 'past'
  const { rest, time } = takeTimeOfDay(text)
  const today = wallClockAt(nowMs, timeZone)
  if (rest === '') return time === null ? 'unclear' : nextSuch(time, today, context)
  const day = readDayInAnyLanguage(rest, today, context)
  if (day === null) return 'unclear'
  return time === null ? 'noTime' : onDay(day, time, context)
}

/** In their language first; many write in another one. */
function readDayInAnyLanguage(text: string, today: Day, { locale }: TimeContext): DayInText | null {
  for (const reading of readingsOf(locale)) {
    const day = readDay(text, today, reading)
    if (day !== null) return day
  }
  return null
}

function readingsOf(locale: string | null): readonly Reading[] {
  if (/^de\b/i.test(locale ?? '')) return ['de', 'en-GB']
  return locale === null || locale.toLowerCase() === 'en-us' ? ['en-US', 'de'] : ['en-GB', 'de']
}

/** Of today, or of tomorrow where that is over. */
function nextSuch(time: TimeOfDay, today: Day, { nowMs, timeZone }: TimeContext): Instant {
  const todayMs = instantOf({ ...today, ...time }, timeZone)
  const atMs =
    todayMs > nowMs - MIN_AHEAD_MS ? todayMs : instantOf({ ...addDays(today, 1), ...time }, timeZone)
  return { atMs, zone: timeZone }
}

/** “Friday 8pm”, said on a Friday at nine, is in a week. */
function onDay(day: DayInText, time: TimeOfDay, { nowMs, timeZone }: TimeContext): Instant {
  const atMs = instantOf({ ...day, ...time }, timeZone)
  const isOver = atMs <= nowMs - MIN_AHEAD_MS
  if (!isOver || !day.isWeekday) return { atMs, zone: timeZone }
  return { atMs: instantOf({ ...addDays(day, 7), ...time }, timeZone), zone: timeZone }
}
