import { createInteractionResponses } from '../discord/interactionResponses.ts'
import { createVoice } from '../discord/voice.ts'
import { createLaunches, type Launches } from '../features/commands/launches/launches.ts'
import { createOpenActivity, type OpenActivity } from '../features/commands/launches/openActivity.ts'
import { createPromptLibrary, type PromptLibrary } from '../features/commands/launches/promptLibrary.ts'
import { createLaunchStore } from '../features/commands/launches/store.ts'
import { createWishers } from '../features/commands/launches/wishers.ts'
import type { VideoService } from '../features/videos/service.ts'
import type { Outside } from '../outside.ts'
import type { Connection } from '../rooms/connections.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Ground } from './ground.ts'

interface LaunchParts {
  readonly ground: Ground
  readonly outside: Outside
  readonly videos: VideoService
  readonly rooms: Rooms
}

/** How members get into the Activity from Discord's channels, and the video that they have asked for with them. */
export interface LaunchWays {
  readonly library: PromptLibrary
  readonly openActivity: OpenActivity
  onArrived(connection: Connection): Promise<void>
  readonly removeExpired: Launches['removeExpired']
  readonly close: Launches['close']
}

export function assembleLaunches({ ground, outside, videos, rooms }: LaunchParts): LaunchWays {
  const { clock, logger, database } = ground
  const wishers = createWishers(createInteractionResponses(outside.discordConnection), logger)
  const library = createPromptLibrary(videos)
  const launches = createLaunches({
    ...ground,
    store: createLaunchStore(database),
    watch: ({ entryId, place, ...request }) =>
      rooms.service.execute({
        ...request,
        command:
          place === 'now'
            ? { type: 'video.watch', entryId }
            : { type: 'queue.add', entryIds: [entryId], where: place },
      }),
    tellRefused: wishers.tellRefused,
  })
  const openActivity = createOpenActivity({
    voice: createVoice(outside.discordConnection, clock),
    library,
    launches,
    wishers,
    instanceOf: (guildId, userId) => rooms.connections.instanceOf(guildId, userId),
  })
  return {
    library,
    openActivity,
    async onArrived({ guildId, memberId: userId, instanceId }) {
      if (guildId !== null) await launches.onArrived({ guildId, userId, instanceId })
    },
    removeExpired: launches.removeExpired,
    close: launches.close,
  }
}
