import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ACTIONS } from './dispatch.ts'
import { KALTURA_ERROR_CODES, type KalturaErrorCode, kalturaException } from './kalturaException.ts'
import { isSharedDataMissing, readSharedData } from './sharedData.ts'
import { createTestKaltura } from './testApi.ts'

const propertySchema = z.object({
  type: z.string().optional(),
  arrayType: z.string().optional(),
  enumType: z.string().optional(),
})
const schemaSchema = z.object({
  classes: z.record(
    z.string(),
    z.object({
      base: z.string().nullish(),
      abstract: z.boolean(),
      props: z.record(z.string(), propertySchema),
    }),
  ),
  enums: z.record(z.string(), z.object({ values: z.record(z.string(), z.string()) })),
  errors: z.record(z.string(), z.string()),
  services: z.record(
    z.string(),
    z.record(z.string(), z.object({ params: z.record(z.string(), z.object({ optional: z.string() })) })),
  ),
})

type Schema = z.infer<typeof schemaSchema>
type Property = z.infer<typeof propertySchema>

const emptySchema: Schema = { classes: {}, enums: {}, errors: {}, services: {} }

describe.skipIf(isSharedDataMissing)('against Kaltura’s API schema', () => {
  const schema = isSharedDataMissing
    ? emptySchema
    : schemaSchema.parse(readSharedData('kaltura-22.19.0.schema.json'))

  const isA = (name: string, wanted: string): boolean => {
    if (name === wanted || wanted === 'KalturaObject') return true
    const base = schema.classes[name]?.base
    return base ? isA(base, wanted) : false
  }

  const propertyOf = (className: string, name: string): Property | undefined => {
    const described = schema.classes[className]
    return described?.props[name] ?? (described?.base ? propertyOf(described.base, name) : undefined)
  }

  const scalarFault = (value: unknown, { type, enumType }: Property): string | undefined => {
    const values = enumType && Object.values(schema.enums[enumType]?.values ?? {})
    if (values) return values.includes(`${value}`) ? undefined : `is not of ${enumType}`
    const wanted = { string: 'string', bool: 'boolean', int: 'number', bigint: 'number', float: 'number' }[
      type ?? ''
    ]
    if (wanted !== undefined && typeof value !== wanted) return `is no ${type}`
    return type === 'int' && !Number.isInteger(value) ? 'is no integer' : undefined
  }

  /** What is wrong with an answer, each fault with its place. */
  const faultsOf = (value: unknown, expected: string | undefined, place: string): readonly string[] => {
    const object = z.looseObject({ objectType: z.string() }).safeParse(value)
    if (!object.success) return [`${place} has no objectType`]
    const { objectType, ...properties } = object.data
    const described = schema.classes[objectType]
    if (!described || described.abstract) return [`${place}: ${objectType} does not exist`]
    if (expected && !isA(objectType, expected)) return [`${place}: ${objectType} is no ${expected}`]
    return Object.entries(properties).flatMap(([name, item]) => {
      const property = propertyOf(objectType, name)
      const itemPlace = `${place}.${name}`
      if (!property) return [`${itemPlace} is no property of ${objectType}`]
      if (property.type === 'array') {
        const items = z.array(z.unknown()).parse(item)
        return items.flatMap((element, index) =>
          faultsOf(element, property.arrayType, `${itemPlace}[${index}]`),
        )
      }
      if (property.type?.startsWith('Kaltura')) return faultsOf(item, property.type, itemPlace)
      const fault = scalarFault(item, property)
      return fault ? [`${itemPlace} ${fault}: ${JSON.stringify(item)}`] : []
    })
  }

  const { call, mint, adminKs: ks } = createTestKaltura()
  const pager = { pageSize: 500 }
  const searchOperator = {
    objectType: 'KalturaESearchEntryOperator',
    operator: 1,
    searchItems: [{ objectType: 'KalturaESearchUnifiedItem', searchTerm: 'a', itemType: 2 }],
  }
  const contextDataParams = { objectType: 'KalturaContextDataParams' }
  const user = { objectType: 'KalturaUser', id: 'discord_9', screenName: 'Ben' }

  const resource = { objectType: 'KalturaLocationScheduleResource', name: 'Hall', tags: 'vcprovider:newrow' }
  const scheduleEvent = {
    objectType: 'KalturaRecordScheduleEvent',
    summary: 'Film night',
    recurrenceType: 0,
    startDate: 2_000_000_000,
    endDate: 2_000_003_600,
  }
  /** The first of each that the two before have made. */
  const scheduleEventResource = { eventId: 9_200_001, resourceId: 410_001 }

  it.each([
    ['session', 'startWidgetSession', { widgetId: '_1234567' }],
    ['session', 'get', { ks, session: mint('sview:0_a') }],
    ['baseEntry', 'list', { ks, filter: { statusIn: '1,2,3' }, pager }],
    ['media', 'list', { ks, pager }],
    ['liveStream', 'list', { ks, pager }],
    ['baseEntry', 'get', { ks, entryId: '1_live' }],
    ['baseEntry', 'getPlaybackContext', { ks, entryId: '0_testcard', contextDataParams }],
    ['baseEntry', 'getPlaybackContext', { ks: mint(''), entryId: '0_testcard', contextDataParams }],
    ['baseEntry', 'getPlaybackContext', { ks, entryId: '1_live', contextDataParams }],
    ['elasticsearch_esearch', 'searchEntry', { ks, searchParams: { searchOperator }, pager }],
    ['metadata_metadata', 'list', { ks }],
    ['caption_captionasset', 'list', { ks, filter: { entryIdEqual: '0_testcard' } }],
    ['caption_captionasset', 'list', { ks, filter: { entryIdEqual: '0_lecture' } }],
    ['cuepoint_cuepoint', 'list', { ks, filter: { entryIdEqual: '0_lecture' } }],
    ['playlist', 'get', { ks, id: '0_winter' }],
    ['playlist', 'get', { ks, id: '0_shorts' }],
    ['playlist', 'list', { ks, pager }],
    ['category', 'list', { ks, pager }],
    ['category', 'get', { ks, id: 310_002 }],
    ['uiconf', 'get', { ks, id: 46022343 }],
    ['user', 'add', { ks, user }],
    ['user', 'update', { ks, userId: user.id, user: { objectType: 'KalturaUser', screenName: 'B' } }],
    ['user', 'get', { ks, userId: user.id }],
    ['user', 'list', { ks }],
    ['room_room', 'add', { ks, entry: { name: 'Panel', roomType: 1, templateRoomEntryId: '0_tpl_webinar' } }],
    ['schedule_scheduleresource', 'add', { ks, scheduleResource: { ...resource, systemName: 'a' } }],
    ['schedule_scheduleresource', 'list', { ks }],
    ['schedule_scheduleevent', 'add', { ks, scheduleEvent }],
    ['schedule_scheduleevent', 'list', { ks }],
    ['schedule_scheduleeventresource', 'add', { ks, scheduleEventResource }],
    ['schedule_scheduleeventresource', 'list', { ks }],
    ['room_room', 'list', { ks, filter: { statusIn: '7' } }],
    ['baseEntry', 'list', { ks, filter: { statusIn: '2,7' }, pager }],
  ])(
    'the answer of %s.%s has properties of its class alone, of their types',
    async (service, action, parameters) => {
      const answer = await call(service, action, parameters)
      expect(answer['objectType']).not.toBe('KalturaAPIException')
      expect(faultsOf(answer, undefined, `${answer['objectType']}`)).toEqual([])
    },
  )

  it('every action exists, and what it demands is mandatory there', () => {
    for (const [name, action] of Object.entries(ACTIONS)) {
      const [service = '', actionName] = name.split('.')
      const actions = Object.entries(schema.services[service] ?? {})
      const described = actions.find(([candidate]) => candidate.toLowerCase() === actionName)?.[1]
      const mandatory = Object.entries(described?.params ?? {}).filter(([, { optional }]) => optional === '0')
      expect({ name, mandatory: mandatory.map(([parameter]) => parameter).sort() }).toEqual({
        name,
        mandatory: [...action.required].sort(),
      })
      expect({ name, exists: described !== undefined }).toEqual({ name, exists: true })
    }
  })

  it.each(KALTURA_ERROR_CODES)('%s is an error of Kaltura’s, in its words', code => {
    const isOurs = (candidate: string): candidate is KalturaErrorCode =>
      KALTURA_ERROR_CODES.includes(candidate)
    if (!isOurs(code)) throw new Error('not a code')
    const sentence = schema.errors[code] ?? ''
    const names = [...sentence.matchAll(/@(\w+)@/g)].map(([, name = '']) => name)
    const args = Object.fromEntries(names.map(name => [name, `@${name}@`]))
    expect(kalturaException(code, args).message).toBe(sentence)
  })
})
