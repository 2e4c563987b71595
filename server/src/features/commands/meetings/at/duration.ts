import { addDays, instantOf, wallClockAt } from './wallClock.ts'

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  twenty: 20,
  thirty: 30,
  ein: 1,
  eine: 1,
  einer: 1,
  einem: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  zehn: 10,
  zwanzig: 20,
  dreißig: 30,
}

const UNITS = {
  second: { word: /^(?:s|secs?|seconds?|sekunden?)$/i, ms: 1_000, days: 0 },
  minute: { word: /^(?:m|mins?|minutes?|minuten?)$/i, ms: 60_000, days: 0 },
  hour: { word: /^(?:h|hrs?|hours?|std|stunden?)$/i, ms: 3_600_000, days: 0 },
  day: { word: /^(?:d|days?|tag(?:en|e)?)$/i, ms: 0, days: 1 },
  week: { word: /^(?:w|weeks?|wochen?)$/i, ms: 0, days: 7 },
} as const

const HALF_HOUR = /\b(?:half an|a half|einer halben|eine halbe) (?:hour|stunde)\b/i
const WHOLE = /^(?:in\s+)?(?<parts>.+?)(?:\s+from now)?$/i
const PART = /^(?<count>\d{1,4}(?:[.,]\d)?|\p{L}+)\s*(?<unit>\p{L}+)(?:\s*(?:,|and|und)\s*|\s+|(?=\d)|$)/iu
const MAX_PARTS = 4

/** `in 20 minutes`, `in 1h30m`, `in einer halben Stunde`: the instant, epoch ms; null for what is no duration. */
export function readDuration(written: string, nowMs: number, timeZone: string): number | null {
  let rest = WHOLE.exec(written)?.groups?.['parts']?.replace(HALF_HOUR, '30 min') ?? ''
  if (rest === '') return null
  let ms = 0
  let days = 0
  for (let parts = 0; rest !== ''; parts += 1) {
    const found = PART.exec(rest)
    const unit = Object.values(UNITS).find(({ word }) => word.test(found?.groups?.['unit'] ?? ''))
    const count = countOf(found?.groups?.['count'] ?? '')
    if (!found || !unit || count === null || parts >= MAX_PARTS) return null
    // Half a day isn't a day of the calendar.
    if (unit.days > 0 && !Number.isInteger(count)) return null
    ms += count * unit.ms
    days += count * unit.days
    rest = rest.slice(found[0].length)
  }
  if (days === 0) return nowMs + ms
  // In three days at the same time, whatever the clocks do meanwhile.
  return instantOf(addDays(wallClockAt(nowMs, timeZone), days), timeZone) + ms
}

const countOf = (text: string): number | null =>
  /^\d/.test(text) ? Number(text.replace(',', '.')) : (WORDS[text.toLowerCase()] ?? null)
