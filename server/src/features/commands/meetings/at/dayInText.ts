import { parse as parseGerman } from 'chrono-node/de'
import { GB, parse as parseAmerican } from 'chrono-node/en'
import { addDays, type Day, isDay } from './wallClock.ts'

/** How days are read: `5/6` is in May for some, in June for others. */
export type Reading = 'en-US' | 'en-GB' | 'de'

export interface DayInText extends Day {
  /** A day of the week comes again. */
  readonly isWeekday: boolean
}

const FILLER = /^(?:(?:on|am|the|den|dem|coming|kommende[nr]?|at|um)\s+)+|[\s,]+$|\s+(?:at|um)$/giu
const NUMERIC = /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.(?:\s?(?<year>\d{4}|\d{2}))?$/
const ISO = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/
const AFTER_NEXT = /^(?:(?:the )?day after tomorrow)$/i
const WEEK_FIRST = /^(?<week>next week|nächste woche)[\s,]+(?:on\s+|am\s+)?(?<day>.+)$/i
/** Words of chrono's that would be read as something else than they mean, or in the past. */
const REFUSED = /[-–]\s*\d|\b(?:last|past|ago|letzte[nrs]?|vorige[nrs]?|vergangene[nrs]?|vor)\b/iu

/** No day takes more to be named, UTF-16 units; of longer texts chrono takes long enough for others to notice. */
const MAX_DAY_LENGTH = 50

const PARSERS: Readonly<Record<Reading, typeof parseGerman>> = {
  'en-US': parseAmerican,
  'en-GB': (...asked) => GB.parse(...asked),
  de: parseGerman,
}

/** The day that the whole of a text names, today or later; null where it names none. */
export function readDay(written: string, today: Day, reading: Reading): DayInText | null {
  const text = written.replaceAll(FILLER, '').replace(WEEK_FIRST, '$<day> $<week>')
  if (AFTER_NEXT.test(text)) return { ...addDays(today, 2), isWeekday: false }
  const read = numericDay(text, today) ?? namedDay(text, today, reading)
  return read !== null && isDay(read) ? read : null
}

function numericDay(text: string, today: Day): DayInText | null {
  const { year, month, day } = (NUMERIC.exec(text) ?? ISO.exec(text))?.groups ?? {}
  if (day === undefined || month === undefined) return null
  const given = { month: Number(month), day: Number(day), isWeekday: false }
  if (year !== undefined) return { ...given, year: Number(year.length === 2 ? `20${year}` : year) }
  const isOver = given.month * 100 + given.day < today.month * 100 + today.day
  return { ...given, year: today.year + (isOver ? 1 : 0) }
}

function namedDay(text: string, today: Day, reading: Reading): DayInText | null {
  if (text.length > MAX_DAY_LENGTH || REFUSED.test(text)) return null
  // Noon is there in every zone that this process may run in.
  const instant = new Date(today.year, today.month - 1, today.day, 12)
  const [found, ...more] = PARSERS[reading](text, { instant }, { forwardDate: true })
  if (!found || more.length > 0 || found.end || found.text.length !== text.length) return null
  const { start } = found
  const isSaid = start.isCertain('day') || start.isCertain('weekday')
  const [year, month, day] = (['year', 'month', 'day'] as const).map(part => start.get(part))
  if (!isSaid || typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number') return null
  return { year, month, day, isWeekday: !start.isCertain('day') }
}
