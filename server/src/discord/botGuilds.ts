import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { RESTJSONErrorCodes } from 'discord-api-types/v10'
import * as z from 'zod'
import { type Result, succeed } from '../platform/result.ts'
import { type DiscordRefusal, isRefusal } from './callDiscord.ts'
import { type DiscordConnection, misconfigured } from './discordConnection.ts'

/** Discord's own limit. */
const GUILDS_PER_PAGE = 200

const BotGuildSchema = z.object({
  id: SnowflakeSchema,
  name: z.string(),
  /** Of the bot in the whole server, by their bits. */
  permissions: z.string().regex(/^\d+$/).transform(BigInt),
})
export type BotGuild = z.infer<typeof BotGuildSchema>

/** The servers that the bot is in. */
export interface BotGuilds {
  all(): Promise<Result<readonly BotGuild[]>>
  ids(): Promise<Result<ReadonlySet<string>>>
  /** True only where Discord says in its own words that the bot isn't there or the server is no more. */
  isGone(guildId: string): Promise<Result<boolean>>
}

const GuildIdSchema = z.object({ id: SnowflakeSchema })

export function createBotGuilds({ asBot, call }: Pick<DiscordConnection, 'asBot' | 'call'>): BotGuilds {
  const page = (after: string | undefined) =>
    call('users.me.guilds', z.array(BotGuildSchema), signal =>
      asBot().users.getGuilds({ limit: GUILDS_PER_PAGE, ...(after !== undefined && { after }) }, { signal }),
    )

  async function all(): Promise<Result<readonly BotGuild[]>> {
    const found = new Map<string, BotGuild>()
    let after: string | undefined
    for (;;) {
      const answer = await page(after)
      if (!answer.ok) return answer
      if (isRefusal(answer.value)) return misconfigured()
      const known = found.size
      for (const guild of answer.value) found.set(guild.id, guild)
      after = answer.value.at(-1)?.id
      // A page that brings nothing new would come for ever.
      if (answer.value.length < GUILDS_PER_PAGE || found.size === known) return succeed([...found.values()])
    }
  }

  return {
    all,
    async ids() {
      const found = await all()
      return found.ok ? succeed(new Set(found.value.map(({ id }) => id))) : found
    },
    async isGone(guildId) {
      const answer = await call('guilds.get', GuildIdSchema, signal =>
        asBot().guilds.get(guildId, {}, { signal }),
      )
      if (!answer.ok) return answer
      if (!isRefusal(answer.value)) return succeed(false)
      return isNoSuchGuild(answer.value) ? succeed(true) : misconfigured()
    },
  }
}

/** Another 403 may be a proxy's or somebody's mistake. */
const isNoSuchGuild = ({ refused, code }: DiscordRefusal): boolean =>
  (refused === 403 && code === RESTJSONErrorCodes.MissingAccess) ||
  (refused === 404 && code === RESTJSONErrorCodes.UnknownGuild)
