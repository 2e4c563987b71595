import type { Action } from '@kaltura-discord/shared/permissions/actions.ts'
import type {
  ConfigChoices,
  ConfigHistory,
  ConfigHistoryAnswer,
} from '@kaltura-discord/shared/protocol/http/config.ts'
import type { GuildPermissions } from '../../guilds/guildPermissions.ts'
import type { Members } from '../../guilds/members.ts'
import { type Result, succeed } from '../../platform/result.ts'
import type { ConfigService } from './service.ts'

/** Of one page of the history, people whose names Discord is asked for, the latest first. */
const NAMED_PEOPLE = 10

/** What a server's roles, channels and people are called. */
export interface GuildNames extends Pick<Members, 'rolesOf' | 'nameOf'> {
  /** Null where Discord doesn't say. */
  channelsSeenBy(guildId: string, userId: string): Promise<readonly Named[] | null>
}

interface Named {
  readonly id: string
  readonly name: string
}

interface ChoicesParts {
  readonly service: Pick<ConfigService, 'defaults'>
  readonly permissions: GuildPermissions
  readonly guild: GuildNames
}

interface Asking {
  readonly guildId: string
  readonly userId: string
}

/** What this person can choose from, and what they may do with it. */
export async function choicesFor(
  { service, permissions, guild }: ChoicesParts,
  asking: Asking,
): Promise<Result<ConfigChoices>> {
  const may = async (action: Action) => (await permissions.require({ ...asking, action })).ok
  const [roles, channels, update, reset] = await Promise.all([
    guild.rolesOf(asking.guildId),
    guild.channelsSeenBy(asking.guildId, asking.userId),
    may('config.update'),
    may('config.reset'),
  ])
  if (!roles.ok) return roles
  return succeed({
    defaults: service.defaults,
    roles: roles.value.map(named),
    channels: channels?.map(named) ?? null,
    may: { update, reset },
  })
}

const named = ({ id, name }: Named): Named => ({ id, name })

/** The history with the names of those who made it, which aren't kept: people may change them, and leave. */
export async function withNames(
  guild: Pick<GuildNames, 'nameOf'>,
  guildId: string,
  history: ConfigHistory,
): Promise<ConfigHistoryAnswer> {
  const people = new Set(history.changes.flatMap(({ by }) => by.userId ?? []))
  const names = await Promise.all(
    [...people].slice(0, NAMED_PEOPLE).map(async userId => {
      const found = await guild.nameOf(guildId, userId)
      return [userId, found.ok ? found.value : null] as const
    }),
  )
  const nameOf = new Map(names)
  const changes = history.changes.map(change => {
    const { userId } = change.by
    return { ...change, by: { ...change.by, name: (userId && nameOf.get(userId)) ?? null } }
  })
  return { ...history, changes }
}
