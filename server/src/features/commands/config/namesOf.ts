import type { DiscordRole } from '@kaltura-discord/shared/permissions/permissions.ts'
import { withinTime } from '../../../platform/withinTime.ts'
import type { ConfigCommandParts } from './guildSettings.ts'

/** What is known by then is proposed, ms. */
const SOON_MS = 100

/** The server's roles; none where Discord doesn't say. */
export async function namesOf(
  { rolesOf }: Pick<ConfigCommandParts, 'rolesOf'>,
  guildId: string,
): Promise<readonly DiscordRole[]> {
  const roles = await rolesOf(guildId)
  return roles.ok ? roles.value : []
}

/** The same for whoever is waited for: none where they aren't at hand. */
export async function namesSoon(
  parts: Pick<ConfigCommandParts, 'rolesOf'>,
  guildId: string,
): Promise<readonly DiscordRole[]> {
  const names = await withinTime(namesOf(parts, guildId), SOON_MS)
  return names.inTime ? names.value : []
}
