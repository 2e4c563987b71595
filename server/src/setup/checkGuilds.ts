import { missingPermissions } from './botPermissions.ts'
import { quote } from './checkCredentials.ts'
import type { Setup } from './setupContext.ts'
import { DISCORD_AWAY, type Step, step } from './step.ts'

/** Servers with something missing that are named; the others are counted. */
const MAX_NAMED = 20

/** What the bot may do in each server that it is in. */
export async function checkGuilds({ guilds }: Setup): Promise<readonly Step[]> {
  const { ok, byHand, wrong } = step('Servers')
  const asked = await guilds.all()
  if (!asked.ok) return [wrong(DISCORD_AWAY)]
  const all = asked.value
  if (all.length === 0) return [byHand('The bot is in none yet: open the install link below.')]
  const lacking = all.flatMap(guild => {
    const missing = missingPermissions(guild.permissions)
    return missing.length === 0 ? [] : [{ guild, missing }]
  })
  if (lacking.length === 0) return [ok(`The bot is in ${all.length}, with all permissions it needs.`)]
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
