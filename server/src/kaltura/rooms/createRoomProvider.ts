import type { Config } from '../../config.ts'
import type { Logger } from '../../platform/logger.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { KalturaClient } from '../client.ts'
import type { KalturaSessions } from '../kalturaSessions.ts'
import { createEntryRooms } from './entryRooms.ts'
import type { RoomProvider } from './roomProvider.ts'
import { createScheduleRooms } from './scheduleRooms.ts'

interface RoomProviderOptions {
  readonly config: Config['kaltura']['rooms']
  readonly client: KalturaClient
  readonly sessions: KalturaSessions
  readonly clock: RoomClock
  readonly logger: Logger
}

export function createRoomProvider({ config, clock, ...connection }: RoomProviderOptions): RoomProvider {
  const { provider, templates, kafUrl } = config
  return provider === 'entry'
    ? createEntryRooms({ ...connection, kafUrl, templates })
    : createScheduleRooms({ ...connection, kafUrl, clock })
}
