import { MAX_AHEAD_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReadTime, readTime, type TimeContext } from './readTime.ts'

/** A Saturday; one o'clock in Berlin, seven in New York. */
const NOW = '2026-11-21T12:00:00Z'
const PLACES = {
  us: { locale: 'en-US', timeZone: 'America/New_York' },
  gb: { locale: 'en-GB', timeZone: 'Europe/London' },
  de: { locale: 'de', timeZone: 'Europe/Berlin' },
} as const
type Place = keyof typeof PLACES

const read = (text: string, place: Place, now = NOW): ReadTime =>
  readTime(text, { nowMs: Date.parse(now), ...PLACES[place] })

/** The instant as ISO 8601 without seconds, or what stands in the way. */
function said(result: ReadTime): string {
  if (result.kind === 'at') return new Date(result.atMs).toISOString().slice(0, 16)
  return result.kind === 'now' ? 'now' : result.why
}

describe('times as people write them', () => {
  it.each<[Place, string, string]>([
    ['us', 'tomorrow 15:00', '2026-11-22T20:00'],
    ['us', 'Tomorrow at 3pm', '2026-11-22T20:00'],
    ['us', 'tomorrow, 3:30 p.m.', '2026-11-22T20:30'],
    ['us', '15:00 tomorrow', '2026-11-22T20:00'],
    ['us', 'today 18:00', '2026-11-21T23:00'],
    ['us', '15:00', '2026-11-21T20:00'],
    ['us', '06:00', '2026-11-22T11:00'],
    ['us', 'at 8', '2026-11-21T13:00'],
    ['us', '3pm', '2026-11-21T20:00'],
    ['us', 'noon', '2026-11-21T17:00'],
    ['us', 'midnight', '2026-11-22T05:00'],
    ['us', 'tomorrow noon', '2026-11-22T17:00'],
    ['us', '12am', '2026-11-22T05:00'],
    ['us', '12 pm', '2026-11-21T17:00'],
    ['us', 'tonight at 8', '2026-11-22T01:00'],
    ['us', 'tomorrow morning at 9', '2026-11-22T14:00'],
    ['us', 'tomorrow evening 7:30', '2026-11-23T00:30'],
    ['us', 'Friday 8pm', '2026-11-28T01:00'],
    ['us', '8pm friday', '2026-11-28T01:00'],
    ['us', 'on friday at 20.30', '2026-11-28T01:30'],
    ['us', 'fri 9', '2026-11-27T14:00'],
    ['us', 'next monday 9', '2026-11-23T14:00'],
    ['us', 'monday next week 10:00', '2026-11-23T15:00'],
    ['us', 'next week monday 10am', '2026-11-23T15:00'],
    ['us', 'this friday at 6:15pm', '2026-11-27T23:15'],
    ['us', 'saturday 6:00', '2026-11-28T11:00'],
    ['us', 'saturday 20:00', '2026-11-22T01:00'],
    ['us', 'day after tomorrow 10:00', '2026-11-23T15:00'],
    ['us', 'the day after tomorrow at 10', '2026-11-23T15:00'],
    ['us', 'December 24 18:00', '2026-12-24T23:00'],
    ['us', 'Dec 24th at 6 pm', '2026-12-24T23:00'],
    ['us', '24 December 2026 18:00', '2026-12-24T23:00'],
    ['us', 'March 5th 3pm', '2027-03-05T20:00'],
    ['us', '12/5 15:00', '2026-12-05T20:00'],
    ['gb', '12/5 15:00', '2027-05-12T14:00'],
    ['gb', '5/12 15:00', '2026-12-05T15:00'],
    ['us', 'in 3 days at 15:00', '2026-11-24T20:00'],
    ['us', 'in 20 minutes', '2026-11-21T12:20'],
    ['us', '20 min', '2026-11-21T12:20'],
    ['us', 'in an hour', '2026-11-21T13:00'],
    ['us', 'in half an hour', '2026-11-21T12:30'],
    ['us', 'in 1h30m', '2026-11-21T13:30'],
    ['us', '2 hours and 15 minutes from now', '2026-11-21T14:15'],
    ['us', 'in 1.5 hours', '2026-11-21T13:30'],
    ['us', 'in two days', '2026-11-23T12:00'],
    ['us', 'in a week', '2026-11-28T12:00'],
    ['de', 'morgen um 15 Uhr', '2026-11-22T14:00'],
    ['de', 'morgen 15:00', '2026-11-22T14:00'],
    ['de', 'morgen 15 Uhr 30', '2026-11-22T14:30'],
    ['de', 'morgen, 15.30 Uhr', '2026-11-22T14:30'],
    ['de', '15 Uhr morgen', '2026-11-22T14:00'],
    ['de', 'heute um 18 Uhr', '2026-11-21T17:00'],
    ['de', 'heute Abend um 8', '2026-11-21T19:00'],
    ['de', 'heute abend 20 Uhr', '2026-11-21T19:00'],
    ['de', 'morgen früh um 8', '2026-11-22T07:00'],
    ['de', 'morgen Mittag', '2026-11-22T11:00'],
    ['de', 'Mitternacht', '2026-11-21T23:00'],
    ['de', 'übermorgen 10:30', '2026-11-23T09:30'],
    ['de', 'Freitag 20 Uhr', '2026-11-27T19:00'],
    ['de', 'am Freitag um 20 Uhr', '2026-11-27T19:00'],
    ['de', 'kommenden Freitag 20:15', '2026-11-27T19:15'],
    ['de', 'nächsten Montag 9', '2026-11-23T08:00'],
    ['de', 'nächste Woche Montag 10 Uhr', '2026-11-23T09:00'],
    ['de', 'Mo 8:30', '2026-11-23T07:30'],
    ['de', '5.12. 15:00', '2026-12-05T14:00'],
    ['de', '5.12. um 15 Uhr', '2026-12-05T14:00'],
    ['de', '05.12.2026 15:00', '2026-12-05T14:00'],
    ['de', '1.3.27 9:00', '2027-03-01T08:00'],
    ['de', '1.3. 9:00', '2027-03-01T08:00'],
    ['de', '5. Dezember 15 Uhr', '2026-12-05T14:00'],
    ['de', 'am 5. Dezember um 15:30 Uhr', '2026-12-05T14:30'],
    ['de', '15 Uhr', '2026-11-21T14:00'],
    ['de', 'um 9', '2026-11-22T08:00'],
    ['de', 'in 20 Minuten', '2026-11-21T12:20'],
    ['de', 'in einer Stunde', '2026-11-21T13:00'],
    ['de', 'in einer halben Stunde', '2026-11-21T12:30'],
    ['de', 'in 1,5 Stunden', '2026-11-21T13:30'],
    ['de', 'in zwei Tagen um 10 Uhr', '2026-11-23T09:00'],
    ['de', 'tomorrow 15:00', '2026-11-22T14:00'],
    ['us', 'morgen um 15 Uhr', '2026-11-22T20:00'],
  ])('%s: %s', (place, text, expected) => {
    expect(said(read(text, place))).toBe(expected)
  })

  it.each<[string, string]>([
    ['2026-12-01T15:00', '2026-12-01T14:00'],
    ['2026-12-01 15:00', '2026-12-01T14:00'],
    ['2026-12-01T15:00:00', '2026-12-01T14:00'],
    ['2026-12-01T15:00Z', '2026-12-01T15:00'],
    ['2026-12-01T15:00:00.000Z', '2026-12-01T15:00'],
    ['2026-12-01T15:00-05:00', '2026-12-01T20:00'],
    ['2026-12-01T15:00:00+0530', '2026-12-01T09:30'],
    ['<t:1796137200:F>', '2026-12-01T15:00'],
    ['<t:1796137200>', '2026-12-01T15:00'],
  ])('as programs write them: %s', (text, expected) => {
    expect(said(read(text, 'de'))).toBe(expected)
  })

  it.each<[string, string, string]>([
    ['tomorrow 15:00 CET', '2026-11-22T14:00', 'Europe/Berlin'],
    ['tomorrow 15:00 (PST)', '2026-11-22T23:00', 'America/Los_Angeles'],
    ['tomorrow 3pm ET', '2026-11-22T20:00', 'America/New_York'],
    ['15:00 Europe/Berlin', '2026-11-21T14:00', 'Europe/Berlin'],
    ['15:00 asia/kolkata', '2026-11-22T09:30', 'Asia/Kolkata'],
    ['15:00 europe/kyiv', '2026-11-21T13:00', 'Europe/Kyiv'],
    ['tomorrow 15:00 +02:00', '2026-11-22T13:00', '+02:00'],
    ['tomorrow 15:00 UTC+2', '2026-11-22T13:00', '+02:00'],
    ['tomorrow 15:00 GMT-5', '2026-11-22T20:00', '-05:00'],
    ['morgen um 15 Uhr MEZ', '2026-11-22T14:00', 'Europe/Berlin'],
    ['2026-12-01T15:00+01:00', '2026-12-01T14:00', '+01:00'],
    ['2027-07-01T15:00 CET', '2027-07-01T13:00', 'Europe/Berlin'],
  ])('in a zone that they name: %s', (text, expected, zone) => {
    const result = read(text, 'gb')
    expect(said(result)).toBe(expected)
    expect(result).toMatchObject({ zone, isZoneWritten: true })
  })

  it('depend on the zone of the member only where they name none', () => {
    expect(read('tomorrow 15:00', 'de')).toMatchObject({ zone: 'Europe/Berlin', isZoneWritten: false })
    expect(read('in 20 minutes', 'de')).toMatchObject({ zone: null, isZoneWritten: false })
  })
})

