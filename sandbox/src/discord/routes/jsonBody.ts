import { isObject, type JsonObject } from '../../conformance/jsonTree.ts'
import type { StandInRequest } from '../../standIn.ts'

/** null when it is something else; no body at all counts as an empty one. */
export function jsonBody({ body, headers }: StandInRequest): JsonObject | null {
  if (body.length === 0) return {}
  if (headers['content-type']?.includes('application/json') !== true) return null
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}
