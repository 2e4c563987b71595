import { hash } from 'node:crypto'
import * as z from 'zod'
import { parseJson } from '../../platform/parseJson.ts'

/* Of what Kaltura tells, the little that we read: which object to look at again.
   `KalturaHttpNotificationObjectData` as JSON, or the same in a form. */

const IdSchema = z.string().regex(/^[\w-]{1,64}$/)
/** Numbers in some services, texts in others. */
const AnyIdSchema = z.union([z.int().nonnegative().transform(String), IdSchema]).pipe(IdSchema)

const NotificationSchema = z.object({
  eventNotificationJobId: AnyIdSchema.nullish().catch(null),
  object: z.object({ id: AnyIdSchema, objectType: z.string().regex(/^Kaltura\w{1,80}$/) }),
})

/** What has become of an object at Kaltura is looked up there; this says only which. */
export interface ChangedObject {
  readonly objectType: string
  readonly objectId: string
}

export interface Notification {
  /** The same whenever Kaltura sends it again. */
  readonly key: string
  readonly changed: ChangedObject
}

/** Null for what can't be read. */
export function parseNotification(body: Buffer): Notification | null {
  const text = textOf(body)
  const parsed = text === null ? null : NotificationSchema.safeParse(parseJson(jsonIn(text)))
  if (!parsed?.success) return null
  const { eventNotificationJobId: job, object } = parsed.data
  return {
    key: job ? `kaltura.job:${job}` : `kaltura.body:${hash('sha256', body)}`,
    changed: { objectType: object.objectType, objectId: object.id },
  }
}

/**
 * Null unless it is UTF-8 throughout. Whoever continues a hash that they have seen has to put the padding of that hash
 * after the body, which begins with a byte that no text has there.
 */
function textOf(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}

/** Older templates send a form with everything in one field; with two there is no saying which was meant. */
function jsonIn(text: string): string {
  if (text.trimStart().startsWith('{')) return text
  const [data = '', ...more] = new URLSearchParams(text).getAll('data')
  return more.length === 0 ? data : ''
}

/** What we have something to do with; null for all other objects. */
export function subjectOf(objectType: string): 'entry' | 'scheduleEvent' | null {
  if (objectType.endsWith('ScheduleEvent')) return 'scheduleEvent'
  return objectType.endsWith('Entry') ? 'entry' : null
}
