import { entryAnswer } from '../entryAnswer.ts'
import { hallOfEntry, hallOfSchedule, isOver } from '../kaf/hall.ts'
import type { Presence, Visitor } from '../kaf/presence.ts'
import { type Guest, type KafOptions, type LaunchAnswer, readLaunch } from '../kaf/readLaunch.ts'
import type { Recorder } from '../recordings/createRecorder.ts'
import { isTemplateRoom, type RoomMode } from '../rooms/roomStore.ts'
import { livingIn, SCHEDULE_STATUS } from '../schedule/scheduleStore.ts'
import type { Delivery, Webhooks } from '../webhooks/createWebhooks.ts'
import type { Subject, Tampering } from '../webhooks/notification.ts'
import type { MeetingSettings, SettingsChange, SettingsStore } from './meetingSettings.ts'

/** A room as a script sees it. */
export interface RoomView {
  /** The entry's id, or `resource:` and the resource's. */
  readonly id: string
  readonly title: string
  readonly mode: RoomMode
  /** The caller's own, by which it finds the room again. */
  readonly reference: string
  /** closed: its time is over, and nobody new gets in. */
  readonly state: 'open' | 'closed' | 'deleted'
  readonly recordedEntryId: string | null
  readonly people: readonly Visitor[]
}

/** Of somebody who needs no session. */
export interface Stranger {
  readonly userId?: string | undefined
  readonly name?: string | undefined
  readonly isModerator?: boolean | undefined
}

export type Entered =
  | { readonly ok: true; readonly personId: string }
  | { readonly ok: false; readonly why: string }

export interface WebhookWish {
  readonly about: 'entry' | 'scheduleEvent'
  /** Need not exist: who is told of something has to look for themselves. */
  readonly objectId: string
  readonly tamper?: Tampering | undefined
  /** That of an earlier one, to send it over again. */
  readonly jobId?: number | undefined
}

/** What scripts and tests do with the account's meetings. */
export interface MeetingControls {
  /** All but the templates. */
  rooms(): readonly RoomView[]
  /** A person without a browser comes into a room, by its id or by the address they were given. */
  enter(target: string, stranger?: Stranger): Entered
  leave(personId: string): void
  /** As its moderators can. False where nobody is in it. */
  endSession(roomId: string): boolean
  recordNow(roomId: string): string | undefined
  settings(change?: SettingsChange): MeetingSettings
  sendWebhook(wish: WebhookWish): Promise<Delivery>
}

interface ControlParts {
  readonly options: KafOptions
  readonly presence: Presence
  readonly settings: SettingsStore
  readonly webhooks: Webhooks
  readonly recorder: Recorder
}

export const createMeetingControls = (parts: ControlParts): MeetingControls => {
  const { options, presence, settings, webhooks, recorder } = parts
  return {
    rooms: () => [...entryRooms(parts), ...scheduleRooms(parts)],
    enter: (target, stranger = {}) => {
      const answer =
        /^https?:/.test(target) && URL.canParse(target)
          ? readLaunch(new URL(target), options)
          : knock(target, stranger, options)
      return answer.ok
        ? { ok: true, personId: presence.enter(answer.hall, answer.guest) }
        : { ok: false, why: answer.why }
    },
    leave: presence.leave,
    endSession: presence.endSession,
    recordNow: recorder.recordNow,
    settings: change => (change === undefined ? settings.current() : settings.change(change)),
    sendWebhook: ({ tamper, jobId, ...wish }) =>
      webhooks.send(subjectOf(wish, options), {
        ...(tamper === undefined ? {} : { tamper }),
        ...(jobId === undefined ? {} : { jobId }),
      }),
  }
}

const entryRooms = ({ options, presence }: ControlParts): readonly RoomView[] =>
  options.rooms
    .all()
    .filter(room => !isTemplateRoom(room))
    .map(room => ({
      id: room.id,
      title: room.name,
      mode: room.mode,
      reference: room.referenceId ?? '',
      state: stateOf(options.rooms.findLiving(room.id) === undefined, isOver(room.endDate, options.now)),
      recordedEntryId: room.recordedEntryId ?? null,
      people: presence.people(room.id),
    }))

const scheduleRooms = ({ options, presence }: ControlParts): readonly RoomView[] => {
  const { schedule, now } = options
  return schedule.resources.all().map(resource => {
    const eventIds = schedule.links
      .all()
      .filter(({ resourceId }) => resourceId === resource.id)
      .map(({ eventId }) => eventId)
    const events = eventIds.flatMap(id => livingIn(schedule.events, id) ?? [])
    const isClosed =
      eventIds.length > 0 &&
      events.every(({ status, endDate }) => status === SCHEDULE_STATUS.cancelled || isOver(endDate, now))
    const found = hallOfSchedule({ eventId: undefined, resourceId: `${resource.id}` }, options)
    return {
      id: `resource:${resource.id}`,
      title: events[0]?.summary ?? resource.name ?? '',
      mode: found.ok ? found.hall.mode : 'meeting',
      reference: resource.systemName ?? '',
      state: stateOf(resource.status === SCHEDULE_STATUS.deleted, isClosed),
      recordedEntryId: null,
      people: presence.people(`resource:${resource.id}`),
    }
  })
}

const stateOf = (isDeleted: boolean, isClosed: boolean): RoomView['state'] => {
  if (isDeleted) return 'deleted'
  return isClosed ? 'closed' : 'open'
}

/** By the room's id alone, as nobody can from outside. */
const knock = (id: string, stranger: Stranger, options: KafOptions): LaunchAnswer => {
  const [, resourceId] = /^resource:(\d+)$/.exec(id) ?? []
  const found =
    resourceId === undefined
      ? hallOfEntry(id, options)
      : hallOfSchedule({ eventId: undefined, resourceId }, options)
  if (!found.ok) return { ok: false, why: found.why === 'closed' ? 'room is closed' : 'room is unknown' }
  const { userId = 'visitor', name = 'Visitor', isModerator = false } = stranger
  const guest: Guest = {
    userId,
    name,
    role: isModerator ? 'adminRole' : 'viewerRole',
    contextualRole: isModerator ? 0 : 3,
    isModerator,
  }
  return { ok: true, hall: found.hall, guest }
}

const subjectOf = (
  { about, objectId }: Pick<WebhookWish, 'about' | 'objectId'>,
  options: KafOptions,
): Subject => {
  if (about === 'entry') {
    const entry = options.library.findLiving(objectId)
    const object = entry
      ? entryAnswer(entry, options)
      : { objectType: 'KalturaMediaEntry', id: objectId, status: 2 }
    return { eventObjectType: '1', object }
  }
  const id = Number(objectId)
  const event = options.schedule.events.find(id)
  const object = event ?? { objectType: 'KalturaRecordScheduleEvent', id }
  return { eventObjectType: 'scheduleEventNotifications.ScheduleEvent', object: { ...object } }
}
