import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { DatabaseAway } from '../../platform/database/databaseAway.ts'
import { sendProblem } from '../../platform/http/answer.ts'
import type { Logger } from '../../platform/logger.ts'
import { withinTime } from '../../platform/withinTime.ts'
import { type ChangedObject, parseNotification, subjectOf } from './notification.ts'
import type { NotificationProof, ProofHeaders } from './notificationProof.ts'

/** Kaltura is asked to send again what takes longer to store, ms. */
export const STORED_WITHIN_MS = 2_500
/** Largest notification that is read, bytes: the whole object is in it. */
export const MAX_NOTIFICATION_BYTES = 256 * 1024

export interface WebhookObserver {
  kalturaNotification(told: {
    readonly outcome: 'received' | 'repeated' | 'ignored' | 'unreadable' | 'refused'
  }): void
}

interface WebhookRouterOptions {
  /** Null where nothing is known that Kaltura could show. */
  readonly proof: NotificationProof | null
  /** False when that notification was stored before. */
  readonly store: (key: string, changed: ChangedObject) => Promise<boolean>
  /** Something is there to be done. */
  readonly onStored: () => void
  readonly observer: WebhookObserver
  readonly logger: Logger
}

/** Where Kaltura tells that something has changed. Answered when it is stored; the work comes after. */
export function createWebhookRouter(options: WebhookRouterOptions): Router {
  const { proof, store, onStored, observer, logger } = options
  const router = Router()

  async function receive(body: Buffer, response: Response): Promise<void> {
    const notification = parseNotification(body)
    if (!notification) {
      logger.warn('kaltura.notification.unreadable', { bytes: body.length })
      observer.kalturaNotification({ outcome: 'unreadable' })
      // It would be no more readable tomorrow, and Kaltura would go on sending it until then.
      return acknowledge(response)
    }
    const { key, changed } = notification
    if (subjectOf(changed.objectType) === null) {
      observer.kalturaNotification({ outcome: 'ignored' })
      return acknowledge(response)
    }
    const stored = await withinTime(store(key, changed), STORED_WITHIN_MS)
    // It may be stored all the same: then the next try finds it there.
    if (!stored.inTime) throw new DatabaseAway('too slow')
    observer.kalturaNotification({ outcome: stored.value ? 'received' : 'repeated' })
    acknowledge(response)
    if (stored.value) onStored()
  }

  const handlers = proof ? takeProven(proof, receive, observer) : [turnAway(logger)]
  router.post('/webhooks/kaltura', ...handlers)
  return router
}

function takeProven(
  proof: NotificationProof,
  receive: (body: Buffer, response: Response) => Promise<void>,
  observer: WebhookObserver,
): RequestHandler[] {
  const read = express.raw({ limit: MAX_NOTIFICATION_BYTES, type: () => true, inflate: false })
  const refuse = (response: Response) => {
    observer.kalturaNotification({ outcome: 'refused' })
    response.set('WWW-Authenticate', 'Signature realm="kaltura"')
    sendProblem(response, { code: 'unauthenticated', message: 'Kaltura has not signed this notification.' })
  }
  return [
    (request, response, next) => {
      response.locals['operation'] = 'kaltura.webhook'
      if (!proof.plausible(headersOf(request))) return refuse(response)
      read(request, response, next)
    },
    async (request, response) => {
      const body: unknown = request.body
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
      if (!proof.holds(headersOf(request), bytes)) return refuse(response)
      await receive(bytes, response)
    },
  ]
}

/** Whoever runs this server is told once what is missing; whoever asks, nothing. */
function turnAway(logger: Logger): RequestHandler {
  let told = false
  return (_request, response) => {
    if (!told)
      logger.warn('kaltura.notifications.off', {
        fix: 'Set KALTURA_WEBHOOK_SECRET or KALTURA_WEBHOOK_TOKEN; until then recordings are found by asking.',
      })
    told = true
    sendProblem(response, { code: 'not_found', message: 'There is nothing at this address.' })
  }
}

const headersOf = (request: Request): ProofHeaders => ({
  signature: request.get('x-kaltura-signature'),
  algorithm: request.get('x-kaltura-hash-algo'),
  token: request.get('x-webhook-token'),
})

const acknowledge = (response: Response): void =>
  void response.status(200).set('Cache-Control', 'no-store').json({})
