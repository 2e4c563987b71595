import { entryAnswer } from '../entryAnswer.ts'
import { newEntryId } from '../entryId.ts'
import { isOver } from '../kaf/hall.ts'
import type { Presence } from '../kaf/presence.ts'
import type { KalturaOptions } from '../kalturaOptions.ts'
import { ENTRY_STATUS, type EntryDraft, LIBRARY_DAY_S } from '../library.ts'
import type { SettingsStore } from '../meetings/meetingSettings.ts'
import type { Room } from '../rooms/roomStore.ts'
import type { Webhooks } from '../webhooks/createWebhooks.ts'

const DAY_MS = 86_400_000
/** Nobody films in the sandbox: each recording shows this. */
const FILM = { media: '0_testcard', durationS: 120 } as const

export interface Recorder {
  /** At once, whoever is there. The recording's id; undefined where there is no such room. */
  recordNow(roomId: string): string | undefined
  close(): void
}

export interface RecorderOptions extends KalturaOptions {
  readonly presence: Presence
  readonly settings: SettingsStore
  readonly webhooks: Webhooks
}

/**
 * A room in which somebody was gets a recording some time after it has become empty, was ended or was closed.
 * Rooms of the older generation get none: where those put theirs is each account's own affair.
 */
export const createRecorder = (options: RecorderOptions): Recorder => {
  const { presence, rooms, library, settings, webhooks, now } = options
  /** How many stays in each room its recordings cover; somebody has come since where there are more. */
  const covered = new Map<string, number>()
  const timers = new Map<string, NodeJS.Timeout>()

  const staysIn = (roomId: string): number =>
    presence.stays().filter(({ hallKey }) => hallKey === roomId).length
  const isUnrecorded = (roomId: string): boolean => staysIn(roomId) > (covered.get(roomId) ?? 0)

  const isStill = (roomId: string): boolean => {
    const room = rooms.findLiving(roomId)
    const isInside = presence.people(roomId).some(({ state }) => state === 'inside')
    return !isInside || isOver(room?.endDate, now)
  }

  const after = (key: string, ms: number, act: () => void): void => {
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key)
        act()
      }, ms),
    )
  }

  const look = (roomId: string): void => {
    if (!isUnrecorded(roomId) || !isStill(roomId) || timers.has(roomId)) return
    after(roomId, settings.current().recordingAfterMs, () => {
      if (isUnrecorded(roomId) && isStill(roomId)) recordNow(roomId)
    })
  }

  const recordNow = (roomId: string): string | undefined => {
    const room = rooms.findLiving(roomId)
    covered.set(roomId, staysIn(roomId))
    if (!room) return undefined
    const draft = recordingOf(room, now())
    library.add({ ...draft, durationS: 0, status: ENTRY_STATUS.preconvert })
    rooms.update(roomId, { recordedEntryId: draft.id })
    after(draft.id, settings.current().convertingMs, () => finish(draft))
    return draft.id
  }

  const finish = (draft: EntryDraft): void => {
    if (!library.findLiving(draft.id)) return
    library.add({ ...draft, ...FILM, status: ENTRY_STATUS.ready })
    const entry = library.findLiving(draft.id)
    if (entry) webhooks.notify({ eventObjectType: '1', object: entryAnswer(entry, options) })
  }

  const stops = [
    presence.onChange(key => {
      if (rooms.findLiving(key)) look(key)
    }),
    rooms.onChange(({ id }) => look(id)),
  ]
  return {
    recordNow,
    close: () => {
      for (const stop of stops) stop()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

const recordingOf = (room: Room, nowMs: number): EntryDraft => ({
  id: newEntryId(),
  name: `${room.name} (recording)`,
  description: '',
  tags: 'recording',
  categories: '',
  userId: room.userId ?? '',
  createdDaysAgo: (LIBRARY_DAY_S * 1000 - nowMs) / DAY_MS,
  durationS: FILM.durationS,
  plays: 0,
  views: 0,
  rootEntryId: room.id,
})
