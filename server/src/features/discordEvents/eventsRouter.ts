import { hash } from 'node:crypto'
import { Router } from 'express'
import { DatabaseAway } from '../../platform/database/databaseAway.ts'
import type { Signed, SignedRequest } from '../../platform/discordSignature.ts'
import { sendProblem } from '../../platform/http/answer.ts'
import type { Logger } from '../../platform/logger.ts'
import { parseJson } from '../../platform/parseJson.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { withinTime } from '../../platform/withinTime.ts'
import type { EventObserver } from './eventWorker.ts'
import type { EventStore } from './store.ts'
import { parseWebhook } from './webhookEvent.ts'

/** Discord gives up after 3 s and sends it again; what takes longer than this is answered 503, ms. */
export const STORED_WITHIN_MS = 2_500
/**
 * Discord tries again for ten minutes, perhaps with the first signature. An older one is taken up to this: what has
 * been stored is known for a month, so a recording does nothing, ms.
 */
export const MAX_EVENT_AGE_MS = 15 * 60_000
/** Largest event that is read, bytes. */
export const MAX_EVENT_BYTES = 64 * 1024

interface EventsRouterOptions {
  readonly signed: Signed
  readonly applicationId: string
  readonly store: Pick<EventStore, 'add'>
  /** Something is there to be done. */
  readonly onStored: () => void
  readonly observer: EventObserver
  readonly clock: RoomClock
  readonly logger: Logger
}

/** Where Discord tells of the application itself. An event is answered when it is stored; the work comes after. */
export function createEventsRouter(options: EventsRouterOptions): Router {
  const { signed, applicationId, store, onStored, observer, clock, logger } = options
  const router = Router()

  async function receive({ body, response }: SignedRequest): Promise<void> {
    response.locals['operation'] = 'discord.events'
    const webhook = parseWebhook(parseJson(body.toString('utf8')))
    if (!webhook) {
      logger.warn('discord.event.unreadable', { bytes: body.length })
      return sendProblem(response, UNREADABLE)
    }
    if (webhook.applicationId !== applicationId) return sendProblem(response, OTHER_APPLICATION)
    if (webhook.kind === 'nothing') return acknowledge(response)
    const { event } = webhook
    const stored = await withinTime(store.add(hash('sha256', body), event, clock.nowMs()), STORED_WITHIN_MS)
    // It may be stored all the same: then the next try finds it there.
    if (!stored.inTime) throw new DatabaseAway('too slow')
    const isNew = stored.value
    observer.discordEvent({ type: event.type, outcome: isNew ? 'received' : 'repeated' })
    acknowledge(response)
    if (isNew) onStored()
  }

  router.post('/discord/events', ...signed(receive))
  return router
}

const UNREADABLE = { code: 'invalid_request', message: 'This is no event that can be read.' } as const
const OTHER_APPLICATION = {
  code: 'unauthenticated',
  message: 'This event belongs to another application.',
} as const

/** Discord wants to see a type even though there is nothing in it. */
function acknowledge(response: SignedRequest['response']): void {
  response.status(204).set('Cache-Control', 'no-store').type('application/json').end()
}
