import { isTimeZone } from './timeZones.ts'

/**
 * As people write them. They mean the clocks of that place: who says CET in July doesn't mean an hour that nobody there
 * lives by.
 */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'UTC',
  bst: 'Europe/London',
  wet: 'Europe/Lisbon',
  west: 'Europe/Lisbon',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  mesz: 'Europe/Berlin',
  eet: 'Europe/Athens',
  eest: 'Europe/Athens',
  oez: 'Europe/Athens',
  msk: 'Europe/Moscow',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  brt: 'America/Sao_Paulo',
  ist: 'Asia/Kolkata',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
}

const LAST_WORD = /^(.*\S)\s+\(?([a-z]{2,4}|[a-z]+(?:\/[\w+-]+)+)\)?$/i
const OFFSET = /^(.*\d(?:\s*uhr|\s*[ap]m)?)(?:\s+(?:utc|gmt)?|(?:utc|gmt))([+-])(\d{1,2})(?::?([0-5]\d))?$/i
/** Beyond the easternmost and the westernmost clock there is none. */
const MAX_HOURS = 14

export interface TextWithZone {
  readonly text: string
  /** IANA, or an offset such as `+02:00`. Null where the text names none. */
  readonly zone: string | null
}

/** Takes a zone off the end of what somebody has written. */
export function takeZone(text: string): TextWithZone {
  return takeOffset(text) ?? takeName(text) ?? { text, zone: null }
}

function takeOffset(text: string): TextWithZone | null {
  const [, before, sign, hours, minutes = '00'] = OFFSET.exec(text) ?? []
  if (before === undefined || hours === undefined || Number(hours) > MAX_HOURS) return null
  return { text: before, zone: `${sign}${hours.padStart(2, '0')}:${minutes}` }
}

function takeName(text: string): TextWithZone | null {
  const [, before, name] = LAST_WORD.exec(text) ?? []
  if (before === undefined || name === undefined) return null
  const zone = name.includes('/') ? canonical(name) : ABBREVIATIONS[name.toLowerCase()]
  return zone === undefined || zone === null ? null : { text: before, zone }
}

/** Written in any case, as it is called; where the engine would fall back on an older name, as it was written. */
function canonical(name: string): string | null {
  if (!isTimeZone(name)) return null
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
  if (timeZone.toLowerCase() === name.toLowerCase()) return timeZone
  return name.replaceAll(/[a-z]+/gi, word => word.charAt(0).toUpperCase() + word.slice(1))
}
