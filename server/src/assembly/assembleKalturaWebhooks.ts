import type { Router } from 'express'
import { CHANGED, changedEffect, createChangedHandler } from '../features/kalturaWebhooks/changedHandler.ts'
import { createNotificationProof } from '../features/kalturaWebhooks/notificationProof.ts'
import { createWebhookRouter, type WebhookObserver } from '../features/kalturaWebhooks/webhookRouter.ts'
import type { Meetings } from '../meetings/meetings.ts'
import type { EffectHandlers } from '../platform/outbox/outbox.ts'
import type { OutboxParts } from './assembleOutbox.ts'
import type { Ground } from './ground.ts'

interface KalturaWebhookParts {
  readonly ground: Ground
  readonly effects: Pick<OutboxParts, 'addOnce' | 'outbox'>
  readonly meetings: Pick<Meetings, 'entryChanged' | 'scheduleEventChanged'>
  readonly observer: WebhookObserver
}

export interface KalturaWebhooks {
  readonly router: Router
  readonly handlers: EffectHandlers
}

export function assembleKalturaWebhooks({
  ground,
  effects,
  meetings,
  observer,
}: KalturaWebhookParts): KalturaWebhooks {
  const { config, clock, logger } = ground
  return {
    router: createWebhookRouter({
      proof: createNotificationProof(config.kaltura.webhooks),
      store: (key, changed) => effects.addOnce(key, changedEffect(changed, clock.nowMs())),
      onStored: () => effects.outbox.wake(),
      observer,
      logger,
    }),
    handlers: { [CHANGED]: createChangedHandler(meetings) },
  }
}
