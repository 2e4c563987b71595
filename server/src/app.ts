import { fileURLToPath } from 'node:url'
import { type RunningServer, startServer } from './assembly/startServer.ts'
import type { Config } from './config.ts'
import { loadDefaults } from './features/config/loadDefaults.ts'
import { type Database, openDatabase } from './platform/database/openDatabase.ts'
import { createLogger, type Log, type Logger } from './platform/logger.ts'
import {
  createRoomClock,
  openSharedRoomClock,
  type RoomClock,
  type SharedRoomClock,
} from './platform/roomClock.ts'
import { Secret } from './platform/secret.ts'
import { CHECK_EVERY_MS } from './rooms/instanceChecks.ts'

export interface App {
  /** To be closed after the app has stopped. */
  readonly logger: Log
  /** Where it answers; empty before the start. */
  readonly url: string
  /** Resolves when requests are answered. */
  start(): Promise<{ url: string }>
  /** Tells the members, finishes what is under way, and closes everything. */
  stop(): Promise<void>
}

export interface AppOverrides {
  readonly clock?: RoomClock
  readonly logger?: Log
  /** Where the built client is. */
  readonly clientDirectory?: string
  /** What servers take as it comes. */
  readonly defaultConfigFile?: string
  /** How often Discord is asked who is still in each Activity, ms. */
  readonly checkEveryMs?: number
  /** Times what the limits of requests say, for load tests. */
  readonly limitFactor?: number
}

const DEFAULT_CONFIG_FILE = fileURLToPath(new URL('../../config/default_config.json', import.meta.url))
const CLIENT_DIRECTORY = fileURLToPath(new URL('../../client/dist', import.meta.url))

/** The composition root: everything is put together from here, for production and for tests alike. */
export function createApp(config: Config, overrides: AppOverrides = {}): App {
  const {
    clientDirectory = CLIENT_DIRECTORY,
    checkEveryMs = CHECK_EVERY_MS,
    limitFactor = 1,
    defaultConfigFile = DEFAULT_CONFIG_FILE,
  } = overrides
  const logger = overrides.logger ?? createLogger({ ...config.log, secrets: secretsOf(config) })
  let running: RunningServer | null = null
  let sharedClock: SharedRoomClock | null = null
  return {
    logger,
    get url() {
      return running?.url ?? ''
    },
    async start() {
      const defaults = loadDefaults(defaultConfigFile)
      const database = await openDatabase(config.database)
      sharedClock = await openClockOf(database, logger)
      const clock = overrides.clock ?? sharedClock ?? createRoomClock()
      const ground = { config, clock, logger, database, defaults, clientDirectory, checkEveryMs, limitFactor }
      running = await startServer(ground)
      logger.info('app.started', { url: running.url })
      return { url: running.url }
    },
    async stop() {
      sharedClock?.close()
      await running?.stop()
      running = null
      logger.info('app.stopped')
    },
  }
}

/** Nodes that share a database share its clock. */
async function openClockOf({ readClock }: Database, logger: Logger): Promise<SharedRoomClock | null> {
  if (!readClock) return null
  return openSharedRoomClock({ readClock, onError: error => logger.error('clock.sample.failed', error) })
}

/** Whatever must never be in a line of the log. */
export const secretsOf = ({ discord, kaltura, jwt, gateway, database }: Config): Secret[] => [
  discord.clientSecret,
  discord.botToken,
  jwt.current,
  ...jwt.previous,
  ...(kaltura.adminSecret ? [kaltura.adminSecret] : []),
  ...(kaltura.webhooks.secret ? [kaltura.webhooks.secret] : []),
  ...(kaltura.webhooks.token ? [kaltura.webhooks.token] : []),
  ...(kaltura.appTokens ? [kaltura.appTokens.playback.token, kaltura.appTokens.admin.token] : []),
  ...(gateway ? [gateway.token] : []),
  ...(database.kind === 'mysql' ? [database.url, passwordIn(database.url)] : []),
]

const passwordIn = (address: Secret) => new Secret(decodeURIComponent(new URL(address.reveal()).password))
