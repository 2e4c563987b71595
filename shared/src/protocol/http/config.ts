import * as z from 'zod'
import { ConfigSchema, ConfigSectionSchema, OverridesSchema } from '../../config/configSchema.ts'
import { ConfigPatchSchema } from '../../config/patchConfig.ts'
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

/**
 * `PATCH config/{guildId}`. The service checks it, for the sake of errors that name the right key; here it is only
 * described.
 */
export const ConfigPatchBodySchema = z.unknown().meta({
  id: 'ConfigPatch',
  description: 'JSON merge patch (RFC 7386): null brings a default back',
  example: { notifications: { types: { user_join: true } }, roles: { mapping: { Teachers: 'moderator' } } },
  // As plain JSON, because the types of JSON schemas are others with every library.
  override: JSON.parse(JSON.stringify(z.toJSONSchema(ConfigPatchSchema, { unrepresentable: 'any' }))),
})

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

export const ConfigHistoryQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** The version before which the page begins. */
  cursor: z.coerce.number().int().min(1).optional(),
})
