import { describe, expect, it } from 'vitest'
import { createTestKaltura } from '../testApi.ts'

const START = 2_000_000_000
const newEvent = (overrides: object = {}) => ({
  objectType: 'KalturaRecordScheduleEvent',
  summary: 'Film night',
  recurrenceType: 0,
  startDate: START,
  endDate: START + 3600,
  referenceId: 'm1',
  ...overrides,
})
const newResource = (overrides: object = {}) => ({
  objectType: 'KalturaLocationScheduleResource',
  name: 'Film night',
  systemName: 'm1',
  tags: 'vcprovider:newrow',
  ...overrides,
})

const createSchedule = () => {
  const kaltura = createTestKaltura()
  const ks = kaltura.adminKs
  const send = (service: string, action: string, parameters: object = {}) =>
    kaltura.call(`schedule_${service}`, action, { ks, ...parameters })
  return {
    ...kaltura,
    send,
    addEvent: (overrides: object = {}) =>
      send('scheduleevent', 'add', { scheduleEvent: newEvent(overrides) }),
    addResource: (overrides: object = {}) =>
      send('scheduleresource', 'add', { scheduleResource: newResource(overrides) }),
  }
}

const numbersOf = (answer: Record<string, unknown>): unknown =>
  Array.isArray(answer['objects']) && answer['objects'].map(({ id }) => id)

describe('schedule events', () => {
  it('keep what they are given', async () => {
    const { addEvent, send } = createSchedule()
    const added = await addEvent({ tags: 'custom_rs_class_mode:webinar', ownerId: 'discord_7' })
    expect(added).toMatchObject({ ...newEvent(), status: 2, duration: 3600, ownerId: 'discord_7' })
    const scheduleEventId = added['id']
    expect(await send('scheduleevent', 'get', { scheduleEventId })).toEqual(added)
  })

  it.each([
    [{ objectType: undefined }, 'OBJECT_TYPE_ABSTRACT'],
    [{ objectType: 'KalturaScheduleEvent' }, 'OBJECT_TYPE_ABSTRACT'],
    [{ objectType: 'KalturaRoomEntry' }, 'INVALID_OBJECT_TYPE'],
    [{ summary: undefined }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ summary: 'x'.repeat(257) }, 'PROPERTY_VALIDATION_MAX_LENGTH'],
    [{ startDate: undefined }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ endDate: undefined }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ recurrenceType: undefined }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ recurrenceType: 7 }, 'INVALID_ENUM_VALUE'],
    [{ endDate: START - 1 }, 'INVALID_SCHEDULE_END_BEFORE_START'],
    [{ duration: 60 }, 'MAX_SCHEDULE_DURATION_MUST_MATCH_END_TIME'],
    [{ status: 1 }, 'PROPERTY_VALIDATION_NOT_UPDATABLE'],
  ])('refuse %j as %s', async (wrong, code) => {
    expect(await createSchedule().addEvent(wrong)).toMatchObject({ code })
  })

  it('are moved, cancelled and deleted', async () => {
    const { addEvent, send } = createSchedule()
    const scheduleEventId = (await addEvent())['id']
    const change = (scheduleEvent: object) =>
      send('scheduleevent', 'update', { scheduleEventId, scheduleEvent })
    expect(await change({ objectType: 'KalturaRecordScheduleEvent', endDate: START + 60 })).toMatchObject({
      summary: 'Film night',
      endDate: START + 60,
      duration: 60,
    })
    expect(await change({ endDate: START - 60 })).toMatchObject({ code: 'INVALID_SCHEDULE_END_BEFORE_START' })
    expect(await change({ objectType: 'KalturaMeetingScheduleEvent' })).toMatchObject({
      code: 'SCHEDULE_EVENT_TYPE_CANT_BE_UPDATED',
    })
    expect(await send('scheduleevent', 'cancel', { scheduleEventId })).toMatchObject({ status: 1 })
    expect(await send('scheduleevent', 'delete', { scheduleEventId })).toMatchObject({ status: 3 })
    for (const action of ['get', 'cancel', 'delete'])
      expect(await send('scheduleevent', action, { scheduleEventId })).toMatchObject({
        code: 'INVALID_OBJECT_ID',
      })
    expect(await change({ endDate: START })).toMatchObject({ code: 'INVALID_OBJECT_ID' })
    expect(await send('scheduleevent', 'list')).toMatchObject({ totalCount: 0 })
  })
})

