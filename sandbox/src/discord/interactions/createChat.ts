import type { CommandRegistry } from '../application/commandRegistry.ts'
import type { ApplicationSettings } from '../application/settings.ts'
import { createInvites, type Invites } from '../chat/invites.ts'
import { createMessages, type Messages } from '../chat/messages.ts'
import { createScheduledEvents, type ScheduledEvents } from '../events/scheduledEvents.ts'
import type { InteractionRouteParts } from '../routes/interactionRoutes.ts'
import type { World } from '../world.ts'
import { createTakeAnswer, type LaunchedHere } from './answers.ts'
import type { ApplicationLine } from './applicationLine.ts'
import { createPendingInteractions } from './pendingInteraction.ts'
import { createPerform, type Perform } from './perform.ts'
import { createProbe, type Probe } from './probe.ts'
import { createSendEvent, type SendEvent } from './webhookEvents.ts'

export interface ChatOptions {
  readonly world: World
  readonly commands: CommandRegistry
  readonly settings: ApplicationSettings
  readonly line: ApplicationLine
  readonly now: () => number
}

/** Everything about text: messages, and the interactions that they come of. */
export interface Chat {
  readonly messages: Messages
  readonly commands: CommandRegistry
  readonly invites: Invites
  readonly events: ScheduledEvents
  readonly perform: Perform
  readonly probe: Probe
  readonly sendEvent: SendEvent
  /** What the REST API needs of it. */
  readonly routeParts: InteractionRouteParts & { readonly invites: Invites; readonly events: ScheduledEvents }
  onLaunch(listener: (launched: LaunchedHere) => void): () => void
}

export function createChat({ world, commands, settings, line, now }: ChatOptions): Chat {
  const launches = new Set<(launched: LaunchedHere) => void>()
  const messages = createMessages(now, world.nextId)
  const invites = createInvites(now)
  const events = createScheduledEvents(now, world.nextId)
  const answering = {
    world,
    messages,
    pending: createPendingInteractions(now, world.nextId),
    now,
    onLaunch(launched: LaunchedHere) {
      for (const listener of launches) listener(launched)
    },
  }
  const take = createTakeAnswer(answering)
  return {
    messages,
    commands,
    invites,
    events,
    probe: createProbe(settings, line),
    sendEvent: createSendEvent({ settings, line, now }),
    perform: createPerform({ ...answering, commands, settings, line, take }),
    routeParts: { ...answering, take, invites, events },
    onLaunch(listener) {
      launches.add(listener)
      return () => launches.delete(listener)
    },
  }
}
