import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import {
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  RESTJSONErrorCodes,
  type RESTPatchAPIGuildScheduledEventJSONBody,
} from 'discord-api-types/v10'
import * as z from 'zod'
import { type Result, succeed } from '../platform/result.ts'
import { type DiscordRefusal, isRefusal } from './callDiscord.ts'
import { type DiscordConnection, misconfigured } from './discordConnection.ts'

/** Discord's own limits, characters. */
export const EVENT_LIMITS = { name: 100, description: 1_000, location: 100 } as const

const EventSchema = z.object({
  id: SnowflakeSchema,
  creator_id: SnowflakeSchema.nullish(),
  description: z.string().nullish(),
  status: z.enum(GuildScheduledEventStatus),
})

export type EventStatus = 'scheduled' | 'active' | 'completed' | 'canceled'

const STATUSES: Readonly<Record<GuildScheduledEventStatus, EventStatus>> = {
  [GuildScheduledEventStatus.Scheduled]: 'scheduled',
  [GuildScheduledEventStatus.Active]: 'active',
  [GuildScheduledEventStatus.Completed]: 'completed',
  [GuildScheduledEventStatus.Canceled]: 'canceled',
}

const NUMBERS: Readonly<Record<EventStatus, GuildScheduledEventStatus>> = {
  scheduled: GuildScheduledEventStatus.Scheduled,
  active: GuildScheduledEventStatus.Active,
  completed: GuildScheduledEventStatus.Completed,
  canceled: GuildScheduledEventStatus.Canceled,
}

export interface ScheduledEvent {
  readonly id: string
  readonly creatorId: string | null
  readonly description: string
  readonly status: EventStatus
}

export interface EventDraft {
  readonly name: string
  readonly description: string
  readonly location: string
  readonly startsAtMs: number
  readonly endsAtMs: number
}

export type EventChange = Partial<EventDraft> & { readonly status?: EventStatus }

export type EventAnswer =
  | { readonly kind: 'there'; readonly event: ScheduledEvent }
  /** Deleted, or never made. */
  | { readonly kind: 'gone' }
  /** It is over already, so that nothing of it can be changed. */
  | { readonly kind: 'over' }
  /** The bot lacks CREATE_EVENTS, or is not in the server. */
  | { readonly kind: 'notAllowed' }
  /** The server has as many as it can. */
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'refused'; readonly code: string | number }

/** What a server plans, as Discord shows it in the list of channels: https://docs.discord.com/developers/resources/guild-scheduled-event */
export interface ScheduledEvents {
  /** Those that are planned or under way. */
  all(guildId: string): Promise<Result<readonly ScheduledEvent[]>>
  get(guildId: string, eventId: string): Promise<Result<EventAnswer>>
  create(guildId: string, draft: EventDraft): Promise<Result<EventAnswer>>
  change(guildId: string, eventId: string, change: EventChange): Promise<Result<EventAnswer>>
}

export function createScheduledEvents({
  asBot,
  call,
}: Pick<DiscordConnection, 'asBot' | 'call'>): ScheduledEvents {
  return {
    async all(guildId) {
      const answer = await call('guilds.events', z.array(EventSchema), signal =>
        asBot().guilds.getScheduledEvents(guildId, {}, { signal }),
      )
      if (!answer.ok) return answer
      if (!isRefusal(answer.value)) return succeed(answer.value.map(toEvent))
      return answer.value.refused === 401 ? misconfigured() : succeed([])
    },
    async get(guildId, eventId) {
      const answer = await call('guilds.event', EventSchema, signal =>
        asBot().guilds.getScheduledEvent(guildId, eventId, {}, { signal }),
      )
      return answer.ok ? toAnswer(answer.value) : answer
    },
    async create(guildId, draft) {
      const body = {
        name: draft.name,
        description: draft.description,
        entity_metadata: { location: draft.location },
        scheduled_start_time: isoOf(draft.startsAtMs),
        scheduled_end_time: isoOf(draft.endsAtMs),
        entity_type: GuildScheduledEventEntityType.External,
        privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
      }
      const answer = await call('guilds.createEvent', EventSchema, signal =>
        asBot().guilds.createScheduledEvent(guildId, body, { signal }),
      )
      return answer.ok ? toAnswer(answer.value) : answer
    },
    async change(guildId, eventId, change) {
      const answer = await call('guilds.changeEvent', EventSchema, signal =>
        asBot().guilds.editScheduledEvent(guildId, eventId, toBody(change), { signal }),
      )
      return answer.ok ? toAnswer(answer.value) : answer
    },
  }
}

const isoOf = (ms: number): string => new Date(ms).toISOString()

function toBody(change: EventChange): RESTPatchAPIGuildScheduledEventJSONBody {
  const { name, description, location, startsAtMs, endsAtMs, status } = change
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(location !== undefined && { entity_metadata: { location } }),
    ...(startsAtMs !== undefined && { scheduled_start_time: isoOf(startsAtMs) }),
    ...(endsAtMs !== undefined && { scheduled_end_time: isoOf(endsAtMs) }),
    ...(status !== undefined && { status: NUMBERS[status] }),
  }
}

const toEvent = (event: z.infer<typeof EventSchema>): ScheduledEvent => ({
  id: event.id,
  creatorId: event.creator_id ?? null,
  description: event.description ?? '',
  status: STATUSES[event.status],
})

function toAnswer(answer: z.infer<typeof EventSchema> | DiscordRefusal): Result<EventAnswer> {
  if (!isRefusal(answer)) return succeed({ kind: 'there', event: toEvent(answer) })
  return answer.refused === 401 ? misconfigured() : succeed(refusalOf(answer))
}

function refusalOf({ refused, code }: DiscordRefusal): EventAnswer {
  switch (code) {
    case RESTJSONErrorCodes.UnknownGuildScheduledEvent:
      return { kind: 'gone' }
    case RESTJSONErrorCodes.CannotUpdateAFinishedEvent:
      return { kind: 'over' }
    case RESTJSONErrorCodes.MaximumNumberOfUncompletedGuildScheduledEventsReached:
      return { kind: 'tooMany' }
    default:
      return refused === 403 ? { kind: 'notAllowed' } : { kind: 'refused', code }
  }
}
