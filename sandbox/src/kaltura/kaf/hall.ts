import type { KalturaOptions } from '../kalturaOptions.ts'
import type { Room, RoomMode } from '../rooms/roomStore.ts'
import {
  livingIn,
  SCHEDULE_STATUS,
  type ScheduleEvent,
  type ScheduleResource,
} from '../schedule/scheduleStore.ts'

/** A room as people find it, of whichever generation. */
export interface Hall {
  /** The room entry's id, or `resource:` and the resource's. */
  readonly key: string
  readonly title: string
  readonly mode: RoomMode
  /** Others than moderators get in once one of those is inside. */
  readonly waitsForModerator: boolean
}

export type HallAnswer =
  | { readonly ok: true; readonly hall: Hall }
  | { readonly ok: false; readonly why: 'unknown' | 'closed' }

type Account = Pick<KalturaOptions, 'rooms' | 'schedule' | 'now'>

export const isOver = (endS: number | undefined, now: () => number): boolean =>
  endS !== undefined && endS * 1000 <= now()

export const hallOfRoom = (room: Room): Hall => ({
  key: room.id,
  title: room.name,
  mode: room.mode,
  waitsForModerator: false,
})

export const hallOfEntry = (entryId: string, { rooms, now }: Account): HallAnswer => {
  const room = rooms.findLiving(entryId)
  if (!room) return { ok: false, why: 'unknown' }
  return isOver(room.endDate, now) ? { ok: false, why: 'closed' } : { ok: true, hall: hallOfRoom(room) }
}

/** Tags of the event count before those of the resource. */
const modeOf = (tags: string): RoomMode => {
  const [, mode] = /\bcustom_rs_class_mode:(\w+)/.exec(tags) ?? []
  if (mode === 'webinar') return 'webinar'
  return mode === 'virtual_classroom' ? 'classroom' : 'meeting'
}

export const hallOfResource = (resource: ScheduleResource, event?: ScheduleEvent): Hall => ({
  key: `resource:${resource.id}`,
  title: event?.summary ?? resource.name ?? '',
  mode: modeOf(`${event?.tags ?? ''},${resource.tags ?? ''}`),
  waitsForModerator: event === undefined,
})

interface Wanted {
  readonly eventId: string | undefined
  readonly resourceId: string | undefined
}

/** By the event, which leads to its resource, or by the resource alone, which knows no times. */
export const hallOfSchedule = ({ eventId, resourceId }: Wanted, { schedule, now }: Account): HallAnswer => {
  const event = eventId === undefined ? undefined : livingIn(schedule.events, Number(eventId))
  if (eventId !== undefined && !event) return { ok: false, why: 'unknown' }
  const link = event && schedule.links.all().find(each => each.eventId === event.id)
  const resource = livingIn(schedule.resources, link?.resourceId ?? Number(resourceId))
  if (!resource) return { ok: false, why: 'unknown' }
  const isClosed = event && (event.status === SCHEDULE_STATUS.cancelled || isOver(event.endDate, now))
  return isClosed ? { ok: false, why: 'closed' } : { ok: true, hall: hallOfResource(resource, event) }
}
