import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { parseJson } from '../http/parseJson.ts'
import { sendJson, sendNothing } from '../http/sendJson.ts'
import type { Library } from './library.ts'

const refusalSchema = z.object({ entryId: z.string(), userIds: z.array(z.string()).max(100) })

interface Asked {
  readonly body: Buffer
  readonly response: ServerResponse
}

/** `POST /sandbox/refusals`: from now on the account refuses these users, by Kaltura's ids, the entry. */
export const createRefusalRoutes =
  (library: Library) =>
  (method: string, pathname: string, { body, response }: Asked): boolean => {
    if (pathname !== '/sandbox/refusals' || method !== 'POST') return false
    const parsed = parseJson(refusalSchema, body)
    if (!parsed.ok) {
      sendJson(response, 400, { message: parsed.message, field: parsed.field })
      return true
    }
    const { entryId, userIds: refusedTo } = parsed.value
    const entry = library.findLiving(entryId)
    if (entry) library.add({ ...entry, refusedTo })
    if (entry) sendNothing(response, 204)
    else sendJson(response, 404, { message: `entryId: there is no entry "${entryId}".`, field: 'entryId' })
    return true
  }
