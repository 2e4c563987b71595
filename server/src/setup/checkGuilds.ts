import { type BotGuild, GUILDS_PER_PAGE } from '../discord/applicationApi.ts'
import { isRefusal } from '../discord/callDiscord.ts'
import { missingPermissions } from './botPermissions.ts'
import { quote } from './checkCredentials.ts'
import type { Setup } from './setupContext.ts'
import { DISCORD_AWAY, type Step, step } from './step.ts'

/** Servers with something missing that are named; the others are counted. */
const MAX_NAMED = 20

/** What the bot may do in each server that it is in. */
export async function checkGuilds({ api }: Setup): Promise<readonly Step[]> {
  const { ok, byHand, wrong } = step('Servers')
  const guilds = await allGuilds(api)
  if (guilds === null) return [wrong(DISCORD_AWAY)]
  if (guilds.length === 0) return [byHand('The bot is in none yet: open the install link below.')]
  const lacking = guilds.flatMap(guild => {
    const missing = missingPermissions(guild.permissions)
    return missing.length === 0 ? [] : [{ guild, missing }]
  })
  if (lacking.length === 0) return [ok(`The bot is in ${guilds.length}, with all permissions it needs.`)]
  const named = lacking
    .slice(0, MAX_NAMED)
    .map(({ guild, missing }) =>
      wrong(
        `In ${quote(guild.name)} the bot lacks ${missing.join(', ')}. Server Settings → Roles → the bot's role, ` +
          'or open the install link below again.',
      ),
    )
  const rest = lacking.length - named.length
  return rest > 0 ? [...named, wrong(`In ${rest} more servers the bot lacks permissions.`)] : named
}

/** Null where Discord doesn't say. */
async function allGuilds(api: Setup['api']): Promise<readonly BotGuild[] | null> {
  const all: BotGuild[] = []
  for (;;) {
    const page = await api.guilds(all.at(-1)?.id ?? null)
    if (!page.ok || isRefusal(page.value)) return null
    all.push(...page.value)
    if (page.value.length < GUILDS_PER_PAGE) return all
  }
}
