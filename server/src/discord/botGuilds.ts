import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { RESTJSONErrorCodes } from 'discord-api-types/v10'
import * as z from 'zod'
import { type Result, succeed } from '../platform/result.ts'
import { GUILDS_PER_PAGE } from './applicationApi.ts'
import { type DiscordRefusal, isRefusal } from './callDiscord.ts'
import { type DiscordConnection, misconfigured } from './discordConnection.ts'

/** The servers that the bot is in. */
export interface BotGuilds {
  ids(): Promise<Result<ReadonlySet<string>>>
  /** True only where Discord says in its own words that the bot isn't there or the server is no more. */
  isGone(guildId: string): Promise<Result<boolean>>
}

const GuildIdSchema = z.object({ id: SnowflakeSchema })

export function createBotGuilds({ asBot, call }: Pick<DiscordConnection, 'asBot' | 'call'>): BotGuilds {
  const page = (after: string | undefined) =>
    call('users.me.guilds', z.array(GuildIdSchema), signal =>
      asBot().users.getGuilds({ limit: GUILDS_PER_PAGE, ...(after !== undefined && { after }) }, { signal }),
    )

  return {
    async ids() {
      const ids = new Set<string>()
      let after: string | undefined
      for (;;) {
        const answer = await page(after)
        if (!answer.ok) return answer
        if (isRefusal(answer.value)) return misconfigured()
        const known = ids.size
        for (const { id } of answer.value) ids.add(id)
        after = answer.value.at(-1)?.id
        // A page that brings nothing new would come for ever.
        if (answer.value.length < GUILDS_PER_PAGE || ids.size === known) return succeed(ids)
      }
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
