import { createHash } from 'node:crypto'
import type { WebhookSettings } from '../meetings/meetingSettings.ts'

/** What of the account a notification is about: an object as the API answers it. */
export interface Subject {
  /** KalturaEventNotificationEventObjectType. */
  readonly eventObjectType: '1' | 'scheduleEventNotifications.ScheduleEvent'
  readonly object: Readonly<Record<string, unknown>>
}

/** One notification: the same bytes at each try. */
export interface Notification {
  readonly jobId: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** KalturaEventNotificationEventType. */
const OBJECT_CHANGED = 3

const TEMPLATES = {
  '1': { templateId: 7001, templateName: 'Entry ready', templateSystemName: 'HTTP_ENTRY_READY' },
  'scheduleEventNotifications.ScheduleEvent': {
    templateId: 7002,
    templateName: 'Schedule event changed',
    templateSystemName: 'HTTP_SCHEDULE_EVENT_CHANGED',
  },
} as const

/** Not an HMAC: Kaltura hashes the secret and the bytes of the body one after the other. */
export const signatureOf = (algorithm: WebhookSettings['algorithm'], secret: string, body: string): string =>
  createHash(algorithm).update(secret).update(body).digest('hex')

const bodyOf = ({ eventObjectType, object }: Subject, jobId: number): string =>
  JSON.stringify({
    object,
    // Enumerations of strings leave Kaltura's JSON as numbers where they look like numbers.
    eventObjectType: eventObjectType === '1' ? 1 : eventObjectType,
    eventNotificationJobId: jobId,
    ...TEMPLATES[eventObjectType],
    eventType: OBJECT_CHANGED,
    objectType: 'KalturaHttpNotification',
  })

/** As templates made today send it (`json`), or as older ones do (`form`). */
export const writeNotification = (
  subject: Subject,
  jobId: number,
  settings: WebhookSettings,
): Notification => {
  const { style, algorithm, secret, headers } = settings
  const json = bodyOf(subject, jobId)
  const body = style === 'json' ? json : new URLSearchParams({ data: json }).toString()
  const signed = secret !== null && {
    'x-kaltura-signature': signatureOf(algorithm, secret, body),
    'x-kaltura-hash-algo': algorithm,
  }
  const contentType = style === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  return { jobId, body, headers: { 'content-type': contentType, ...signed, ...headers } }
}

export const TAMPERINGS = ['body', 'signature', 'unsigned', 'secret'] as const
/** How a forger goes about it. */
export type Tampering = (typeof TAMPERINGS)[number]

const without = (headers: Notification['headers'], name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name))

export const tamper = (notification: Notification, how: Tampering): Notification => {
  const { headers, body } = notification
  const name = 'x-kaltura-signature'
  const signature = headers[name] ?? ''
  switch (how) {
    case 'body':
      return { ...notification, body: body.replace('KalturaHttpNotification', 'KalturaHttpNotificatiom') }
    case 'signature':
      return { ...notification, headers: { ...headers, [name]: [...signature].toReversed().join('') } }
    case 'unsigned':
      return { ...notification, headers: without(headers, name) }
    case 'secret': {
      const guessed = signatureOf('sha1', 'guessed', body)
      return { ...notification, headers: { ...headers, [name]: guessed, 'x-kaltura-hash-algo': 'sha1' } }
    }
  }
}
