import type { StandInRequest } from '../standIn.ts'
import { type Parameters, parametersSchema } from './parameters.ts'

type Nested = Record<string, unknown>

const isNested = (value: unknown): value is Nested => typeof value === 'object' && value !== null

/** Kaltura takes `filter[idIn]`, `filter:idIn`, and both for the numbers of a multirequest. */
const setNested = (target: Nested, name: string, value: string): void => {
  const path = name.replaceAll(']', '').split(/[[:]/)
  const last = path.pop() ?? name
  let level = target
  for (const step of path) {
    const existing = Object.hasOwn(level, step) ? level[step] : undefined
    const next: Nested = isNested(existing) ? existing : {}
    Object.defineProperty(level, step, { value: next, enumerable: true, configurable: true, writable: true })
    level = next
  }
  Object.defineProperty(level, last, { value, enumerable: true, configurable: true, writable: true })
}

const fromPairs = (pairs: Iterable<readonly [string, string]>): Parameters => {
  const nested: Nested = {}
  for (const [name, value] of pairs) setNested(nested, name, value)
  return nested
}

const fromJson = (text: string): Parameters => {
  try {
    return parametersSchema.catch({}).parse(JSON.parse(text))
  } catch {
    return {}
  }
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** `/service/x/action/y/name/value/…`: what follows the entry point is names and values in turn. */
export const pathPairs = (path: string): readonly (readonly [string, string])[] => {
  const segments = path.split('/').filter(segment => segment !== '')
  return Array.from({ length: Math.floor(segments.length / 2) }, (_, index) => [
    decode(segments[index * 2] ?? ''),
    decode(segments[index * 2 + 1] ?? ''),
  ])
}

const bodyParameters = ({ headers, body }: StandInRequest): Parameters => {
  const text = body.toString()
  const contentType = headers['content-type'] ?? ''
  if (contentType.includes('json')) return fromJson(text)
  return contentType.includes('urlencoded') ? fromPairs(new URLSearchParams(text)) : {}
}

const API_PATH = /^\/api_v3(?:\/index\.php)?(?:\/|$)/

/** All parameters of a request to the API, wherever they stand; nothing where it is for something else. */
export const readApiRequest = (request: StandInRequest): Parameters | undefined => {
  const { pathname, searchParams } = request.url
  if (!API_PATH.test(pathname)) return undefined
  // `/service/multirequest` has no action, which would shift the names and values behind it.
  const path = pathname.replace(API_PATH, '').replace(/^service\/multirequest(?=\/|$)/, '')
  const service = pathname.includes('/service/multirequest') ? { service: 'multirequest' } : {}
  return { ...bodyParameters(request), ...fromPairs(searchParams), ...fromPairs(pathPairs(path)), ...service }
}
