import type { Router } from 'express'
import { createBotGuilds } from '../discord/botGuilds.ts'
import type { SignIns } from '../features/auth/signIns.ts'
import { createApplyEvent } from '../features/discordEvents/applyEvent.ts'
import {
  createEventsRouter,
  MAX_EVENT_AGE_MS,
  MAX_EVENT_BYTES,
} from '../features/discordEvents/eventsRouter.ts'
import { type EventObserver, EventWorker } from '../features/discordEvents/eventWorker.ts'
import { createGuildCheckStore } from '../features/discordEvents/guildCheckStore.ts'
import { GuildChecks } from '../features/discordEvents/guildChecks.ts'
import { createEventStore } from '../features/discordEvents/store.ts'
import type { Outside } from '../outside.ts'
import { createForgetter } from '../platform/database/forgetting.ts'
import { createSignedBody } from '../platform/discordSignature.ts'
import type { Outbox } from '../platform/outbox/outbox.ts'
import { forgettingParts } from './assembleForgetting.ts'
import type { Ground } from './ground.ts'

/** What is done is kept for that long, ms: the same again, or older news that come late, are known as such. */
export const DONE_KEPT_MS = 30 * 24 * 3_600_000

export interface DiscordEventParts {
  readonly ground: Ground
  readonly outside: Outside
  readonly signIns: SignIns
  readonly outbox: Pick<Outbox, 'add'>
  readonly observer: EventObserver
}

export interface DiscordEvents {
  readonly router: Router
  readonly chores: readonly (() => Promise<void>)[]
  /** Goes on with what was left undone. */
  start(): void
  /** Waits for what is under way. */
  close(): Promise<void>
}

export function assembleDiscordEvents({
  ground,
  outside,
  signIns,
  outbox,
  observer,
}: DiscordEventParts): DiscordEvents {
  const { config, clock, database } = ground
  const { clientId: applicationId } = config.discord
  const forgetter = createForgetter(database, forgettingParts(signIns, outbox))
  const store = createEventStore(database)
  const checks = new GuildChecks({
    ...ground,
    applicationId,
    store: createGuildCheckStore(database),
    forgetter,
    discord: createBotGuilds(outside.discordConnection),
  })
  const apply = createApplyEvent({
    database,
    forgetter,
    firstCheckMs: () => checks.nextTimeMs(),
    onSuspicion: () => checks.wake(),
  })
  const worker = new EventWorker({ ...ground, store, apply, observer })
  const router = createEventsRouter({
    ...ground,
    signed: createSignedBody({
      ...config.discord,
      clock,
      maxBytes: MAX_EVENT_BYTES,
      maxAgeMs: MAX_EVENT_AGE_MS,
    }),
    applicationId,
    store,
    observer,
    onStored: () => worker.wake(),
  })
  return {
    router,
    chores: [() => checks.enrol(), () => store.removeDoneBefore(clock.nowMs() - DONE_KEPT_MS)],
    start() {
      worker.start()
      checks.start()
    },
    async close() {
      await Promise.all([worker.close(), checks.close()])
    },
  }
}
