import type { z } from 'zod'
import { type Actions, type Call, OVERSEERS } from '../action.ts'
import { type KalturaException, kalturaException } from '../kalturaException.ts'
import { listOf, objectOf, type Parameters, textOf } from '../parameters.ts'
import type { AnswerRecord } from '../recordFilter.ts'
import { cannotBeNull, defined, lengthFault } from '../writable.ts'
import { answerIn, faultOfKind, idOf, invalidId, type Kinds, listIn, nowSOf } from './scheduleObject.ts'
import { eventPropertiesSchema, livingIn, SCHEDULE_STATUS, type ScheduleEvent } from './scheduleStore.ts'

const ABSTRACT = 'KalturaScheduleEvent'
const KINDS: Kinds = {
  abstract: ABSTRACT,
  kinds: [
    'KalturaRecordScheduleEvent',
    'KalturaLiveStreamScheduleEvent',
    'KalturaMeetingScheduleEvent',
    'KalturaVodScheduleEvent',
    'KalturaBlackoutScheduleEvent',
  ],
  readOnly: ['id', 'partnerId', 'parentId', 'status', 'createdAt', 'updatedAt'],
}
/** KalturaScheduleEventRecurrenceType; the sandbox has no events that come again. */
const RECURRENCE = { none: 0, recurring: 1, recurrence: 2 } as const

type EventProperties = z.infer<typeof eventPropertiesSchema>

const answerOf = (event: ScheduleEvent, call: Call): AnswerRecord => ({
  ...event,
  partnerId: call.options.partnerId,
  duration: event.endDate - event.startDate,
})

const living = (call: Call): readonly ScheduleEvent[] =>
  call.options.schedule.events.all().filter(({ status }) => status !== SCHEDULE_STATUS.deleted)

const timeFault = ({ startDate, endDate, duration }: EventProperties): KalturaException | undefined => {
  if (startDate === undefined || endDate === undefined) return undefined
  if (endDate < startDate) {
    const args = { START: `${startDate}`, END: `${endDate}` }
    return kalturaException('INVALID_SCHEDULE_END_BEFORE_START', args)
  }
  return duration !== undefined && duration !== endDate - startDate
    ? kalturaException('MAX_SCHEDULE_DURATION_MUST_MATCH_END_TIME')
    : undefined
}

const summaryFault = (properties: EventProperties): KalturaException | undefined =>
  lengthFault(ABSTRACT, properties, { summary: { min: 1, max: 256 } })

const recurrenceFault = (given: Parameters): KalturaException | undefined => {
  const type = textOf(given, 'recurrenceType')
  if (type === '' || Object.values(RECURRENCE).some(known => `${known}` === type)) return undefined
  const enumType = 'KalturaScheduleEventRecurrenceType'
  return kalturaException('INVALID_ENUM_VALUE', {
    ENUM_VAL: type,
    PARAM_NAME: 'recurrenceType',
    ENUM_TYPE: enumType,
  })
}

const add = (call: Call): unknown => {
  const given = objectOf(call.parameters, 'scheduleEvent')
  const { objectType = '', ...properties } = eventPropertiesSchema.parse(given)
  const fault =
    faultOfKind(given, KINDS) ?? recurrenceFault(given) ?? summaryFault(properties) ?? timeFault(properties)
  if (fault) return fault
  const { summary, recurrenceType, startDate, duration } = properties
  const endDate = properties.endDate ?? (duration === undefined ? undefined : (startDate ?? 0) + duration)
  if (recurrenceType === undefined) return cannotBeNull(objectType, 'recurrenceType')
  if (summary === undefined) return cannotBeNull(objectType, 'summary')
  if (startDate === undefined) return cannotBeNull(objectType, 'startDate')
  if (endDate === undefined) return cannotBeNull(objectType, 'endDate')
  const atS = nowSOf(call)
  const event = call.options.schedule.events.add(id => ({
    ...defined({ ownerId: call.ks?.userId, ...defined(properties) }),
    objectType,
    id,
    startDate,
    endDate,
    status: SCHEDULE_STATUS.active,
    createdAt: atS,
    updatedAt: atS,
  }))
  return answerIn(call, answerOf(event, call))
}

