import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { ApplicationWebhookEventType, ApplicationWebhookType } from 'discord-api-types/v10'
import * as z from 'zod'

/* Of what Discord tells of the application, what we read.
   https://docs.discord.com/developers/events/webhook-events */

const MAX_NAME_LENGTH = 100
const MAX_SCOPES = 40

const ScopeSchema = z.string().max(24)

/** Times come without a zone and mean UTC. */
const TimestampSchema = z
  .string()
  .transform(text => Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`))
  .pipe(z.number().transform(Math.round))

const InstalledSchema = z.object({
  type: z.literal('authorized'),
  guildId: SnowflakeSchema,
  guildName: z.string(),
  userId: SnowflakeSchema,
  scopes: z.array(z.string()),
  occurredAtMs: z.number(),
})
const LeftSchema = z.object({
  type: z.literal('deauthorized'),
  userId: SnowflakeSchema,
  occurredAtMs: z.number(),
})

/** Somebody has added the application to a server, or wants nothing more to do with it. */
export const AppEventSchema = z.discriminatedUnion('type', [InstalledSchema, LeftSchema])
export type AppEvent = z.infer<typeof AppEventSchema>
export type Installed = z.infer<typeof InstalledSchema>

const UserSchema = z.object({ id: SnowflakeSchema })
const GuildSchema = z.object({ id: SnowflakeSchema, name: z.string().catch('') })

/** Somebody who only allows it for themselves signs in right after: there is nothing to remember of that. */
const AuthorizedSchema = z
  .object({
    type: z.literal(ApplicationWebhookEventType.ApplicationAuthorized),
    timestamp: TimestampSchema,
    data: z.object({
      user: UserSchema,
      scopes: z.array(ScopeSchema.catch('')).max(MAX_SCOPES),
      guild: GuildSchema.nullish(),
    }),
  })
  .transform(({ timestamp, data: { guild, user, scopes } }): Installed | null =>
    guild
      ? {
          type: 'authorized',
          guildId: guild.id,
          guildName: [...guild.name].slice(0, MAX_NAME_LENGTH).join(''),
          userId: user.id,
          scopes: scopes.filter(scope => scope !== ''),
          occurredAtMs: timestamp,
        }
      : null,
  )

const DeauthorizedSchema = z
  .object({
    type: z.literal(ApplicationWebhookEventType.ApplicationDeauthorized),
    timestamp: TimestampSchema,
    data: z.object({ user: UserSchema }),
  })
  .transform(
    ({ timestamp, data }): AppEvent => ({
      type: 'deauthorized',
      userId: data.user.id,
      occurredAtMs: timestamp,
    }),
  )

const EventSchema = z.union([AuthorizedSchema, DeauthorizedSchema])
const KNOWN: ReadonlySet<string> = new Set([
  ApplicationWebhookEventType.ApplicationAuthorized,
  ApplicationWebhookEventType.ApplicationDeauthorized,
])

const WebhookSchema = z.object({
  application_id: SnowflakeSchema,
  type: z.int(),
  event: z.looseObject({ type: z.string() }).nullish(),
})

export type Webhook =
  | { readonly kind: 'event'; readonly applicationId: string; readonly event: AppEvent }
  /** A ping, or something that we have nothing to do with. */
  | { readonly kind: 'nothing'; readonly applicationId: string }

/** Null for what isn't Discord's to send. */
export function parseWebhook(body: unknown): Webhook | null {
  const parsed = WebhookSchema.safeParse(body)
  if (!parsed.success) return null
  const { application_id: applicationId, type, event } = parsed.data
  const nothing = { kind: 'nothing', applicationId } as const
  if (type === ApplicationWebhookType.Ping) return nothing
  if (type !== ApplicationWebhookType.Event || !event || !KNOWN.has(event.type)) return nothing
  const known = EventSchema.safeParse(event)
  if (!known.success) return null
  return known.data ? { kind: 'event', applicationId, event: known.data } : nothing
}
