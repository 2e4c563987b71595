import type { Router } from 'express'
import { createInteractionResponses } from '../discord/interactionResponses.ts'
import { createClaimStore } from '../features/commands/claimStore.ts'
import type { Command } from '../features/commands/command.ts'
import { createDispatcher } from '../features/commands/dispatchInteraction.ts'
import type { InteractionObserver } from '../features/commands/interactionReport.ts'
import { createInteractionsRouter } from '../features/commands/interactionsRouter.ts'
import { createSeenInteractions } from '../features/commands/seenInteractions.ts'
import type { GuildPermissions } from '../guilds/guildPermissions.ts'
import type { Outside } from '../outside.ts'
import { createSignedBody } from '../platform/discordSignature.ts'
import type { Ground } from './ground.ts'

/** Largest interaction that is read, bytes: a modal may hold five fields of 4 000 characters. */
export const MAX_INTERACTION_BYTES = 256 * 1024

export interface InteractionParts {
  readonly ground: Ground
  readonly outside: Outside
  readonly commands: readonly Command[]
  readonly permissions: GuildPermissions
  readonly observer: InteractionObserver
}

export interface Interactions {
  readonly router: Router
  /** What is too old to matter. */
  removeExpired(): Promise<void>
  /** Waits for what members have been promised. */
  close(): Promise<void>
}

export function assembleInteractions(parts: InteractionParts): Interactions {
  const { ground, outside } = parts
  const { config, clock, database } = ground
  const claims = createClaimStore(database, clock)
  const dispatcher = createDispatcher({
    ...ground,
    ...parts,
    responses: createInteractionResponses(outside.discordConnection),
    claims,
  })
  const router = createInteractionsRouter({
    signed: createSignedBody({ ...config.discord, clock, maxBytes: MAX_INTERACTION_BYTES }),
    applicationId: config.discord.clientId,
    seen: createSeenInteractions(clock),
    dispatcher,
  })
  return { router, removeExpired: claims.removeExpired, close: dispatcher.close }
}
