import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { ChannelType } from 'discord-api-types/v10'
import * as z from 'zod'
import { FreshCache } from '../platform/freshCache.ts'
import { type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { type DiscordConnection, whatIsThere } from './discordConnection.ts'
import type { Overwrite } from './permissions.ts'

/** A channel that has been made or renamed is known after this at the latest; a minute longer when Discord is silent. */
const CHANNELS = { freshMs: 60_000, staleMs: 60_000, capacity: 1_000 } as const

const BitsSchema = z.string().regex(/^\d+$/).transform(BigInt)

const ChannelSchema = z.object({
  id: SnowflakeSchema,
  type: z.number(),
  name: z.string().nullish(),
  position: z.number().default(0),
  permission_overwrites: z
    .array(z.object({ id: SnowflakeSchema, allow: BitsSchema, deny: BitsSchema }))
    .default([]),
})

/** Where messages are written; voice and stage channels have a chat as well. */
const WRITTEN_IN: ReadonlySet<number> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
])

/** A channel of a server in which messages are written. Threads are not among them. */
export interface GuildChannel {
  readonly id: string
  readonly name: string
  readonly overwrites: readonly Overwrite[]
}

export interface GuildChannels {
  /** Those that the bot sees, in their order; none where the bot isn't in the server. */
  of(guildId: string): Promise<Result<readonly GuildChannel[]>>
}

export function createGuildChannels(
  { asBot, call }: Pick<DiscordConnection, 'asBot' | 'call'>,
  clock: RoomClock,
): GuildChannels {
  const known = new FreshCache<readonly GuildChannel[]>({ clock, ...CHANNELS })

  async function ask(guildId: string): Promise<Result<readonly GuildChannel[]>> {
    const answer = await call('guilds.channels', z.array(ChannelSchema), signal =>
      asBot().guilds.getChannels(guildId, { signal }),
    )
    const found = answer.ok ? whatIsThere(answer.value) : answer
    if (!found.ok) return found
    const written = (found.value ?? []).filter(({ type }) => WRITTEN_IN.has(type))
    return succeed(
      written
        .sort((a, b) => a.position - b.position)
        .map(({ id, name, permission_overwrites: overwrites }) => ({ id, name: name ?? '', overwrites })),
    )
  }

  return { of: guildId => known.get(guildId, () => ask(guildId)) }
}

/** By id, or by the exact name; of several with one name the topmost. */
export function findChannel(channels: readonly GuildChannel[], wanted: string): GuildChannel | null {
  const name = wanted.replace(/^#/, '')
  return (
    channels.find(({ id }) => id === wanted) ??
    channels.find(channel => channel.name === wanted || channel.name === name) ??
    null
  )
}
