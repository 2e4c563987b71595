import type { Command } from '../features/commands/command.ts'
import { createDraftStore } from '../features/commands/meetings/drafts/draftStore.ts'
import { createTimeZoneStore } from '../features/commands/meetings/drafts/timeZoneStore.ts'
import { createEndCommand } from '../features/commands/meetings/end/createEndCommand.ts'
import { createEndRights } from '../features/commands/meetings/endRights.ts'
import { createJoinCommand } from '../features/commands/meetings/join/createJoinCommand.ts'
import { createListCommand } from '../features/commands/meetings/list/createListCommand.ts'
import { createStartCommand } from '../features/commands/meetings/start/createStartCommand.ts'
import type { WhereSaid } from '../features/commands/meetings/whereSaid.ts'
import type { ConfigService } from '../features/config/service.ts'
import type { GuildPermissions } from '../guilds/guildPermissions.ts'
import type { MeetingWays } from './assembleMeetings.ts'
import type { Notifications } from './assembleNotifications.ts'
import type { Ground } from './ground.ts'

interface MeetingCommandParts {
  readonly ground: Ground
  readonly guildConfig: Pick<ConfigService, 'of'>
  readonly notifications: Pick<Notifications, 'chooseChannel'>
  readonly permissions: GuildPermissions
  readonly meetings: Pick<MeetingWays, 'meetings' | 'joinLinks'>
}

export interface MeetingCommands {
  readonly commands: readonly Command[]
  /** What nobody has confirmed in time. */
  removeExpired(): Promise<void>
}

/** What members do with meetings by commands and buttons. */
export function assembleMeetingCommands(parts: MeetingCommandParts): MeetingCommands {
  const { ground, permissions } = parts
  const { database, clock } = ground
  const drafts = createDraftStore(database, clock)
  const timeZones = createTimeZoneStore(database, clock)
  const ports = {
    ...parts.meetings,
    clock,
    endRights: createEndRights(permissions),
    whereSaid: createWhereSaid(parts),
  }
  return {
    commands: [
      createStartCommand({ ...ports, drafts, timeZones }),
      createJoinCommand(ports),
      createListCommand(ports),
      createEndCommand(ports),
    ],
    removeExpired: drafts.removeExpired,
  }
}

/** As the notification is going to be delivered. */
const createWhereSaid =
  ({ guildConfig, notifications }: MeetingCommandParts): WhereSaid =>
  async ({ what, guildId, channelId, botMayWrite }) => {
    const { enabled, types, channels } = (await guildConfig.of(guildId)).notifications
    if (!enabled || (what === 'meeting_start' && !types.meeting_start)) return { kind: 'off' }
    const wanted = { guildId, type: what, channels, otherwise: channelId }
    const chosen = await notifications.chooseChannel({
      ...wanted,
      isOtherwiseFirst: what === 'meeting_share',
    })
    const id = chosen.ok ? chosen.value?.channelId : undefined
    if (id === undefined) return { kind: 'unknown' }
    return { kind: id === channelId && botMayWrite === false ? 'closed' : 'channel', id }
  }
