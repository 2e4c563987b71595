import type { Member } from '@kaltura-discord/shared/permissions/permissions.ts'
import type { DiscordApi } from '../discord/discordApi.ts'
import type { Guild, GuildMember } from '../discord/schemas.ts'
import { FreshCache } from '../platform/freshCache.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { TokenBucket } from '../platform/tokenBucket.ts'

/** A changed role counts after this at the latest, ms. What is older never stands in: it may be a permission taken away. */
export const MEMBER_FRESH_MS = 30_000
const KEPT_MEMBERS = 20_000
const KEPT_GUILDS = 5_000
/** Discord shuts out bots that ask for too many servers that they aren't in (10 000 refusals in 10 minutes). */
const UNKNOWN_GUILDS = { burst: 300, perS: 5 } as const

/** Discord's permission to do anything: https://docs.discord.com/developers/topics/permissions */
const ADMINISTRATOR = 1n << 3n

export interface Members {
  /** Somebody in a server as Discord has them; null for whoever isn't in it. */
  memberOf(guildId: string, userId: string): Promise<Result<Member | null>>
}

interface MembersOptions {
  readonly discord: Pick<DiscordApi, 'guild' | 'guildMember'>
  readonly clock: RoomClock
}

export function createMembers({ discord, clock }: MembersOptions): Members {
  const fresh = { clock, freshMs: MEMBER_FRESH_MS, staleMs: 0 }
  const guilds = new FreshCache<{ guild: Guild | null }>({ ...fresh, capacity: KEPT_GUILDS })
  const members = new FreshCache<{ member: GuildMember | null }>({ ...fresh, capacity: KEPT_MEMBERS })
  const unknownGuilds = new TokenBucket(UNKNOWN_GUILDS, clock)

  async function askGuild(guildId: string): Promise<Result<{ guild: Guild | null }>> {
    if (!guilds.has(guildId) && !unknownGuilds.take())
      return fail('rate_limited', 'Too many servers were asked for at once. Wait a moment.', {
        retryAfterS: 1,
      })
    const answer = await discord.guild(guildId)
    return answer.ok ? succeed({ guild: answer.value }) : answer
  }

  async function askMember(guildId: string, userId: string): Promise<Result<{ member: GuildMember | null }>> {
    const answer = await discord.guildMember(guildId, userId)
    return answer.ok ? succeed({ member: answer.value }) : answer
  }

  return {
    async memberOf(guildId, userId) {
      const found = await guilds.get(guildId, () => askGuild(guildId))
      if (!found.ok) return found
      const { guild } = found.value
      if (guild === null) return notAdded()
      const asked = await members.get(`${guildId} ${userId}`, () => askMember(guildId, userId))
      if (!asked.ok) return asked
      const { member } = asked.value
      return succeed(member && toMember(guild, member, userId))
    },
  }
}

const notAdded = () =>
  fail('forbidden', 'This app is not in that Discord server. One of its admins has to add it first.')

function toMember(guild: Guild, member: GuildMember, userId: string): Member {
  const roles = guild.roles.filter(({ id }) => member.roles.includes(id))
  // `@everyone` has the server's own id.
  const everyone = guild.roles.filter(({ id }) => id === guild.id)
  return {
    guildId: guild.id,
    userId,
    isOwner: guild.owner_id === userId,
    isAdministrator: [...roles, ...everyone].some(
      ({ permissions }) => (BigInt(permissions) & ADMINISTRATOR) !== 0n,
    ),
    roles: roles.filter(({ id }) => id !== guild.id).map(({ id, name }) => ({ id, name })),
  }
}
