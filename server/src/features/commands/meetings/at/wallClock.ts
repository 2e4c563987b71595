/** A day of the calendar, wherever. */
export interface Day {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
}

/** What a clock and a calendar on somebody's wall show. */
export interface WallClock extends Day {
  readonly hour: number
  readonly minute: number
}

const DAY_MS = 24 * 3_600_000
const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const

/** What a wall in that zone shows at that instant, as if it were UTC: epoch ms. */
function shownMs(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]))
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = PARTS.map(part => parts.get(part))
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** East of Greenwich, ms. */
export function offsetMs(atMs: number, timeZone: string): number {
  const wholeSecondMs = Math.floor(atMs / 1000) * 1000
  return shownMs(wholeSecondMs, timeZone) - wholeSecondMs
}

export function wallClockAt(atMs: number, timeZone: string): WallClock {
  const shown = new Date(shownMs(atMs, timeZone))
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  }
}

/**
 * When a wall in that zone shows this, epoch ms. Of an hour that comes twice, the first; of one that is left out,
 * as much later as the clocks are put forward: half past two becomes half past three.
 */
export function instantOf({ year, month, day, hour, minute }: WallClock, timeZone: string): number {
  const wallMs = Date.UTC(year, month - 1, day, hour, minute)
  // No zone changes its offset twice within two days.
  const beforeMs = offsetMs(wallMs - DAY_MS, timeZone)
  const afterMs = offsetMs(wallMs + DAY_MS, timeZone)
  const fitting = [beforeMs, afterMs]
    .map(offset => wallMs - offset)
    .filter(atMs => atMs + offsetMs(atMs, timeZone) === wallMs)
  return fitting.length > 0 ? Math.min(...fitting) : wallMs - beforeMs
}

export function addDays<T extends Day>(to: T, days: number): T {
  const moved = new Date(Date.UTC(to.year, to.month - 1, to.day + days))
  return { ...to, year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

/** There is no 30th of February. */
export function isDay({ year, month, day }: Day): boolean {
  const made = new Date(Date.UTC(year, month - 1, day))
  return made.getUTCFullYear() === year && made.getUTCMonth() + 1 === month && made.getUTCDate() === day
}
