import type { ApplicationSettings } from '../application/settings.ts'
import { APPLICATION } from '../identities.ts'
import type { ApplicationLine } from './applicationLine.ts'

/** https://docs.discord.com/developers/events/webhook-events */
export interface WebhookEvent {
  /** `APPLICATION_AUTHORIZED` … */
  readonly type: string
  readonly data: unknown
  /** ISO 8601; now when left out. */
  readonly timestamp?: string | undefined
}

export interface Delivered {
  /** null when nothing was answered in time. */
  readonly status: number | null
  readonly afterMs: number
}

/** null when the application hasn't asked for such events. */
export type SendEvent = (event: WebhookEvent) => Promise<Delivered | null>

export interface SendEventParts {
  readonly settings: ApplicationSettings
  readonly line: ApplicationLine
  readonly now: () => number
}

const EVENT = 1
const SWITCHED_ON = 2

export function createSendEvent({ settings, line, now }: SendEventParts): SendEvent {
  return async ({ type, data, timestamp = new Date(now()).toISOString() }) => {
    const { event_webhooks_url: url, event_webhooks_status, event_webhooks_types } = settings.current()
    const isWanted = event_webhooks_status === SWITCHED_ON && event_webhooks_types.includes(type)
    if (url === null || !isWanted) return null
    const startedAtMs = now()
    const event = { type, timestamp, data }
    const reply = await line({
      url,
      body: { version: 1, application_id: APPLICATION.id, type: EVENT, event },
    })
    return { status: reply?.status ?? null, afterMs: now() - startedAtMs }
  }
}