describe('what begins at once', () => {
  it.each(['now', 'jetzt', 'Sofort', 'in 30 seconds', 'in 0 minutes', '13:00', '13 Uhr'])('%s', text => {
    expect(said(read(text, 'de'))).toBe('now')
  })
})

describe('what is no time to come', () => {
  it.each<[string, string]>([
    ['', 'unclear'],
    ['   ', 'unclear'],
    ['soon', 'unclear'],
    ['when everybody is here', 'unclear'],
    ['banana 15:00', 'unclear'],
    ['tomorrow 25:00', 'unclear'],
    ['tomorrow 15:99', 'unclear'],
    ['13pm', 'unclear'],
    ['tomorrow 15:00-16:00', 'unclear'],
    ['tomorrow 15:00 and friday 16:00', 'unclear'],
    ['30.2. 15:00', 'unclear'],
    ['2026-13-01T15:00', 'unclear'],
    ['2026-02-30 15:00', 'unclear'],
    ['8', 'unclear'],
    ['15:00 Middle/Earth', 'unclear'],
    ['15:00 +25:00', 'unclear'],
    ['tomorrow', 'noTime'],
    ['friday', 'noTime'],
    ['5.12.', 'noTime'],
    ['5. Dezember', 'noTime'],
    ['yesterday 15:00', 'past'],
    ['last friday 8pm', 'past'],
    ['letzten Freitag 20 Uhr', 'past'],
    ['2 hours ago', 'past'],
    ['today 9:00', 'past'],
    ['2020-01-01T15:00Z', 'past'],
    ['<t:1:F>', 'past'],
    ['1.1.2030 15:00', 'tooFar'],
    ['in 9999 days', 'tooFar'],
    ['<t:99999999999:F>', 'tooFar'],
  ])('%j is %s', (text, why) => {
    expect(said(read(text, 'de'))).toBe(why)
  })
})

