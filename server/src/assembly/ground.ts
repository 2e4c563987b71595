import type { GuildConfig } from '@kaltura-discord/shared/config/configSchema.ts'
import type { Config } from '../config.ts'
import type { Database } from '../platform/database/openDatabase.ts'
import type { Logger } from '../platform/logger.ts'
import type { RoomClock } from '../platform/roomClock.ts'

/** What everything else stands on. */
export interface Ground {
  readonly config: Config
  readonly clock: RoomClock
  readonly logger: Logger
  readonly database: Database
  /** What servers take as it comes. */
  readonly defaults: GuildConfig
  /** Where the built client is. */
  readonly clientDirectory: string
  /** How often Discord is asked who is still in each Activity, ms. */
  readonly checkEveryMs: number
  /** Times what the limits of requests say. */
  readonly limitFactor: number
}
