import { type Actions, type Call, OVERSEERS } from '../action.ts'
import { kalturaException } from '../kalturaException.ts'
import { integerOf, objectOf } from '../parameters.ts'
import type { AnswerRecord } from '../recordFilter.ts'
import { cannotBeNull, faultOfObject } from '../writable.ts'
import { answerIn, idOf, invalidId, listIn, nowSOf } from './scheduleObject.ts'
import { livingIn, type ScheduleLink } from './scheduleStore.ts'

const CLASS = 'KalturaScheduleEventResource'
const READ_ONLY = ['partnerId', 'createdAt', 'updatedAt']

const answerOf = ({ eventId, resourceId, createdAt }: ScheduleLink, { options }: Call): AnswerRecord => ({
  objectType: CLASS,
  eventId,
  resourceId,
  partnerId: options.partnerId,
  createdAt,
  updatedAt: createdAt,
})

const find = (eventId: number, resourceId: number, { options }: Call): ScheduleLink | undefined =>
  options.schedule.links.all().find(link => link.eventId === eventId && link.resourceId === resourceId)

const wanted = (call: Call): readonly [eventId: number, resourceId: number] => [
  idOf(call, 'scheduleEventId'),
  idOf(call, 'scheduleResourceId'),
]

const add = (call: Call): unknown => {
  const given = objectOf(call.parameters, 'scheduleEventResource')
  const fault = faultOfObject(given, CLASS, READ_ONLY)
  if (fault) return fault
  const eventId = integerOf(given, 'eventId')
  const resourceId = integerOf(given, 'resourceId')
  if (eventId === undefined) return cannotBeNull(CLASS, 'eventId')
  if (resourceId === undefined) return cannotBeNull(CLASS, 'resourceId')
  const { events, resources, links } = call.options.schedule
  if (!livingIn(events, eventId)) return invalidId(eventId)
  if (!livingIn(resources, resourceId)) return invalidId(resourceId)
  if (find(eventId, resourceId, call)) {
    const args = { EVENT_ID: `${eventId}`, RESOURCE_ID: `${resourceId}` }
    return kalturaException('SCHEDULE_EVENT_RESOURCE_ALREADY_EXISTS', args)
  }
  const link = links.add(id => ({ id, eventId, resourceId, createdAt: nowSOf(call) }))
  return answerIn(call, answerOf(link, call))
}

const get = (call: Call): unknown => {
  const link = find(...wanted(call), call)
  return link ? answerIn(call, answerOf(link, call)) : invalidId(wanted(call).join())
}

/** Everything in it is set once. */
const update = (call: Call): unknown => {
  const given = objectOf(call.parameters, 'scheduleEventResource')
  return faultOfObject(given, CLASS, [...READ_ONLY, 'eventId', 'resourceId']) ?? get(call)
}

const remove = (call: Call): unknown => {
  const link = find(...wanted(call), call)
  if (!link) return invalidId(wanted(call).join())
  call.options.schedule.links.remove(link.id)
  return null
}

const list = (call: Call): unknown =>
  listIn(
    call,
    'KalturaScheduleEventResourceListResponse',
    call.options.schedule.links.all().map(link => answerOf(link, call)),
  )

const IDS = ['scheduleEventId', 'scheduleResourceId']

/** Which event takes place where. */
export const eventResourceActions: Actions = {
  'schedule_scheduleeventresource.add': {
    required: ['scheduleEventResource'],
    allowed: OVERSEERS,
    run: add,
  },
  'schedule_scheduleeventresource.get': { required: IDS, allowed: OVERSEERS, run: get },
  'schedule_scheduleeventresource.update': {
    required: [...IDS, 'scheduleEventResource'],
    allowed: OVERSEERS,
    run: update,
  },
  'schedule_scheduleeventresource.delete': { required: IDS, allowed: OVERSEERS, run: remove },
  'schedule_scheduleeventresource.list': { required: [], allowed: OVERSEERS, run: list },
}
