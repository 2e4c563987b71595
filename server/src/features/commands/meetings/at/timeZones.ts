import { offsetMs } from './wallClock.ts'

/** Where nothing tells of a zone. */
export const FALLBACK_ZONE = 'UTC'

/** By region, else by language: where most of those live whose Discord speaks that. */
const BY_LOCALE: Readonly<Record<string, string>> = {
  US: 'America/New_York',
  GB: 'Europe/London',
  BR: 'America/Sao_Paulo',
  ES: 'Europe/Madrid',
  SE: 'Europe/Stockholm',
  CN: 'Asia/Shanghai',
  TW: 'Asia/Taipei',
  AT: 'Europe/Vienna',
  CH: 'Europe/Zurich',
  '419': 'America/Mexico_City',
  bg: 'Europe/Sofia',
  cs: 'Europe/Prague',
  da: 'Europe/Copenhagen',
  de: 'Europe/Berlin',
  el: 'Europe/Athens',
  fi: 'Europe/Helsinki',
  fr: 'Europe/Paris',
  hi: 'Asia/Kolkata',
  hr: 'Europe/Zagreb',
  hu: 'Europe/Budapest',
  id: 'Asia/Jakarta',
  it: 'Europe/Rome',
  ja: 'Asia/Tokyo',
  ko: 'Asia/Seoul',
  lt: 'Europe/Vilnius',
  nl: 'Europe/Amsterdam',
  no: 'Europe/Oslo',
  pl: 'Europe/Warsaw',
  ro: 'Europe/Bucharest',
  ru: 'Europe/Moscow',
  th: 'Asia/Bangkok',
  tr: 'Europe/Istanbul',
  uk: 'Europe/Kyiv',
  vi: 'Asia/Ho_Chi_Minh',
}

/** Of which there is one to choose at every hour where many people live. */
const OFFERED: readonly string[] = [
  'Pacific/Honolulu',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Sao_Paulo',
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Istanbul',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Dhaka',
  'Asia/Jakarta',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
]

/** A guess, from nothing but the locale of somebody's Discord. */
export function guessTimeZone(locale: string | null): string {
  const [language = '', region = ''] = (locale ?? '').split('-')
  return BY_LOCALE[region.toUpperCase()] ?? BY_LOCALE[language.toLowerCase()] ?? FALLBACK_ZONE
}

/** Whether there is such a zone: an IANA name, or an offset such as `+02:00`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Those that one may choose from, west to east as they are at that instant; the given one is among them. */
export const offeredZones = (chosen: string, atMs: number): readonly string[] =>
  [...new Set([...OFFERED, chosen])]
    .map(zone => ({ zone, offset: offsetMs(atMs, zone) }))
    .sort((one, other) => one.offset - other.offset)
    .map(({ zone }) => zone)

/** `UTC+5:30` at that instant. */
export function offsetName(zone: string, atMs: number): string {
  const minutes = Math.round(offsetMs(atMs, zone) / 60_000)
  if (minutes === 0) return 'UTC'
  const rest = Math.abs(minutes) % 60
  const hours = Math.floor(Math.abs(minutes) / 60)
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
