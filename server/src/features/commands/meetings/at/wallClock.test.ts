import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessTimeZone, isTimeZone, offeredZones, offsetName } from './timeZones.ts'
import { addDays, instantOf, isDay, wallClockAt } from './wallClock.ts'

const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Kathmandu'],
  ...['Africa/Casablanca', 'America/St_Johns', 'Pacific/Apia', 'Pacific/Chatham', '+05:45', '-12:00'],
]

describe('a clock on the wall', () => {
  it('shows again what was read from it, but for the hour that comes twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2020-01-01') / 60_000, max: Date.parse('2040-01-01') / 60_000 }),
        fc.constantFrom(...ZONES),
        (minutes, zone) => {
          const wall = wallClockAt(minutes * 60_000, zone)
          const atMs = instantOf(wall, zone)
          expect(wallClockAt(atMs, zone)).toEqual(wall)
          expect(atMs).toBeLessThanOrEqual(minutes * 60_000)
          expect(minutes * 60_000 - atMs).toBeLessThanOrEqual(3_600_000)
        },
      ),
    )
  })

  it('counts days of the calendar', () => {
    expect(addDays({ year: 2027, month: 12, day: 30, hour: 9 }, 3)).toEqual({
      year: 2028,
      month: 1,
      day: 2,
      hour: 9,
    })
    expect([isDay({ year: 2028, month: 2, day: 29 }), isDay({ year: 2027, month: 2, day: 29 })]).toEqual([
      true,
      false,
    ])
  })
})

describe('time zones', () => {
  it.each([
    ['en-US', 'America/New_York'],
    ['en-GB', 'Europe/London'],
    ['de', 'Europe/Berlin'],
    ['pt-BR', 'America/Sao_Paulo'],
    ['es-419', 'America/Mexico_City'],
    ['de-AT', 'Europe/Vienna'],
    ['xx', 'UTC'],
    ['', 'UTC'],
    [null, 'UTC'],
  ])('are guessed from the locale %s', (locale, zone) => {
    expect(guessTimeZone(locale)).toBe(zone)
  })

  it('are offered from west to east, never more than a menu holds, the present one among them', () => {
    for (const chosen of [...ZONES, 'Europe/London']) {
      const offered = offeredZones(chosen, Date.parse('2026-07-01'))
      expect(offered).toContain(chosen)
      expect(offered.length).toBeLessThanOrEqual(25)
      expect(new Set(offered).size).toBe(offered.length)
    }
    expect(offeredZones('UTC', 0)[0]).toBe('Pacific/Honolulu')
  })

  it('are named by what they are at that time', () => {
    expect(offsetName('Europe/Berlin', Date.parse('2026-07-01'))).toBe('UTC+2')
    expect(offsetName('America/St_Johns', Date.parse('2026-01-01'))).toBe('UTC−3:30')
    expect(offsetName('Europe/London', Date.parse('2026-01-01'))).toBe('UTC')
  })

  it('are those that there are', () => {
    expect(['Europe/Berlin', '+02:00', 'UTC'].every(isTimeZone)).toBe(true)
    expect(['', 'Middle/Earth', '__proto__', '+99:00', 'Europe/Berlin; DROP'].some(isTimeZone)).toBe(false)
  })
})
