import { type Actions, type Call, OVERSEERS } from '../action.ts'
import { fileAnswer } from '../fileAnswer.ts'
import type { Stay } from '../kaf/presence.ts'
import { kalturaException } from '../kalturaException.ts'
import { integerOf, textOf } from '../parameters.ts'

/** KalturaReportType, as far as rooms have reports. */
const REPORT = { rooms: 6000, attendees: 6001 } as const
const MINUTE_MS = 60_000

/** `from_date=…;to_date=…`, in seconds since 1970; `entry_ids` has commas between. */
const readParams = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(';')
      .map(pair => pair.split('='))
      .map(([name = '', ...value]) => [name.trim(), value.join('=').trim()]),
  )

/** A finished stay whose time for being reported has come. */
type Reported = Stay & { readonly toMs: number }

const reportedStays = (call: Call, wanted: ReadonlyMap<string, string>): readonly Reported[] => {
  const { stays, settings } = call.options.meetings
  const from = Number(wanted.get('from_date') || 0) * 1000
  const to = Number(wanted.get('to_date') || Number.MAX_SAFE_INTEGER) * 1000
  const entryIds = wanted.get('entry_ids')?.split(',')
  const latest = call.options.now() - settings.current().reportAfterMs
  return stays().flatMap(stay => {
    const { hallKey, fromMs, toMs } = stay
    const isWanted = toMs !== null && toMs <= latest && fromMs < to && toMs >= from
    const isOfEntry = !hallKey.includes(':') && (entryIds?.includes(hallKey) ?? true)
    return isWanted && isOfEntry ? [{ ...stay, toMs }] : []
  })
}

const minutesOf = (stays: readonly Reported[]): string =>
  (stays.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / MINUTE_MS).toFixed(2)

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => `${row.map(field).join(',')}\r\n`).join('')

const attendeeRows = (stays: readonly Reported[]): readonly (readonly string[])[] =>
  [...Map.groupBy(stays, ({ hallKey, userId }) => `${hallKey} ${userId}`).values()].map(visits => {
    const { hallKey = '', userId = '', name = '', isModerator } = visits.at(-1) ?? {}
    return [hallKey, userId, name, isModerator ? 'Moderator' : 'Attendee', minutesOf(visits)]
  })

/** Which columns this one has is not published; nothing of the product should lean on it. */
const roomRows = (stays: readonly Reported[], { options }: Call): readonly (readonly string[])[] =>
  [...Map.groupBy(stays, ({ hallKey }) => hallKey)].map(([key, visits]) => [
    key,
    options.rooms.findLiving(key)?.name ?? '',
    `${new Set(visits.map(({ userId }) => userId)).size}`,
    minutesOf(visits),
  ])

const getCsv = (call: Call): unknown => {
  const id = integerOf(call.parameters, 'id')
  const stays = reportedStays(call, readParams(textOf(call.parameters, 'params')))
  if (id === REPORT.attendees) {
    const header = ['entry_id', 'user_id', 'user_name', 'user_type', 'meeting_view_time']
    return fileAnswer('text/csv; charset=utf-8', csv([header, ...attendeeRows(stays)]))
  }
  if (id === REPORT.rooms) {
    const header = ['entry_id', 'entry_name', 'unique_viewers', 'meeting_view_time']
    return fileAnswer('text/csv; charset=utf-8', csv([header, ...roomRows(stays, call)]))
  }
  return kalturaException('REPORT_NOT_FOUND', { ID: textOf(call.parameters, 'id') })
}

/** Who was in which room, once that is known. */
export const reportActions: Actions = {
  'report.getcsvfromstringparams': { required: ['id'], allowed: OVERSEERS, run: getCsv },
}
