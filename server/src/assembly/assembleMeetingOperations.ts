import { createActivityChannel } from '../features/meetings/activityChannel.ts'
import { createJoinOperations } from '../features/meetings/joinOperations.ts'
import { createMeetingOperations } from '../features/meetings/operations.ts'
import type { GuildPermissions } from '../guilds/guildPermissions.ts'
import { createJoinNames } from '../meetings/joinNames.ts'
import type { Outside } from '../outside.ts'
import type { CreateBearerAccess } from '../platform/http/access.ts'
import type { Operation } from '../platform/http/operation.ts'
import type { GuestWays } from './assembleGuests.ts'
import type { MeetingWays } from './assembleMeetings.ts'
import type { Ground } from './ground.ts'

interface MeetingOperationParts {
  readonly ground: Ground
  readonly outside: Pick<Outside, 'discord'>
  readonly meetings: Pick<MeetingWays, 'meetings' | 'joinLinks'>
  readonly permissions: GuildPermissions
  readonly bearer: CreateBearerAccess
  readonly guests: Pick<GuestWays, 'door' | 'personOf'>
}

export function assembleMeetingOperations(parts: MeetingOperationParts): readonly Operation[] {
  const { ground, outside, permissions, bearer, guests } = parts
  const { config, database } = ground
  const { meetings, joinLinks } = parts.meetings
  return [
    ...createMeetingOperations({
      meetings,
      joinLinks,
      joinNames: createJoinNames(database),
      permissions,
      channelOf: createActivityChannel(outside.discord),
      bearer,
      publicUrl: config.publicUrl ?? `http://localhost:${config.port}`,
    }),
    ...createJoinOperations({
      joinLinks,
      lookIntoRoom: (token, request) => guests.door.look(token, guests.personOf(request)),
    }),
  ]
}
