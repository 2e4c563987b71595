import type { Command } from '../features/commands/command.ts'
import { createConfigResetCommand } from '../features/commands/config/configReset.ts'
import { createConfigUpdateCommand } from '../features/commands/config/configUpdate.ts'
import { createConfigViewCommand } from '../features/commands/config/configView.ts'
import { createLaunchCommand } from '../features/commands/launch/createLaunchCommand.ts'
import { createSearchCommand } from '../features/commands/search/createSearchCommand.ts'
import { createVideoChoices } from '../features/commands/videoChoices.ts'
import { createWatchCommand } from '../features/commands/watch/createWatchCommand.ts'
import type { ConfigService } from '../features/config/service.ts'
import type { VideoService } from '../features/videos/service.ts'
import type { GuildPermissions } from '../guilds/guildPermissions.ts'
import type { Members } from '../guilds/members.ts'
import type { Outside } from '../outside.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { LaunchWays } from './assembleLaunches.ts'
import type { Ground } from './ground.ts'

/** What commands are made of. */
export interface CommandParts {
  readonly ground: Ground
  readonly outside: Outside
  readonly guildConfig: ConfigService
  readonly members: Members
  readonly permissions: GuildPermissions
  readonly videos: VideoService
  readonly rooms: Rooms
  readonly launches: LaunchWays
  readonly meetingCommands: readonly Command[]
}

/** Every command there is. */
export function assembleCommands(parts: CommandParts): readonly Command[] {
  const { ground, videos, launches, guildConfig, members, meetingCommands } = parts
  const config = { settings: guildConfig, rolesOf: members.rolesOf }
  const videoChoices = createVideoChoices({ videos, clock: ground.clock })
  return [
    createLaunchCommand(launches.openActivity),
    createWatchCommand({ ...launches, videoChoices }),
    searchCommand(parts),
    ...meetingCommands,
    createConfigViewCommand(config),
    createConfigUpdateCommand(config),
    createConfigResetCommand(config),
  ]
}

function searchCommand({ ground: { config, clock }, videos }: CommandParts): Command {
  const { apiEndpoint, partnerId, uiConfId } = config.kaltura
  const player = uiConfId === null ? null : { apiEndpoint, partnerId, uiConfId }
  return createSearchCommand({ videos, clock, publicUrl: config.publicUrl, player })
}
