import type { ConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import type { GuildSettings } from './guildSettings.ts'

/** Changes that are asked for at a time. */
const AT_A_TIME = 100

/** The history of a server from its end, as far back as somebody wants to read. */
export async function* changesOf(
  settings: Pick<GuildSettings, 'history'>,
  guildId: string,
): AsyncGenerator<ConfigChange> {
  let before: number | undefined
  do {
    const request = { guildId, limit: AT_A_TIME, ...(before !== undefined && { before }) }
    const { changes, nextCursor } = await settings.history(request)
    yield* changes
    before = nextCursor === null ? undefined : Number(nextCursor)
  } while (before !== undefined)
}

/** The last change of each of these keys that there is one of. */
export async function lastChanges(
  settings: Pick<GuildSettings, 'history'>,
  guildId: string,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, ConfigChange>> {
  const wanted = new Set(keys)
  const found = new Map<string, ConfigChange>()
  if (wanted.size === 0) return found
  for await (const change of changesOf(settings, guildId)) {
    for (const { key } of change.keys) if (wanted.delete(key)) found.set(key, change)
    if (wanted.size === 0) break
  }
  return found
}
