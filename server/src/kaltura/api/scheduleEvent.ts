import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'
import { DoneSchema } from './done.ts'

const service = 'schedule_scheduleevent'

const EventSchema = z.object({
  id: z.coerce.number(),
  /** KalturaScheduleEventStatus. */
  status: z.coerce.number(),
  /** Epoch seconds. */
  startDate: z.coerce.number(),
})
export type ScheduleEvent = z.infer<typeof EventSchema>
const PageSchema = z.object({ objects: z.array(EventSchema) })

/** KalturaScheduleEventRecurrenceType. */
const ONCE = 0

interface NewEvent {
  readonly summary: string
  readonly description: string
  readonly referenceId: string
  readonly ownerId: string
  readonly tags: string
  /** Epoch seconds. */
  readonly startDate: number
  readonly endDate: number
}

export const addEvent = (
  client: KalturaClient,
  ks: string,
  event: NewEvent,
): Promise<KalturaAnswer<ScheduleEvent>> => {
  const scheduleEvent = { objectType: 'KalturaRecordScheduleEvent', recurrenceType: ONCE, ...event }
  const parameters = { scheduleEvent }
  return client.send({ service, action: 'add', kind: 'write', ks, parameters, answer: EventSchema })
}

export const getEvent = (
  client: KalturaClient,
  ks: string,
  scheduleEventId: number,
): Promise<KalturaAnswer<ScheduleEvent>> => {
  const parameters = { scheduleEventId }
  return client.send({ service, action: 'get', kind: 'read', ks, parameters, answer: EventSchema })
}

interface EventFilter {
  readonly referenceIdEqual?: string
  /** Comma separated, like the other. */
  readonly idIn?: string
  readonly statusIn: string
}

export const listEvents = (
  client: KalturaClient,
  ks: string,
  { filter, size }: { readonly filter: EventFilter; readonly size: number },
): Promise<KalturaAnswer<{ objects: ScheduleEvent[] }>> => {
  const parameters = {
    filter: { objectType: 'KalturaRecordScheduleEventFilter', ...filter },
    pager: { objectType: 'KalturaFilterPager', pageSize: size, pageIndex: 1 },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: PageSchema })
}

/** `endDate` in epoch seconds. */
export const endEvent = (
  client: KalturaClient,
  ks: string,
  { scheduleEventId, endDate }: { readonly scheduleEventId: number; readonly endDate: number },
): Promise<KalturaAnswer<unknown>> => {
  const scheduleEvent = { objectType: 'KalturaRecordScheduleEvent', endDate }
  const parameters = { scheduleEventId, scheduleEvent }
  return client.send({ service, action: 'update', kind: 'write', ks, parameters, answer: DoneSchema })
}

export const cancelEvent = (
  client: KalturaClient,
  ks: string,
  scheduleEventId: number,
): Promise<KalturaAnswer<unknown>> => {
  const parameters = { scheduleEventId }
  return client.send({ service, action: 'cancel', kind: 'write', ks, parameters, answer: DoneSchema })
}

export const deleteEvent = (
  client: KalturaClient,
  ks: string,
  scheduleEventId: number,
): Promise<KalturaAnswer<unknown>> => {
  const parameters = { scheduleEventId }
  return client.send({ service, action: 'delete', kind: 'write', ks, parameters, answer: DoneSchema })
}

/** Says where the event takes place. */
export const linkResource = (
  client: KalturaClient,
  ks: string,
  { eventId, resourceId }: { readonly eventId: number; readonly resourceId: number },
): Promise<KalturaAnswer<unknown>> => {
  const scheduleEventResource = { objectType: 'KalturaScheduleEventResource', eventId, resourceId }
  return client.send({
    service: 'schedule_scheduleeventresource',
    action: 'add',
    kind: 'write',
    ks,
    parameters: { scheduleEventResource },
    answer: DoneSchema,
  })
}
