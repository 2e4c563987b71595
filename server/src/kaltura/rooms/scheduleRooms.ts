import type { MeetingRoom } from '@kaltura-discord/shared/meetings/meeting.ts'
import { type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import {
  addEvent,
  cancelEvent,
  deleteEvent,
  endEvent,
  getEvent,
  linkResource,
  listEvents,
} from '../api/scheduleEvent.ts'
import { addResource, deleteResource, getResource, listResources } from '../api/scheduleResource.ts'
import type { KalturaAnswer } from '../client.ts'
import { kalturaAway } from '../kalturaFailure.ts'
import { kalturaUserId } from '../kalturaUserId.ts'
import { guestPrivileges } from './guestPrivileges.ts'
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
import { eventTags, resourceTags } from './roomTags.ts'

import { isFound, stillThere } from './stillThere.ts'

interface ScheduleRoomsOptions extends RoomConnection {
  readonly clock: RoomClock
}

/** No step of making a room is begun later than this, ms: whoever asked has given up by then, and it is taken back. */
const MAKING_MS = 12_000

/** Values of KalturaScheduleEventStatus and KalturaScheduleResourceStatus alike. */
const ACTIVE = 2
const THERE = '1,2'
const UNKNOWN = ['SCHEDULE_EVENT_ID_NOT_FOUND', 'SCHEDULE_RESOURCE_ID_NOT_FOUND', 'INVALID_OBJECT_ID']
const LINKED = ['SCHEDULE_EVENT_RESOURCE_ALREADY_EXISTS']

/**
 * Rooms that are schedule resources, for accounts whose meetings work like that. Tags say what kind of room one is,
 * so no templates are needed; the event keeps when it is planned for.
 *
 * What Kaltura doesn't offer here: an end to what goes on inside (the event ends, and what people came with); which
 * recording is of which room, since recordings go to whatever category the account has chosen; who was there, but on
 * the pages that rooms are entered by.
 */
export function createScheduleRooms(options: ScheduleRoomsOptions): RoomProvider {
  const { kafUrl, sessions, clock } = options
  const ask = askerOf(options)

  const resourcesOf = (reference: string) =>
    ask((client, ks) =>
      listResources(client, ks, {
        filter: { systemNameEqual: systemName(reference), statusIn: THERE },
        size: PAGE_SIZE,
      }),
    )
  const eventsOf = (reference: string) =>
    ask((client, ks) =>
      listEvents(client, ks, { filter: { referenceIdEqual: reference, statusIn: THERE }, size: PAGE_SIZE }),
    )

  const makeResource = (spec: RoomSpec) =>
    findOrMake(
      () => resourcesOf(spec.reference),
      () =>
        ask((client, ks) =>
          addResource(client, ks, {
            name: spec.title,
            systemName: systemName(spec.reference),
            description: spec.description ?? '',
            tags: resourceTags(spec).join(','),
          }),
        ),
    )

  const makeEvent = (spec: RoomSpec) =>
    findOrMake(
      () => eventsOf(spec.reference),
      () =>
        ask((client, ks) =>
          addEvent(client, ks, {
            summary: spec.title,
            description: spec.description ?? '',
            referenceId: spec.reference,
            ownerId: kalturaUserId(spec.ownerId),
            tags: eventTags().join(','),
            startDate: toSeconds(spec.startsAtMs),
            endDate: toSeconds(spec.endsAtMs),
          }),
        ),
    )

  async function closeEvent(scheduleEventId: number, atMs: number): Promise<Result<void>> {
    const event = await ask((client, ks) => getEvent(client, ks, scheduleEventId))
    if (event.kind !== 'answer') return settled(event, UNKNOWN)
    const endDate = toSeconds(atMs)
    const { status, startDate } = event.value
    if (status !== ACTIVE) return succeed(undefined)
    // Nothing can end before it has begun.
    const closed = await ask((client, ks) =>
      startDate < endDate
        ? endEvent(client, ks, { scheduleEventId, endDate })
        : cancelEvent(client, ks, scheduleEventId),
    )
    return settled(closed, UNKNOWN)
  }

  const thereResources = (ids: readonly number[]) =>
    stillThere(ids, {
      list: some => {
        const filter = { idIn: some.join(','), statusIn: String(ACTIVE) }
        return ask((client, ks) => listResources(client, ks, { filter, size: PAGE_SIZE }))
      },
      look: async id => isFound(await ask((client, ks) => getResource(client, ks, id)), UNKNOWN, () => true),
    })

  /** One that was called off at Kaltura is as good as gone. */
  const thereEvents = (ids: readonly number[]) =>
    stillThere(ids, {
      list: some => {
        const filter = { idIn: some.join(','), statusIn: String(ACTIVE) }
        return ask((client, ks) => listEvents(client, ks, { filter, size: PAGE_SIZE }))
      },
      look: async id => {
        const event = await ask((client, ks) => getEvent(client, ks, id))
        return isFound(event, UNKNOWN, ({ status }) => status === ACTIVE)
      },
    })

  return {
    kind: 'schedule',

    async create(spec) {
      const untilMs = clock.nowMs() + MAKING_MS
      const resource = await makeResource(spec)
      if (!resource.ok) return resource
      if (clock.nowMs() > untilMs) return kalturaAway()
      const event = await makeEvent(spec)
      if (!event.ok) return event
      if (clock.nowMs() > untilMs) return kalturaAway()
      const [resourceId, eventId] = [resource.value, event.value]
      const link = await ask((client, ks) => linkResource(client, ks, { eventId, resourceId }))
      const linked = settled(link, LINKED)
      return linked.ok ? succeed(toRoom(resourceId, eventId)) : linked
    },

    async remove(reference, room) {
      const [events, resources] = [await eventsOf(reference), await resourcesOf(reference)]
      if (events.kind !== 'answer') return failureOf(events)
      if (resources.kind !== 'answer') return failureOf(resources)
      const eventIds = new Set([...events.value.objects.map(({ id }) => id), ...idsOf(room?.scheduleEventId)])
      const resourceIds = new Set([...resources.value.objects.map(({ id }) => id), ...idsOf(room?.id)])
      const removed = await forEach(eventIds, async id =>
        settled(await ask((client, ks) => deleteEvent(client, ks, id)), UNKNOWN),
      )
      if (!removed.ok) return removed
      return forEach(resourceIds, async id =>
        settled(await ask((client, ks) => deleteResource(client, ks, id)), UNKNOWN),
      )
    },

    async close({ scheduleEventId }, reference, atMs) {
      const closed = await forEach(idsOf(scheduleEventId), id => closeEvent(id, atMs))
      return closed.ok ? endGuestSessions(options, reference) : closed
    },

    async existing(rooms) {
      const resources = await thereResources(rooms.flatMap(({ id }) => idsOf(id)))
      if (!resources.ok) return resources
      const events = await thereEvents(rooms.flatMap(({ scheduleEventId }) => idsOf(scheduleEventId)))
      if (!events.ok) return events
      const isWhole = ({ id, scheduleEventId }: MeetingRoom) =>
        resources.value.has(Number(id)) &&
        (scheduleEventId === null || events.value.has(Number(scheduleEventId)))
      return succeed(new Set(rooms.filter(isWhole).map(({ id }) => id)))
    },

    async plannedAtMs({ scheduleEventId }) {
      const [id] = idsOf(scheduleEventId)
      if (id === undefined) return succeed(null)
      const event = await ask((client, ks) => getEvent(client, ks, id))
      if (event.kind === 'answer') return succeed(event.value.startDate * 1000)
      return event.kind === 'refusal' && UNKNOWN.includes(event.code) ? succeed(null) : failureOf(event)
    },

    recording: async () => succeed({ state: 'none' }),
    roomOf: async () => succeed(null),
    attendance: async () => succeed(null),

    async launchUrl({ id, scheduleEventId }, reference, guest) {
      const session = await sessions.room({
        userId: guest.userId,
        group: reference,
        privileges: {
          ...guestPrivileges(guest),
          resourceId: id,
          ...(scheduleEventId === null ? {} : { eventId: scheduleEventId }),
        },
        lastsS: LAUNCH_S,
      })
      if (!session.ok) return session
      return succeed(`${kafUrl}/virtualEvent/launch?ks=${encodeURIComponent(session.value.ks)}`)
    },
  }
}

/** By which a resource is found again: it has no field for a reference. */
const systemName = (reference: string) => `${OURS}-${reference}`

/** Its numbers, where it is one: Kaltura's own ids of schedules. */
function idsOf(id: string | null | undefined): number[] {
  const number = Number(id ?? Number.NaN)
  return Number.isSafeInteger(number) ? [number] : []
}

const toRoom = (resourceId: number, eventId: number): MeetingRoom => ({
  provider: 'schedule',
  id: String(resourceId),
  scheduleEventId: String(eventId),
  broadcastEntryId: null,
})

/** What an earlier try has left, or a new one; after silence it is looked for once more. */
async function findOrMake(
  find: () => Promise<KalturaAnswer<{ objects: readonly { id: number }[] }>>,
  make: () => Promise<KalturaAnswer<{ id: number }>>,
): Promise<Result<number>> {
  const before = await find()
  if (before.kind !== 'answer') return failureOf(before)
  const [found] = before.value.objects
  if (found) return succeed(found.id)
  const made = await make()
  if (made.kind === 'answer') return succeed(made.value.id)
  if (made.kind === 'refusal') return failureOf(made)
  const after = await find()
  const [late] = after.kind === 'answer' ? after.value.objects : []
  return late ? succeed(late.id) : made.failure
}
