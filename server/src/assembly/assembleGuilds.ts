import { importOverrides } from '../features/config/importOverrides.ts'
import { type ConfigService, createConfigService } from '../features/config/service.ts'
import { createConfigStore } from '../features/config/store.ts'
import { createGuildPermissions, type GuildPermissions } from '../guilds/guildPermissions.ts'
import { createMembers, type Members } from '../guilds/members.ts'
import type { Outside } from '../outside.ts'
import type { Ground } from './ground.ts'

/** What servers have set, and who may do what in them. */
export interface GuildParts {
  readonly guildConfig: ConfigService
  readonly permissions: GuildPermissions
  readonly members: Members
}

export async function assembleGuilds(ground: Ground, outside: Outside): Promise<GuildParts> {
  const { config, clock, logger, database } = ground
  const guildConfig = createConfigService({ ...ground, store: createConfigStore(database) })
  await importOverrides({ directory: config.configOverridesDirectory, service: guildConfig, logger })
  const members = createMembers({ ...outside, clock })
  return { guildConfig, members, permissions: createGuildPermissions({ members, rulesOf: guildConfig.of }) }
}
