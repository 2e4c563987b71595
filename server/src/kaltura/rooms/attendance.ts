import type { Attendance } from '@kaltura-discord/shared/meetings/meeting.ts'
import { type Result, succeed } from '../../platform/result.ts'
import { reportAttendees } from '../api/report.ts'
import { readCsv } from './readCsv.ts'
import { type askerOf, failureOf, toSeconds } from './roomConnection.ts'

/** Kaltura's report is of all rooms of the account; null while it has nothing of this one. */
export async function attendanceOf(
  ask: ReturnType<typeof askerOf>,
  roomId: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<Result<Attendance | null>> {
  const period = { fromS: toSeconds(fromMs), toS: Math.ceil(toMs / 1000) }
  const report = await ask((client, ks) => reportAttendees(client, ks, period))
  return report.kind === 'answer' ? succeed(readAttendance(report.value, roomId)) : failureOf(report)
}

/** By the names in the first row, whatever their order; minutes that are no number count for nothing. */
export function readAttendance(csv: string, roomId: string): Attendance | null {
  const [names = [], ...rows] = readCsv(csv)
  const columnOf = (name: string) => names.findIndex(given => given.trim().toLowerCase() === name)
  const [room, person, minutes] = ['entry_id', 'user_id', 'meeting_view_time'].map(columnOf)
  const textIn = (row: readonly string[], column = -1) => row[column]?.trim() ?? ''
  const ofRoom = rows.filter(row => textIn(row, room) === roomId && textIn(row, person) !== '')
  if (ofRoom.length === 0) return null
  return {
    people: new Set(ofRoom.map(row => textIn(row, person))).size,
    minutes: ofRoom.reduce((sum, row) => sum + toMinutes(textIn(row, minutes)), 0),
  }
}

function toMinutes(text: string): number {
  const minutes = text === '' ? 0 : Number(text)
  return Number.isFinite(minutes) && minutes > 0 ? minutes : 0
}
