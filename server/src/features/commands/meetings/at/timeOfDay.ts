/** Of a day, by the clock on the wall. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
}

export interface TextWithTime {
  /** What is left: the day. */
  readonly rest: string
  /** Null where the text says none. */
  readonly time: TimeOfDay | null
}

/** Between the time and what stands around it. */
const BEFORE = String.raw`(?:^|[\s,]+)(?:(?:at|um|ab|@)\s*)?`
const AFTER = String.raw`(?=$|[\s,]+)`
const HOUR = String.raw`(?<hour>\d{1,2})`
const MINUTE = String.raw`(?<minute>[0-5]\d)`
const HALF_DAY = String.raw`(?<half>[ap])\.?m\.?`
const CLOCK = `(?:uhr|h|o[’']clock)`

/** The first that fits is taken: what is clearer stands before what is less so. */
const FORMS: readonly RegExp[] = [
  `${HOUR}[:.]${MINUTE}(?::[0-5]\\d)?\\s*${HALF_DAY}`,
  `${HOUR}\\s*${HALF_DAY}`,
  `${HOUR}[:.]${MINUTE}\\s*${CLOCK}`,
  `${HOUR}:${MINUTE}(?::[0-5]\\d)?`,
  `${HOUR}\\s*${CLOCK}\\s*${MINUTE}`,
  `${HOUR}h${MINUTE}`,
  `${HOUR}\\s*${CLOCK}`,
  `(?<noon>noon|midday|mittags?)`,
  `(?<midnight>midnight|mitternachts?)`,
].map(form => new RegExp(`${BEFORE}${form}${AFTER}`, 'i'))

/** A number alone is a time only where it is said to be one, or follows a day. */
const AT_HOUR = new RegExp(`(?:^|[\\s,]+)(?:at|um|@)\\s*${HOUR}(?:\\.${MINUTE})?${AFTER}`, 'i')
const LAST_NUMBER = new RegExp(`(?<=[\\p{L}.\\d],?)\\s+${HOUR}(?:\\.${MINUTE})?$`, 'iu')

const PART_OF_DAY =
  /(?:^|[\s,]+)(?:(?:in\s+(?:the\s+)?|at\s+|am\s+)?(?<early>morning|früh|vormittags?)|(?:in\s+the\s+|am\s+)?(?<late>evening|afternoon|abends?|nachmittags?|(?:at\s+)?night))(?=$|[\s,]+)/iu

/** Takes the time of the day out of what somebody has written, wherever it stands. */
export function takeTimeOfDay(written: string): TextWithTime {
  const { text, isLate } = withoutPartOfDay(written)
  const part = /\p{L}/u.test(text) || /\d[./-]/.test(text)
  for (const form of [...FORMS, AT_HOUR, ...(part ? [LAST_NUMBER] : [])]) {
    const found = form.exec(text)
    const time = found === null ? null : timeOf(found.groups ?? {}, isLate)
    if (found !== null && time !== null) return { rest: without(text, found), time }
  }
  return { rest: text, time: null }
}

const without = (text: string, { index, 0: found }: RegExpExecArray) =>
  `${text.slice(0, index)} ${text.slice(index + found.length)}`.trim()

/** `tonight at 8`, `morgen früh um 8`. */
function withoutPartOfDay(written: string): { readonly text: string; readonly isLate: boolean } {
  const text = written
    .replace(/\btonight\b/i, 'today evening')
    .replace(/\bthis (morning|afternoon|evening)\b/i, 'today $1')
    .replace(/\bheute morgen\b/i, 'heute früh')
  const found = PART_OF_DAY.exec(text)
  if (found === null) return { text, isLate: false }
  return { text: without(text, found), isLate: found.groups?.['late'] !== undefined }
}

function timeOf(groups: Readonly<Record<string, string | undefined>>, isLate: boolean): TimeOfDay | null {
  const { hour, minute = '0', half, noon, midnight } = groups
  if (noon !== undefined) return { hour: 12, minute: 0 }
  // The one that comes: of tomorrow's midnight nobody knows which is meant, and it is shown before anything is made.
  if (midnight !== undefined) return { hour: 24, minute: 0 }
  const said = Number(hour)
  if (half !== undefined && (said < 1 || said > 12)) return null
  const full = half === undefined ? said : (said % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  const shifted = isLate && half === undefined && full < 12 ? full + 12 : full
  return shifted > 23 ? null : { hour: shifted, minute: Number(minute) }
}
