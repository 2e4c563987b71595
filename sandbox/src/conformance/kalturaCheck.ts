import { readFileSync } from 'node:fs'
import type { TrafficEntry } from '../traffic/trafficLog.ts'
import { at, isObject, type JsonObject, objectAt, textAt } from './jsonTree.ts'

/** On every request, beside what the action takes. */
const COMMON = new Set([
  'ks',
  'format',
  'clientTag',
  'apiVersion',
  'partnerId',
  'service',
  'action',
  'objectType',
  'responseProfile',
])
const REFERENCE = /^\{\d+:result(:[^}]*)?\}$/
const SERVICE_PATH = /\/api_v3\/(?:index\.php\/)?service\/([^/]+)(?:\/action\/([^/?]+))?/
/** Manifests, thumbnails, and the playlists that manifests lead to, are no part of the API. */
const DELIVERY_PATH = /^\/(?:hls\/)?p\//

type KalturaRequest = Pick<TrafficEntry, 'url' | 'requestBody'>

/** Checks one request to Kaltura against its published schema: says what is wrong with it. */
export function createKalturaCheck(schemaPath: string): (request: KalturaRequest) => string[] {
  const schema: unknown = JSON.parse(readFileSync(schemaPath, 'utf8'))
  const walker = createWalker(schema)
  return request => {
    const url = new URL(request.url, 'http://kaltura.invalid')
    const [, service, action] = SERVICE_PATH.exec(url.pathname) ?? []
    if (service === undefined)
      return DELIVERY_PATH.test(url.pathname) ? [] : [`${url.pathname}: unknown address`]
    const parameters = {
      ...Object.fromEntries(url.searchParams),
      ...objectAt({ body: request.requestBody }, 'body'),
    }
    if (service !== 'multirequest') return walker.call(service, action ?? '', parameters)
    const items = Object.entries(parameters).filter(([key]) => /^\d+$/.test(key))
    return items.flatMap(([, item]) =>
      walker.call(textAt(item, 'service') ?? '', textAt(item, 'action') ?? '', isObject(item) ? item : {}),
    )
  }
}

interface Walker {
  call(service: string, action: string, parameters: JsonObject): string[]
}

function createWalker(schema: unknown): Walker {
  const services = objectAt(schema, 'services')
  const classes = objectAt(schema, 'classes')
  const enums = objectAt(schema, 'enums')

  const call: Walker['call'] = (service, action, parameters) => {
    const where = `${service}.${action}`
    const declared = at(services, service.toLowerCase(), action)
    if (!isObject(declared)) return [`${where}: there is no such action`]
    const params = objectAt(declared, 'params')
    const unknown = Object.keys(parameters).filter(name => !(name in params) && !COMMON.has(name))
    const missing = Object.entries(params).filter(
      ([name, declaration]) => at(declaration, 'optional') === '0' && parameters[name] === undefined,
    )
    const wrong = Object.entries(params).flatMap(([name, declaration]) =>
      parameters[name] === undefined ? [] : checkValue(declaration, parameters[name], name),
    )
    const late =
      action === 'update' ? Object.keys(params).flatMap(name => setLate(parameters[name], name)) : []
    return [
      ...unknown.map(name => `${name} is no parameter of it`),
      ...missing.map(([name]) => `${name} is missing`),
      ...wrong,
      ...late,
    ].map(problem => `${where}: ${problem}`)
  }

  const checkValue = (declaration: unknown, value: unknown, path: string): string[] => {
    if (typeof value === 'string' && REFERENCE.test(value)) return []
    const enumType = textAt(declaration, 'enumType')
    if (enumType !== undefined) return checkEnum(enumType, value, path)
    const type = textAt(declaration, 'type') ?? ''
    const bounds = boundsFault(declaration, value)
    if (bounds !== undefined) return [`${path} ${bounds}`]
    if (type === 'array') return checkArray(textAt(declaration, 'arrayType') ?? '', value, path)
    if (type in classes) return checkObject(type, value, path)
    return isScalar(type, value) ? [] : [`${path} is no ${type}`]
  }

  const checkEnum = (enumType: string, value: unknown, path: string): string[] => {
    const allowed = Object.values(objectAt(enums, enumType, 'values')).map(String)
    return allowed.includes(String(value)) ? [] : [`${path} is none of ${enumType}`]
  }

  const checkArray = (itemType: string, value: unknown, path: string): string[] => {
    const items = Array.isArray(value) ? value : Object.values(objectAt({ value }, 'value'))
    return items.flatMap((item, index) => checkValue({ type: itemType }, item, `${path}.${index}`))
  }

  const checkObject = (declared: string, value: unknown, path: string): string[] => {
    if (!isObject(value)) return [`${path} is no object`]
    const type = textAt(value, 'objectType') ?? declared
    if (!(type in classes)) return [`${path}: there is no class ${type}`]
    if (!isA(type, declared)) return [`${path}: ${type} is no ${declared}`]
    if (at(classes, type, 'abstract') === true)
      return [`${path}: ${type} is abstract, its kind must be named`]
    const properties = propertiesOf(type)
    return Object.entries(value).flatMap(([name, inner]) => {
      if (name === 'objectType') return []
      const property = properties[name]
      if (property === undefined) return [`${path}.${name} is no property of ${type}`]
      if (at(property, 'readOnly') === '1') return [`${path}.${name} can only be read`]
      return checkValue(property, inner, `${path}.${name}`)
    })
  }

  /** What can only be given when an object is made. */
  const setLate = (value: unknown, path: string): string[] => {
    const properties = propertiesOf(textAt(value, 'objectType') ?? '')
    return Object.keys(isObject(value) ? value : {})
      .filter(name => at(properties, name, 'insertOnly') === '1')
      .map(name => `${path}.${name} can't be changed`)
  }

  const propertiesOf = (type: string): JsonObject => {
    const base = textAt(classes, type, 'base')
    return { ...(base === undefined ? {} : propertiesOf(base)), ...objectAt(classes, type, 'props') }
  }

  const isA = (type: string, ancestor: string): boolean => {
    if (type === ancestor) return true
    const base = textAt(classes, type, 'base')
    return base !== undefined && isA(base, ancestor)
  }

  return { call }
}

/** Lengths are in characters. */
function boundsFault(declaration: unknown, value: unknown): string | undefined {
  const bound = (name: string) => Number(textAt(declaration, name) ?? Number.NaN)
  const length = typeof value === 'string' ? value.length : Number.NaN
  if (length < bound('minLength')) return 'is too short'
  if (length > bound('maxLength')) return 'is too long'
  if (Number(value) < bound('minValue')) return 'is too small'
  return Number(value) > bound('maxValue') ? 'is too large' : undefined
}

function isScalar(type: string, value: unknown): boolean {
  switch (type) {
    case 'int':
    case 'bigint':
      return /^-?\d+$/.test(String(value))
    case 'float':
      return Number.isFinite(Number(value))
    case 'bool':
      return [true, false, 0, 1, '0', '1', 'true', 'false'].some(allowed => allowed === value)
    case 'string':
      return ['string', 'number'].includes(typeof value)
    default:
      return false
  }
}
