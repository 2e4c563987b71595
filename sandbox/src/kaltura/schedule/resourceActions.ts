import { type Actions, type Call, OVERSEERS } from '../action.ts'
import { type KalturaException, kalturaException } from '../kalturaException.ts'
import { objectOf } from '../parameters.ts'
import type { AnswerRecord } from '../recordFilter.ts'
import { cannotBeNull, defined, lengthFault } from '../writable.ts'
import { answerIn, faultOfKind, idOf, invalidId, type Kinds, listIn, nowSOf } from './scheduleObject.ts'
import {
  livingIn,
  resourcePropertiesSchema,
  SCHEDULE_STATUS,
  type ScheduleResource,
} from './scheduleStore.ts'

const ABSTRACT = 'KalturaScheduleResource'
const KINDS: Kinds = {
  abstract: ABSTRACT,
  kinds: ['KalturaLocationScheduleResource', 'KalturaCameraScheduleResource'],
  readOnly: ['id', 'partnerId', 'status', 'createdAt', 'updatedAt'],
}

const LENGTHS = { name: { min: 1, max: 256 }, systemName: { min: 1, max: 256 } }

const answerOf = (resource: ScheduleResource, call: Call): AnswerRecord => ({
  ...resource,
  partnerId: call.options.partnerId,
})

const living = (call: Call): readonly ScheduleResource[] =>
  call.options.schedule.resources.all().filter(({ status }) => status !== SCHEDULE_STATUS.deleted)

const nameFault = (
  systemName: string | undefined,
  call: Call,
  ownId?: number,
): KalturaException | undefined =>
  systemName !== undefined &&
  systemName !== '' &&
  living(call).some(other => other.systemName === systemName && other.id !== ownId)
    ? kalturaException('SYSTEM_NAME_ALREADY_EXISTS', { SYS_NAME: systemName })
    : undefined

const add = (call: Call): unknown => {
  const given = objectOf(call.parameters, 'scheduleResource')
  const { objectType = '', name, ...properties } = resourcePropertiesSchema.parse(given)
  const fault =
    faultOfKind(given, KINDS) ??
    lengthFault(ABSTRACT, given, LENGTHS) ??
    nameFault(properties.systemName, call)
  if (fault) return fault
  if (name === undefined) return cannotBeNull(objectType, 'name')
  const { resources } = call.options.schedule
  if (properties.parentId !== undefined && !livingIn(resources, properties.parentId))
    return kalturaException('RESOURCE_PARENT_ID_NOT_FOUND', { PARENT_ID: `${properties.parentId}` })
  const atS = nowSOf(call)
  const resource = resources.add(id => ({
    ...defined({ ...properties, name }),
    objectType,
    id,
    status: SCHEDULE_STATUS.active,
    createdAt: atS,
    updatedAt: atS,
  }))
  return answerIn(call, answerOf(resource, call))
}

const get = (call: Call): unknown => {
  const id = idOf(call, 'scheduleResourceId')
  const resource = livingIn(call.options.schedule.resources, id)
  return resource ? answerIn(call, answerOf(resource, call)) : invalidId(id)
}

const change = (
  call: Call,
  id: number,
  properties: Partial<Omit<ScheduleResource, 'objectType' | 'id'>>,
): unknown => {
  const updatedAt = nowSOf(call)
  const changed = call.options.schedule.resources.change(id, resource => ({
    ...resource,
    ...properties,
    updatedAt,
  }))
  return changed ? answerIn(call, answerOf(changed, call)) : invalidId(id)
}

const update = (call: Call): unknown => {
  const id = idOf(call, 'scheduleResourceId')
  const resource = livingIn(call.options.schedule.resources, id)
  if (!resource) return invalidId(id)
  const given = objectOf(call.parameters, 'scheduleResource')
  const { objectType: _kept, ...properties } = resourcePropertiesSchema.parse(given)
  const fault =
    faultOfKind({ objectType: resource.objectType, ...given }, KINDS) ??
    lengthFault(ABSTRACT, given, LENGTHS) ??
    nameFault(properties.systemName, call, id)
  return fault ?? change(call, id, defined(properties))
}

const remove = (call: Call): unknown => {
  const id = idOf(call, 'scheduleResourceId')
  if (!livingIn(call.options.schedule.resources, id)) return invalidId(id)
  return change(call, id, { status: SCHEDULE_STATUS.deleted })
}

const list = (call: Call): unknown =>
  listIn(
    call,
    'KalturaScheduleResourceListResponse',
    living(call).map(resource => answerOf(resource, call)),
  )

/** Rooms of the older generation are resources. */
export const resourceActions: Actions = {
  'schedule_scheduleresource.add': { required: ['scheduleResource'], allowed: OVERSEERS, run: add },
  'schedule_scheduleresource.get': { required: ['scheduleResourceId'], allowed: OVERSEERS, run: get },
  'schedule_scheduleresource.update': {
    required: ['scheduleResourceId', 'scheduleResource'],
    allowed: OVERSEERS,
    run: update,
  },
  'schedule_scheduleresource.delete': { required: ['scheduleResourceId'], allowed: OVERSEERS, run: remove },
  'schedule_scheduleresource.list': { required: [], allowed: OVERSEERS, run: list },
}
