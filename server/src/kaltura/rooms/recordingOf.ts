import { type Result, succeed } from '../../platform/result.ts'
import { type EntryState, getEntryState, listDerived } from '../api/baseEntry.ts'
import { getRoom } from '../api/room.ts'
import { type askerOf, failureOf } from './roomConnection.ts'
import type { FoundRecording } from './roomProvider.ts'

/** KalturaEntryStatus. */
const READY = '2'
/** Imported, being converted, held back, or nothing in it yet: all of them may become ready. */
const UNDER_WAY = ['0', '1', '4', '5', '7']
const STATUSES = [...UNDER_WAY, READY].join(',')
const UNKNOWN = ['ENTRY_ID_NOT_FOUND', 'INVALID_ENTRY_ID']

/** A recording is named by its room, or names the room that it is of. */
export async function recordingOf(
  ask: ReturnType<typeof askerOf>,
  roomId: string,
): Promise<Result<FoundRecording>> {
  const room = await ask((client, ks) => getRoom(client, ks, roomId))
  if (room.kind === 'refusal' && UNKNOWN.includes(room.code)) return derivedFrom(ask, roomId)
  if (room.kind !== 'answer') return failureOf(room)
  const { recordedEntryId } = room.value
  if (!recordedEntryId) return derivedFrom(ask, roomId)
  const state = await ask((client, ks) => getEntryState(client, ks, recordedEntryId))
  if (state.kind === 'answer') return succeed(oneOf([state.value]))
  return state.kind === 'refusal' && UNKNOWN.includes(state.code)
    ? derivedFrom(ask, roomId)
    : failureOf(state)
}

/** Null for an entry that Kaltura doesn't have, too. */
export async function roomOf(
  ask: ReturnType<typeof askerOf>,
  entryId: string,
): Promise<Result<string | null>> {
  const entry = await ask((client, ks) => getEntryState(client, ks, entryId))
  if (entry.kind === 'refusal' && UNKNOWN.includes(entry.code)) return succeed(null)
  if (entry.kind !== 'answer') return failureOf(entry)
  const { id, rootEntryId } = entry.value
  return succeed(rootEntryId && rootEntryId !== id ? rootEntryId : null)
}

async function derivedFrom(ask: ReturnType<typeof askerOf>, roomId: string): Promise<Result<FoundRecording>> {
  const filter = { rootEntryId: roomId, statusIn: STATUSES }
  const found = await ask((client, ks) => listDerived(client, ks, filter))
  return found.kind === 'answer' ? succeed(oneOf(found.value.objects)) : failureOf(found)
}

/** One that can be watched, rather than one that can't yet. */
function oneOf(entries: readonly EntryState[]): FoundRecording {
  const ready = entries.find(({ status }) => status === READY)
  if (ready) return { state: 'ready', entryId: ready.id }
  const coming = entries.find(({ status }) => UNDER_WAY.includes(status))
  return coming ? { state: 'processing', entryId: coming.id } : { state: 'none' }
}
