import type { StandInResponse } from '../../standIn.ts'
import {
  finishedScheduledEvent,
  missingAccess,
  missingPermissions,
  notJson,
  tooManyScheduledEvents,
  unauthorized,
  unknownScheduledEvent,
} from '../apiErrors.ts'
import { eventResource } from '../events/eventResource.ts'
import { checkChangedEvent, checkNewEvent } from '../events/eventRules.ts'
import { EVENT_STATUS, type ScheduledEvent, type ScheduledEvents } from '../events/scheduledEvents.ts'
import { GUILD, PERMISSION } from '../identities.ts'
import type { Call, Route } from '../restRoute.ts'
import type { World } from '../world.ts'
import { jsonBody } from './jsonBody.ts'

export interface EventRouteParts {
  readonly world: World
  readonly events: ScheduledEvents
  readonly now: () => number
}

const LIMIT = { limit: 30, windowMs: 10_000 } as const
/** Figures of the size that Discord's headers show. */
const WRITE_LIMIT = { limit: 5, windowMs: 5_000 } as const
/** Of one server that are planned or under way: https://docs.discord.com/developers/resources/guild-scheduled-event */
const MAX_EVENTS = 100

/** What is planned in the server; for the bot alone, and all of it is the bot's own. */
export function eventRoutes(parts: EventRouteParts): readonly Route[] {
  const all = '/guilds/:guild/scheduled-events'
  const one = `${all}/:event`
  return [
    { method: 'GET', path: all, ...LIMIT, answer: forBot(() => list(parts)) },
    { method: 'POST', path: all, ...WRITE_LIMIT, answer: creating(parts, call => create(call, parts)) },
    { method: 'GET', path: one, ...LIMIT, answer: onEvent(parts, event => found(event)) },
    {
      method: 'PATCH',
      path: one,
      ...WRITE_LIMIT,
      answer: creating(parts, (call, caller) =>
        onEvent(parts, event => change(call, event, parts))(call, caller),
      ),
    },
    {
      method: 'DELETE',
      path: one,
      ...WRITE_LIMIT,
      answer: creating(parts, (call, caller) => onEvent(parts, event => remove(event, parts))(call, caller)),
    },
  ]
}

const forBot =
  (answer: (call: Call) => StandInResponse): Route['answer'] =>
  (call, caller) => {
    if (caller?.kind !== 'bot') return unauthorized
    return call.ids['guild'] === GUILD.id ? answer(call) : missingAccess
  }

/** One's own may be made, changed and removed with CREATE_EVENTS alone. */
const creating =
  ({ world }: EventRouteParts, answer: Route['answer']): Route['answer'] =>
  (call, caller) => {
    if (caller?.kind !== 'bot') return unauthorized
    if (call.ids['guild'] !== GUILD.id) return missingAccess
    return (world.botPermissions() & PERMISSION.createEvents) === 0n
      ? missingPermissions
      : answer(call, caller)
  }

const onEvent = (
  { events }: EventRouteParts,
  answer: (event: ScheduledEvent) => StandInResponse,
): Route['answer'] =>
  forBot(call => {
    const event = events.get(call.ids['event'] ?? '')
    return event === null ? unknownScheduledEvent : answer(event)
  })

const found = (event: ScheduledEvent): StandInResponse => ({ status: 200, body: eventResource(event) })

const isUnder = ({ status }: ScheduledEvent): boolean =>
  status === EVENT_STATUS.scheduled || status === EVENT_STATUS.active

const list = ({ events }: EventRouteParts): StandInResponse => ({
  status: 200,
  body: events.all().filter(isUnder).map(eventResource),
})

function create({ request }: Call, { events, now }: EventRouteParts): StandInResponse {
  const sent = jsonBody(request)
  if (sent === null) return notJson
  const checked = checkNewEvent(sent, now())
  if (!checked.ok) return checked.refusal.response
  return events.all().filter(isUnder).length < MAX_EVENTS
    ? found(events.add(checked.value))
    : tooManyScheduledEvents
}

function change({ request }: Call, event: ScheduledEvent, { events, now }: EventRouteParts): StandInResponse {
  const sent = jsonBody(request)
  if (sent === null) return notJson
  if (!isUnder(event)) return finishedScheduledEvent
  const checked = checkChangedEvent(sent, event, now())
  if (!checked.ok) return checked.refusal.response
  const changed = events.change(event.id, checked.value)
  return changed === null ? unknownScheduledEvent : found(changed)
}

function remove({ id }: ScheduledEvent, { events }: EventRouteParts): StandInResponse {
  events.remove(id)
  return { status: 204 }
}
