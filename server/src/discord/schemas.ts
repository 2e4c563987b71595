import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'

/* Of Discord's answers, what we read. */

export const TokenGrantSchema = z.object({
  access_token: z.string().min(1),
  token_type: z.literal('Bearer'),
  expires_in: z.number().positive(),
  scope: z.string(),
})

export const UserSchema = z.object({
  id: SnowflakeSchema,
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
})
export type DiscordUser = z.infer<typeof UserSchema>

export const GuildMemberSchema = z.object({
  nick: z.string().nullish(),
  user: UserSchema.optional(),
  /** Without `@everyone`, which everybody has. */
  roles: z.array(SnowflakeSchema),
})
export type GuildMember = z.infer<typeof GuildMemberSchema>

export const GuildSchema = z.object({
  /** Shown to people alone; nothing here hangs on it. */
  name: z.string().optional(),
  id: SnowflakeSchema,
  owner_id: SnowflakeSchema,
  /** The server's language: `de`, `en-US`. */
  preferred_locale: z.string().optional(),
  roles: z.array(
    z.object({
      id: SnowflakeSchema,
      name: z.string(),
      /** A number of more than 53 bits, as text. */
      permissions: z.string().regex(/^\d+$/),
    }),
  ),
})
export type Guild = z.infer<typeof GuildSchema>

/** Ids come as plain strings; some answers have carried objects. */
const participant = z.union([SnowflakeSchema, z.object({ id: SnowflakeSchema }).transform(user => user.id)])

export const ActivityInstanceSchema = z.object({
  application_id: SnowflakeSchema,
  instance_id: z.string(),
  location: z.object({ channel_id: SnowflakeSchema, guild_id: SnowflakeSchema.nullish() }),
  users: z.array(participant),
})
export type ActivityInstance = z.infer<typeof ActivityInstanceSchema>
