import { FreshCache } from '../platform/freshCache.ts'
import { type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import type { GuildChannel, GuildChannels } from './channels.ts'
import type { DiscordApi } from './discordApi.ts'
import { mayMentionEveryone, maySee, type PermissionQuestion } from './permissions.ts'
import type { Guild } from './schemas.ts'

/** Languages and roles of servers change seldom; what was known stands in while Discord is silent. */
const GUILDS = { freshMs: 60_000, staleMs: 24 * 3_600_000, capacity: 1_000 } as const

const USUAL_LOCALE = 'en-US'

/** What is asked of Discord about a server when something is said in it. */
export interface GuildFacts {
  /** The server's language as Discord has it; English where Discord doesn't say. */
  localeOf(guildId: string): Promise<string>
  /** By roles and the channel's overwrites. False in threads, and where it can't be found out. */
  mayMentionEveryone(guildId: string, userId: string, channelId: string): Promise<boolean>
  /** Of the channels that the bot sees, those that this person sees as well; null where it can't be found out. */
  channelsSeenBy(guildId: string, userId: string): Promise<readonly GuildChannel[] | null>
}

/** Somebody in a server with their roles; null for whoever isn't in it. Asked for often: what answers remembers. */
export type RolesOfMember = (
  guildId: string,
  userId: string,
) => Promise<Result<{ readonly roles: readonly { readonly id: string }[] } | null>>

interface GuildFactsOptions {
  readonly discord: Pick<DiscordApi, 'guild'>
  readonly memberOf: RolesOfMember
  readonly channels: GuildChannels
  readonly clock: RoomClock
}

export function createGuildFacts({ discord, memberOf, channels, clock }: GuildFactsOptions): GuildFacts {
  const guilds = new FreshCache<{ readonly guild: Guild | null }>({ clock, ...GUILDS })

  async function guildOf(guildId: string): Promise<Guild | null> {
    const found = await guilds.get(guildId, async (): Promise<Result<{ guild: Guild | null }>> => {
      const answer = await discord.guild(guildId)
      return answer.ok ? succeed({ guild: answer.value }) : answer
    })
    return found.ok ? found.value.guild : null
  }

  /** The channels, with what tells what this person may do in one; null where Discord doesn't say. */
  async function channelsFor(guildId: string, userId: string) {
    const [guild, member, all] = await Promise.all([
      guildOf(guildId),
      memberOf(guildId, userId),
      channels.of(guildId),
    ])
    if (guild === null || !all.ok || !member.ok || member.value === null) return null
    const about = {
      guild: { id: guild.id, ownerId: guild.owner_id, roles: guild.roles.map(toRole) },
      member: { id: userId, roles: member.value.roles.map(({ id }) => id) },
    }
    const asked = ({ overwrites }: GuildChannel): PermissionQuestion => ({ ...about, overwrites })
    return { all: all.value, asked }
  }

  return {
    localeOf: async guildId => (await guildOf(guildId))?.preferred_locale ?? USUAL_LOCALE,
    async mayMentionEveryone(guildId, userId, channelId) {
      const found = await channelsFor(guildId, userId)
      const channel = found?.all.find(({ id }) => id === channelId)
      return found != null && channel !== undefined && mayMentionEveryone(found.asked(channel))
    },
    async channelsSeenBy(guildId, userId) {
      const found = await channelsFor(guildId, userId)
      return found?.all.filter(channel => maySee(found.asked(channel))) ?? null
    },
  }
}

const toRole = ({ id, permissions }: Guild['roles'][number]) => ({ id, permissions: BigInt(permissions) })
