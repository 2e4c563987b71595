import * as z from 'zod'
import { ConfigSchema, ConfigSectionSchema, OverridesSchema } from '../../config/configSchema.ts'
import { SnowflakeSchema } from '../../room/roomState.ts'

/* Bodies of `/api/v1/config/…`. */

export const GuildParamsSchema = z.object({
  guildId: SnowflakeSchema.meta({ description: 'Id of the Discord server', example: '1200000000000000001' }),
})
export const GuildSectionParamsSchema = GuildParamsSchema.extend({ section: ConfigSectionSchema })

export const ConfigQuerySchema = z.object({
  section: z
    .enum(['all', ...ConfigSectionSchema.options])
    .default('all')
    .meta({ description: 'Leave out what is not of this section' }),
})

/** `GET config/{guildId}`, and what every change answers with. */
export const ConfigAnswerSchema = z
  .object({
    guildId: SnowflakeSchema,
    /** Grows by one with every change; 0 while there was none. */
    version: z.int().nonnegative(),
    /** ISO 8601; null while there was no change. */
    updatedAt: z.iso.datetime().nullable(),
    /** What is in force, whole or the section that was asked for. */
    config: ConfigSchema.partial(),
    /** Of that, what the server has decided for itself. */
    overrides: OverridesSchema,
  })
  .meta({ id: 'ConfigAnswer' })
export type ConfigAnswer = z.infer<typeof ConfigAnswerSchema>

/** How a change came in. */
export const ChangeWaySchema = z.enum(['api', 'command', 'import'])
export type ChangeWay = z.infer<typeof ChangeWaySchema>

/** One key, with what was in force before and after; null where there was or is nothing. */
export const KeyChangeSchema = z.object({ key: z.string(), before: z.unknown(), after: z.unknown() })
export type KeyChange = z.infer<typeof KeyChangeSchema>

export const ConfigChangeSchema = z
  .object({
    /** The version that it made. */
    version: z.int().positive(),
    /** ISO 8601. */
    at: z.iso.datetime(),
    way: ChangeWaySchema,
    /** Both null for what was imported from a file. */
    by: z.object({ userId: SnowflakeSchema.nullable(), serviceId: z.string().nullable() }),
    keys: z.array(KeyChangeSchema),
  })
  .meta({ id: 'ConfigChange' })
export type ConfigChange = z.infer<typeof ConfigChangeSchema>

/** `GET config/{guildId}/history`, the latest first. */
export const ConfigHistorySchema = z.object({
  changes: z.array(ConfigChangeSchema),
  /** Hand it back as `cursor` for the next page; null at the end. */
  nextCursor: z.string().nullable(),
})
export type ConfigHistory = z.infer<typeof ConfigHistorySchema>

/** The same as it is answered: with what those who changed it are called in that server. */
export const ConfigHistoryAnswerSchema = ConfigHistorySchema.extend({
  changes: z.array(
    ConfigChangeSchema.extend({
      by: ConfigChangeSchema.shape.by.extend({
        /** Null where it isn't known, as of those who have left. */
        name: z.string().nullable(),
      }),
    }).meta({ id: 'NamedConfigChange' }),
  ),
})
export type ConfigHistoryAnswer = z.infer<typeof ConfigHistoryAnswerSchema>
export type NamedConfigChange = ConfigHistoryAnswer['changes'][number]

const NamedSchema = z.object({ id: SnowflakeSchema, name: z.string() })

/** `GET config/{guildId}/choices`: what somebody who changes the configuration chooses from. */
export const ConfigChoicesSchema = z
  .object({
    /** What is in force where the server decides nothing. */
    defaults: ConfigSchema,
    /** The Discord roles of the server, without `@everyone`. */
    roles: z.array(NamedSchema),
    /** Channels that notifications can go to and that this person sees; null while Discord doesn't say. */
    channels: z.array(NamedSchema).nullable(),
    /** What this person may do beside looking at it. */
    may: z.object({ update: z.boolean(), reset: z.boolean() }),
  })
  .meta({ id: 'ConfigChoices' })
export type ConfigChoices = z.infer<typeof ConfigChoicesSchema>

export const ConfigHistoryQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** The version before which the page begins. */
  cursor: z.coerce.number().int().min(1).optional(),
})
