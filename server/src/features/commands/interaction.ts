import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10'
import * as z from 'zod'
import { type Language, languageOf } from '../../discord/text/language.ts'
import { plainLine } from '../../discord/text/plainLine.ts'
import { shorten } from '../../discord/text/shorten.ts'
import { parseInput } from '../../platform/http/parseInput.ts'
import { type Result, succeed } from '../../platform/result.ts'
import { mayBotWrite, PlaceSchema } from './mayBotWrite.ts'

/* Of what Discord sends, what we read; and the same as everything behind the endpoint sees it. */

export type OptionValue = string | number | boolean

/** Who asks for something, and from where. */
export interface Interaction {
  readonly id: string
  /** Answers with it for a quarter of an hour: a secret. */
  readonly token: string
  readonly userId: string
  /** Null in direct messages. */
  readonly guildId: string | null
  readonly channelId: string | null
  /** False where somebody has brought the app along for themselves, and the server hasn't added it. */
  readonly installedInServer: boolean
  /** As Discord says it: `en-GB`. Null where it says nothing that a locale could be. */
  readonly locale: string | null
  readonly language: Language
  /** As the server sees them: one line, at most 100 UTF-16 units. */
  readonly displayName: string
  /** In that channel. Null where Discord doesn't say. */
  readonly botMayWrite: boolean | null
}

export interface CommandInteraction extends Interaction {
  readonly kind: 'command'
  readonly command: string
  readonly options: ReadonlyMap<string, OptionValue>
}

export interface AutocompleteInteraction extends Interaction {
  readonly kind: 'autocomplete'
  readonly command: string
  /** What has been filled in so far, the focused one included. */
  readonly options: ReadonlyMap<string, OptionValue>
  readonly focused: { readonly name: string; readonly text: string }
}

export interface ComponentInteraction extends Interaction {
  readonly kind: 'component'
  readonly customId: string
  /** Of a select menu; empty for a button. */
  readonly values: readonly string[]
}

export interface ModalInteraction extends Interaction {
  readonly kind: 'modal'
  readonly customId: string
  /** What was written, by the custom ids of the fields. */
  readonly fields: ReadonlyMap<string, string>
}

export type MemberInteraction =
  | CommandInteraction
  | AutocompleteInteraction
  | ComponentInteraction
  | ModalInteraction

/** Longer names than Discord has itself are cut, UTF-16 units. */
const MAX_DISPLAY_NAME = 100

/** What it is called by is no reason to refuse anything. */
const NameSchema = z.string().nullish().catch(null)

const UserSchema = z.object({ id: SnowflakeSchema, username: NameSchema, global_name: NameSchema })

const BaseSchema = z
  .object({
    id: SnowflakeSchema,
    application_id: SnowflakeSchema,
    token: z.string().min(1).max(1024),
    guild_id: SnowflakeSchema.optional(),
    channel_id: SnowflakeSchema.optional(),
    member: z.object({ user: UserSchema, nick: NameSchema }).optional(),
    user: UserSchema.optional(),
    locale: z.string().max(20).optional(),
    ...PlaceSchema.shape,
    /** By how it was installed: `0` in the server, `1` for the user. */
    authorizing_integration_owners: z.record(z.string(), z.string()).optional(),
  })
  .refine(({ member, user }) => member !== undefined || user !== undefined, 'nobody has sent it')

const OptionSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  focused: z.boolean().optional(),
})

const CommandDataSchema = z.object({
  type: z.union([
    z.literal(ApplicationCommandType.ChatInput),
    z.literal(ApplicationCommandType.PrimaryEntryPoint),
  ]),
  name: z.string(),
  options: z.array(OptionSchema).default([]),
})

const ComponentDataSchema = z.object({
  custom_id: z.string().max(100),
  values: z.array(z.string()).default([]),
})

/** A label holds its field; the older form is a row of fields. What holds neither is text that was shown. */
const FieldSchema = z.object({ custom_id: z.string().max(100), value: z.string() })
const ModalDataSchema = z.object({
  custom_id: z.string().max(100),
  components: z
    .array(
      z.union([
        z
          .object({ type: z.literal(ComponentType.Label), component: FieldSchema })
          .transform(({ component }) => [component]),
        z
          .object({ type: z.literal(ComponentType.ActionRow), components: z.array(FieldSchema) })
          .transform(({ components }) => components),
        z.object({ type: z.literal(ComponentType.TextDisplay) }).transform(() => []),
      ]),
    )
    .transform(all => all.flat()),
})

type Sent = z.infer<typeof BaseSchema>