describe('schedule resources', () => {
  it('are added, found by their names, changed and deleted', async () => {
    const { addResource, send } = createSchedule()
    const added = await addResource()
    const scheduleResourceId = added['id']
    expect(added).toMatchObject({ ...newResource(), status: 2 })
    expect(await addResource()).toMatchObject({ code: 'SYSTEM_NAME_ALREADY_EXISTS' })
    const filter = { objectType: 'KalturaScheduleResourceFilter', systemNameEqual: 'm1' }
    expect(numbersOf(await send('scheduleresource', 'list', { filter }))).toEqual([scheduleResourceId])
    const scheduleResource = { name: 'Film morning' }
    expect(await send('scheduleresource', 'update', { scheduleResourceId, scheduleResource })).toMatchObject({
      name: 'Film morning',
      systemName: 'm1',
    })
    expect(await send('scheduleresource', 'delete', { scheduleResourceId })).toMatchObject({ status: 3 })
    expect(await send('scheduleresource', 'get', { scheduleResourceId })).toMatchObject({
      code: 'INVALID_OBJECT_ID',
    })
    expect(await addResource()).toMatchObject({ systemName: 'm1' })
  })

  it.each([
    [{ objectType: undefined }, 'OBJECT_TYPE_ABSTRACT'],
    [{ name: undefined }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ name: 'x'.repeat(257) }, 'PROPERTY_VALIDATION_MAX_LENGTH'],
    [{ systemName: '' }, 'PROPERTY_VALIDATION_MIN_LENGTH'],
    [{ parentId: 5 }, 'RESOURCE_PARENT_ID_NOT_FOUND'],
    [{ id: 5 }, 'PROPERTY_VALIDATION_NOT_UPDATABLE'],
  ])('refuse %j as %s', async (wrong, code) => {
    expect(await createSchedule().addResource(wrong)).toMatchObject({ code })
  })
})

describe('events in resources', () => {
  it('are linked once, and found from both sides', async () => {
    const { addEvent, addResource, send } = createSchedule()
    const eventId = (await addEvent())['id']
    await addEvent({ referenceId: 'm2' })
    const resourceId = (await addResource())['id']
    const link = {
      scheduleEventResource: { objectType: 'KalturaScheduleEventResource', eventId, resourceId },
    }
    expect(await send('scheduleeventresource', 'add', link)).toMatchObject({ eventId, resourceId })
    expect(await send('scheduleeventresource', 'add', link)).toMatchObject({
      code: 'SCHEDULE_EVENT_RESOURCE_ALREADY_EXISTS',
    })
    const inside = { filter: { objectType: 'KalturaScheduleEventFilter', resourceIdEqual: `${resourceId}` } }
    expect(numbersOf(await send('scheduleevent', 'list', inside))).toEqual([eventId])
    const ofEvent = { filter: { eventIdEqual: eventId } }
    expect(await send('scheduleeventresource', 'list', ofEvent)).toMatchObject({ totalCount: 1 })
    const both = { scheduleEventId: eventId, scheduleResourceId: resourceId }
    expect(await send('scheduleeventresource', 'get', both)).toMatchObject({ resourceId })
    expect(await send('scheduleeventresource', 'update', { ...both, ...link })).toMatchObject({
      code: 'PROPERTY_VALIDATION_NOT_UPDATABLE',
    })
    expect(await send('scheduleeventresource', 'delete', both)).toEqual({ value: null })
    expect(await send('scheduleeventresource', 'delete', both)).toMatchObject({ code: 'INVALID_OBJECT_ID' })
  })

  it.each([
    [{}, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ eventId: 9_200_001 }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [{ eventId: 1, resourceId: 410_001 }, 'INVALID_OBJECT_ID'],
    [{ eventId: 9_200_001, resourceId: 1 }, 'INVALID_OBJECT_ID'],
  ])('refuse %j as %s', async (scheduleEventResource, code) => {
    const { addEvent, addResource, send } = createSchedule()
    await addEvent()
    await addResource()
    expect(await send('scheduleeventresource', 'add', { scheduleEventResource })).toMatchObject({ code })
  })
})

it('is for administrators', async () => {
  const { call, mint } = createTestKaltura()
  const answer = await call('schedule_scheduleevent', 'list', { ks: mint('') })
  expect(answer).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
})