const get = (call: Call): unknown => {
  const id = idOf(call, 'scheduleEventId')
  const event = livingIn(call.options.schedule.events, id)
  return event ? answerIn(call, answerOf(event, call)) : invalidId(id)
}

const change = (call: Call, properties: Partial<Omit<ScheduleEvent, 'objectType' | 'id'>>): unknown => {
  const id = idOf(call, 'scheduleEventId')
  const updatedAt = nowSOf(call)
  const changed = call.options.schedule.events.change(id, event => ({ ...event, ...properties, updatedAt }))
  return changed ? answerIn(call, answerOf(changed, call)) : invalidId(id)
}

const update = (call: Call): unknown => {
  const id = idOf(call, 'scheduleEventId')
  const event = livingIn(call.options.schedule.events, id)
  if (!event) return invalidId(id)
  const given = objectOf(call.parameters, 'scheduleEvent')
  const { objectType = event.objectType, ...properties } = eventPropertiesSchema.parse(given)
  if (objectType !== event.objectType) {
    const args = { SOURCE_TYPE: event.objectType, TARGET_TYPE: objectType }
    return kalturaException('SCHEDULE_EVENT_TYPE_CANT_BE_UPDATED', args)
  }
  const { startDate = event.startDate, endDate = event.endDate } = properties
  const fault =
    faultOfKind({ objectType, ...given }, KINDS) ??
    recurrenceFault(given) ??
    summaryFault(properties) ??
    timeFault({ ...properties, startDate, endDate })
  return fault ?? change(call, { ...defined(properties), startDate, endDate })
}

const setStatus =
  (status: number) =>
  (call: Call): unknown => {
    const id = idOf(call, 'scheduleEventId')
    return livingIn(call.options.schedule.events, id) ? change(call, { status }) : invalidId(id)
  }

/** Filters for where something takes place look at the links. */
const isIn = (event: ScheduleEvent, wanted: readonly string[], call: Call): boolean =>
  call.options.schedule.links
    .all()
    .some(({ eventId, resourceId }) => eventId === event.id && wanted.includes(`${resourceId}`))

const list = (call: Call): unknown => {
  const filter = objectOf(call.parameters, 'filter')
  const wanted =
    listOf(filter, 'resourceIdEqual') ??
    listOf(filter, 'resourceIdsLike') ??
    listOf(filter, 'resourceIdsMultiLikeOr')
  const events = living(call).filter(event => wanted === undefined || isIn(event, wanted, call))
  const { resourceIdEqual, resourceIdsLike, resourceIdsMultiLikeOr, ...others } = filter
  return listIn(
    { ...call, parameters: { ...call.parameters, filter: others } },
    'KalturaScheduleEventListResponse',
    events.map(event => answerOf(event, call)),
  )
}

const byId = (run: (call: Call) => unknown) => ({ required: ['scheduleEventId'], allowed: OVERSEERS, run })

/** When something takes place. */
export const eventActions: Actions = {
  'schedule_scheduleevent.add': { required: ['scheduleEvent'], allowed: OVERSEERS, run: add },
  'schedule_scheduleevent.get': byId(get),
  'schedule_scheduleevent.update': {
    required: ['scheduleEventId', 'scheduleEvent'],
    allowed: OVERSEERS,
    run: update,
  },
  'schedule_scheduleevent.cancel': byId(setStatus(SCHEDULE_STATUS.cancelled)),
  'schedule_scheduleevent.delete': byId(setStatus(SCHEDULE_STATUS.deleted)),
  'schedule_scheduleevent.list': { required: [], allowed: OVERSEERS, run: list },
}