const isInServer = ({ authorizing_integration_owners: owners }: Sent): boolean =>
  owners === undefined || Object.hasOwn(owners, ApplicationIntegrationType.GuildInstall)

const fromMember = (sent: Sent): Interaction => ({
  id: sent.id,
  token: sent.token,
  userId: (sent.member?.user ?? sent.user)?.id ?? '',
  guildId: sent.guild_id ?? null,
  channelId: sent.channel_id ?? null,
  installedInServer: isInServer(sent),
  locale: localeOf(sent),
  language: languageOf(sent.locale ?? 'en-US'),
  displayName: displayNameOf(sent),
  botMayWrite: mayBotWrite(sent),
})

const localeOf = ({ locale = '' }: Sent): string | null =>
  /^[a-z]{2,3}(-[\w-]+)?$/i.test(locale) ? locale : null

/** The first of them that shows anything. */
function displayNameOf({ member, user }: Sent): string {
  const who = member?.user ?? user
  const names = [member?.nick, who?.global_name, who?.username].map(name => plainLine(name ?? ''))
  return shorten(names.find(name => name !== '') ?? who?.id ?? '', MAX_DISPLAY_NAME)
}

const optionsOf = (options: z.infer<typeof CommandDataSchema>['options']) =>
  new Map(options.map(({ name, value }) => [name, value] as const))

const CommandSchema = BaseSchema.and(
  z.object({ type: z.literal(InteractionType.ApplicationCommand), data: CommandDataSchema }),
).transform(
  (sent): CommandInteraction => ({
    ...fromMember(sent),
    kind: 'command',
    command: sent.data.name,
    options: optionsOf(sent.data.options),
  }),
)

const AutocompleteSchema = BaseSchema.and(
  z.object({
    type: z.literal(InteractionType.ApplicationCommandAutocomplete),
    data: CommandDataSchema.refine(({ options }) => options.some(({ focused }) => focused === true), {
      path: ['options'],
      message: 'must hold the one that is being typed',
    }),
  }),
).transform((sent): AutocompleteInteraction => {
  const focused = sent.data.options.find(option => option.focused === true)
  return {
    ...fromMember(sent),
    kind: 'autocomplete',
    command: sent.data.name,
    options: optionsOf(sent.data.options),
    focused: { name: focused?.name ?? '', text: String(focused?.value ?? '') },
  }
})

const ComponentSchema = BaseSchema.and(
  z.object({ type: z.literal(InteractionType.MessageComponent), data: ComponentDataSchema }),
).transform(
  (sent): ComponentInteraction => ({
    ...fromMember(sent),
    kind: 'component',
    customId: sent.data.custom_id,
    values: sent.data.values,
  }),
)

const ModalSchema = BaseSchema.and(
  z.object({ type: z.literal(InteractionType.ModalSubmit), data: ModalDataSchema }),
).transform(
  (sent): ModalInteraction => ({
    ...fromMember(sent),
    kind: 'modal',
    customId: sent.data.custom_id,
    fields: new Map(sent.data.components.map(({ custom_id, value }) => [custom_id, value])),
  }),
)

const PingSchema = z
  .object({ type: z.literal(InteractionType.Ping), application_id: SnowflakeSchema.optional() })
  .transform(() => ({ kind: 'ping' as const }))

/** What each type of request holds, so that what is wrong with one can be named. */
const SCHEMAS = {
  [InteractionType.Ping]: PingSchema,
  [InteractionType.ApplicationCommand]: CommandSchema,
  [InteractionType.ApplicationCommandAutocomplete]: AutocompleteSchema,
  [InteractionType.MessageComponent]: ComponentSchema,
  [InteractionType.ModalSubmit]: ModalSchema,
} as const

export type ReceivedInteraction = z.infer<(typeof SCHEMAS)[keyof typeof SCHEMAS]>

const EnvelopeSchema = z.object({
  type: z.enum(InteractionType),
  application_id: SnowflakeSchema.optional(),
})

export interface ParsedRequest {
  /** Whom Discord takes us for. */
  readonly applicationId: string | null
  readonly interaction: ReceivedInteraction
}

/** One request of Discord's; for which application is checked where that is known. */
export function parseInteraction(request: unknown): Result<ParsedRequest> {
  const envelope = parseInput(EnvelopeSchema, request)
  if (!envelope.ok) return envelope
  const { type, application_id: applicationId = null } = envelope.value
  const interaction = parseInput<ReceivedInteraction>(SCHEMAS[type], request)
  return interaction.ok ? succeed({ applicationId, interaction: interaction.value }) : interaction
}
