import type { MeetingRoom } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { Config } from '../../config.ts'
import { type Result, succeed } from '../../platform/result.ts'
import { addRoom, deleteRoom, endRoom, getRoom, listRooms, type RoomEntry } from '../api/room.ts'
import type { KalturaAnswer } from '../client.ts'
import { meetingTypeUnavailable } from '../kalturaFailure.ts'
import { kalturaUserId } from '../kalturaUserId.ts'
import { attendanceOf } from './attendance.ts'
import { guestPrivileges, isRoomHost } from './guestPrivileges.ts'
import { recordingOf, roomOf } from './recordingOf.ts'
import {
  askerOf,
  endGuestSessions,
  failureOf,
  forEach,
  LAUNCH_S,
  OURS,
  PAGE_SIZE,
  type RoomConnection,
  settled,
  toSeconds,
} from './roomConnection.ts'
import type { RoomProvider, RoomSpec } from './roomProvider.ts'

import { isFound, stillThere } from './stillThere.ts'

interface EntryRoomsOptions extends RoomConnection {
  /** Rooms that others of a type are made after: Kaltura has no field for what kind of room one is. */
  readonly templates: Config['kaltura']['rooms']['templates']
}

/** KalturaEntryStatus. */
const DELETED = '3'
const UNKNOWN = ['ENTRY_ID_NOT_FOUND', 'INVALID_ENTRY_ID']
/** One that isn't there, and one that is no room. */
const NO_TEMPLATE = [...UNKNOWN, 'INVALID_FIELD_VALUE']

/**
 * Rooms that are entries. Whether one is recorded is its template's to say, and when it is planned for is kept
 * nowhere.
 *
 * Kaltura has no call that ends what goes on in a room: closing one ends the time in which its entry may be used and
 * the sessions that people came with. Whoever is inside stays until they leave or the host ends it for everybody.
 */
export function createEntryRooms(options: EntryRoomsOptions): RoomProvider {
  const { templates, kafUrl, sessions, logger } = options
  const ask = askerOf(options)

  async function withReference(reference: string): Promise<KalturaAnswer<{ objects: RoomEntry[] }>> {
    const filter = { referenceIdEqual: reference, statusNotEqual: DELETED }
    return ask((client, ks) => listRooms(client, ks, { filter, size: PAGE_SIZE }))
  }

  async function add(spec: RoomSpec): Promise<Result<MeetingRoom>> {
    const template = templates[spec.type]
    const added = await ask((client, ks) =>
      addRoom(client, ks, {
        name: spec.title,
        description: spec.description ?? '',
        referenceId: spec.reference,
        userId: kalturaUserId(spec.ownerId),
        adminTags: OURS,
        ...(template === undefined ? {} : { templateRoomEntryId: template }),
      }),
    )
    if (added.kind === 'answer') return succeed(toRoom(added.value))
    if (added.kind === 'refusal' && NO_TEMPLATE.includes(added.code) && template !== undefined) {
      logger.warn('kaltura.rooms.noTemplate', {
        type: spec.type,
        entryId: template,
        setting: 'KALTURA_ROOM_TEMPLATES',
      })
      return meetingTypeUnavailable()
    }
    if (added.kind === 'refusal') return failureOf(added)
    // It may have been made all the same.
    const found = await withReference(spec.reference)
    const [room] = found.kind === 'answer' ? found.value.objects : []
    return room ? succeed(toRoom(room)) : added.failure
  }

  return {
    kind: 'entry',

    async create(spec) {
      if (spec.type !== 'meeting' && templates[spec.type] === undefined) return meetingTypeUnavailable()
      const found = await withReference(spec.reference)
      if (found.kind !== 'answer') return failureOf(found)
      const [room] = found.value.objects
      return room ? succeed(toRoom(room)) : add(spec)
    },

    async remove(reference, room) {
      const found = await withReference(reference)
      if (found.kind !== 'answer') return failureOf(found)
      const ids = new Set([...found.value.objects.map(({ id }) => id), ...(room ? [room.id] : [])])
      return forEach(ids, async id => settled(await ask((client, ks) => deleteRoom(client, ks, id)), UNKNOWN))
    },

    async close({ id }, reference, atMs) {
      const end = { roomId: id, endDate: toSeconds(atMs) }
      const closed = settled(await ask((client, ks) => endRoom(client, ks, end)), UNKNOWN)
      return closed.ok ? endGuestSessions(options, reference) : closed
    },

    existing: rooms =>
      stillThere(
        rooms.map(({ id }) => id),
        {
          list: ids => {
            const filter = { idIn: ids.join(','), statusNotEqual: DELETED }
            return ask((client, ks) => listRooms(client, ks, { filter, size: PAGE_SIZE }))
          },
          look: async id => isFound(await ask((client, ks) => getRoom(client, ks, id)), UNKNOWN, () => true),
        },
      ),

    plannedAtMs: async () => succeed(null),
    recording: ({ id }) => recordingOf(ask, id),
    roomOf: entryId => roomOf(ask, entryId),
    attendance: ({ id }, period) => attendanceOf(ask, id, period),

    async launchUrl({ id }, reference, guest) {
      const moderates = isRoomHost(guest) ? { roomModerator: '1', chatModerator: '1' } : {}
      const session = await sessions.room({
        userId: guest.userId,
        group: reference,
        privileges: { ...guestPrivileges(guest), entryId: id, ...moderates },
        lastsS: LAUNCH_S,
      })
      return session.ok ? succeed(`${kafUrl}/embeddedrooms/index/view-room/ks/${session.value.ks}`) : session
    },
  }
}

const toRoom = ({ id, broadcastEntryId }: RoomEntry): MeetingRoom => ({
  provider: 'entry',
  id,
  scheduleEventId: null,
  broadcastEntryId: broadcastEntryId ?? null,
})
