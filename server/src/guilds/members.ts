import type { DiscordRole, Member } from '@kaltura-discord/shared/permissions/permissions.ts'
import { LRUCache } from 'lru-cache'
import type { DiscordApi } from '../discord/discordApi.ts'
import type { Guild, GuildMember } from '../discord/schemas.ts'
import { FreshCache } from '../platform/freshCache.ts'
import { type Failure, fail, type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { TokenBucket } from '../platform/tokenBucket.ts'

/** A changed role counts after this at the latest, ms. What is older never stands in: it may be a permission taken away. */
export const MEMBER_FRESH_MS = 30_000
const KEPT_MEMBERS = 20_000
const KEPT_GUILDS = 5_000
/** Servers that turned out not to be ours: Discord shuts out whoever asks for too many (`invalidRequests.ts`). */
const UNKNOWN_GUILDS = { burst: 30, perS: 0.03 } as const

/** Discord's permission to do anything: https://docs.discord.com/developers/topics/permissions */
const ADMINISTRATOR = 1n << 3n

/** This app is in a server with its commands at most. */
export interface BotMissing extends Failure {
  readonly missing: 'bot'
}

export interface Members {
  /** Somebody in a server as Discord has them; null for whoever isn't in it. */
  memberOf(guildId: string, userId: string): Promise<Result<Member | null> | BotMissing>
  /** What somebody is called in a server; null for whoever isn't in it. */
  nameOf(guildId: string, userId: string): Promise<Result<string | null>>
  /** The roles of a server, without `@everyone`, which everybody has. */
  rolesOf(guildId: string): Promise<Result<readonly DiscordRole[]>>
}

interface MembersOptions {
  readonly discord: Pick<DiscordApi, 'guild' | 'guildMember'>
  readonly clock: RoomClock
}

export function createMembers({ discord, clock }: MembersOptions): Members {
  const fresh = { clock, freshMs: MEMBER_FRESH_MS, staleMs: 0 }
  const guilds = new FreshCache<{ guild: Guild | null }>({ ...fresh, capacity: KEPT_GUILDS })
  const members = new FreshCache<{ member: GuildMember | null }>({ ...fresh, capacity: KEPT_MEMBERS })
  /** They are asked for whatever strangers have asked for meanwhile. */
  const ours = new LRUCache<string, true>({ max: KEPT_GUILDS })
  const unknownGuilds = new TokenBucket(UNKNOWN_GUILDS, clock)

  async function askGuild(guildId: string): Promise<Result<{ guild: Guild | null }>> {
    const isOurs = ours.has(guildId)
    if (!isOurs && !unknownGuilds.take()) return tooManyGuesses()
    const answer = await discord.guild(guildId)
    const isThere = answer.ok && answer.value !== null
    if (isThere) ours.set(guildId, true)
    if (isThere && !isOurs) unknownGuilds.giveBack()
    return answer.ok ? succeed({ guild: answer.value }) : answer
  }

  async function askMember(guildId: string, userId: string): Promise<Result<{ member: GuildMember | null }>> {
    const answer = await discord.guildMember(guildId, userId)
    return answer.ok ? succeed({ member: answer.value }) : answer
  }

  async function guildOf(guildId: string): Promise<Result<Guild> | BotMissing> {
    const found = await guilds.get(guildId, () => askGuild(guildId))
    if (!found.ok) return found
    return found.value.guild === null ? BOT_MISSING : succeed(found.value.guild)
  }

  const known = (guildId: string, userId: string) =>
    members.get(`${guildId} ${userId}`, () => askMember(guildId, userId))

  return {
    async memberOf(guildId, userId) {
      const found = await guildOf(guildId)
      if (!found.ok) return found
      const guild = found.value
      const asked = await known(guildId, userId)
      if (!asked.ok) return asked
      const { member } = asked.value
      return succeed(member && toMember(guild, member, userId))
    },
    async nameOf(guildId, userId) {
      const asked = await known(guildId, userId)
      if (!asked.ok) return asked
      const { member } = asked.value
      return succeed(member?.nick ?? member?.user?.global_name ?? member?.user?.username ?? null)
    },
    async rolesOf(guildId) {
      const found = await guildOf(guildId)
      return found.ok ? succeed(found.value.roles.filter(({ id }) => id !== guildId).map(toRole)) : found
    },
  }
}

const tooManyGuesses = () =>
  fail('rate_limited', 'Too many servers were asked for that this app is not in. Wait a minute.', {
    retryAfterS: Math.ceil(1 / UNKNOWN_GUILDS.perS),
  })

const BOT_MISSING: BotMissing = {
  ...fail('forbidden', 'This app is not in that Discord server. One of its admins has to add it first.'),
  missing: 'bot',
}

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
    roles: roles.filter(({ id }) => id !== guild.id).map(toRole),
  }
}

const toRole = ({ id, name }: DiscordRole): DiscordRole => ({ id, name })