describe('where the clocks are changed', () => {
  it.each<[string, Place, string, string]>([
    // Germany goes back on 2027-10-31 at three and forward on 2027-03-28 at two; the United States on 2027-03-14.
    ['2027-03-27T12:00:00Z', 'de', 'tomorrow 15:00', '2027-03-28T13:00'],
    ['2027-03-27T12:00:00Z', 'de', 'in 2 days', '2027-03-29T11:00'],
    ['2027-03-27T23:00:00Z', 'de', 'in 3 hours', '2027-03-28T02:00'],
    ['2027-03-27T12:00:00Z', 'de', 'morgen 2:30', '2027-03-28T01:30'],
    ['2027-03-27T12:00:00Z', 'de', 'morgen 1:59', '2027-03-28T00:59'],
    ['2027-03-27T12:00:00Z', 'de', 'morgen 3:00', '2027-03-28T01:00'],
    ['2027-10-30T12:00:00Z', 'de', 'morgen 2:30', '2027-10-31T00:30'],
    ['2027-10-30T12:00:00Z', 'de', 'morgen 3:00', '2027-10-31T02:00'],
    ['2027-10-30T12:00:00Z', 'de', 'morgen 15 Uhr', '2027-10-31T14:00'],
    ['2027-10-30T23:00:00Z', 'de', 'in 3 hours', '2027-10-31T02:00'],
    ['2027-03-13T12:00:00Z', 'us', 'tomorrow 2:30', '2027-03-14T07:30'],
    ['2027-03-13T12:00:00Z', 'us', 'tomorrow 9am', '2027-03-14T13:00'],
    ['2027-03-20T12:00:00Z', 'de', 'tomorrow 15:00 ET', '2027-03-21T19:00'],
  ])('%s, %s: %s', (now, place, text, expected) => {
    expect(said(read(text, place, now))).toBe(expected)
  })
})

const WORDS = [
  ...[
    'tomorrow',
    'morgen',
    'friday',
    'Freitag',
    'next',
    'nächsten',
    'at',
    'um',
    'in',
    '15:00',
    '9',
    '8pm',
    '5.12.',
  ],
  ...[
    'Uhr',
    'noon',
    'week',
    'days',
    'Tagen',
    '20',
    'minutes',
    'CET',
    '+02:00',
    'Europe/Berlin',
    '2026-12-01',
    'T',
    ':',
  ],
  ...[
    'last',
    '-',
    '/',
    'December',
    '31',
    '24:00',
    'am',
    'heute',
    'früh',
    '<t:1796137200:F>',
    '\u0000',
    '🦆',
    '\ud800',
  ],
]

describe('whatever somebody writes', () => {
  const contexts = fc.record({
    nowMs: fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2040-01-01') }),
    timeZone: fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Pacific/Apia',
      'Asia/Kathmandu',
      '+05:45',
    ),
    locale: fc.constantFrom('en-US', 'en-GB', 'de', 'ja', null),
  })
  const texts = fc.oneof(
    fc.string({ maxLength: 100, unit: 'binary' }),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map(words => words.join(' ')),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map(words => words.join('')),
  )

  it('it is a time to come, now, or refused, and never fails', () => {
    fc.assert(
      fc.property(texts, contexts, (text, context: TimeContext) => {
        const result = readTime(text, context)
        if (result.kind !== 'at') return
        expect(result.atMs).toBeGreaterThan(context.nowMs)
        expect(result.atMs).toBeLessThanOrEqual(context.nowMs + MAX_AHEAD_MS)
      }),
      { numRuns: 2_000 },
    )
  })
})
