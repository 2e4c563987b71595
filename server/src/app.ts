import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Router } from 'express'
import type { Config } from './config.ts'
import { createAuthRouter } from './features/auth/router.ts'
import { type AuthService, createAuthService } from './features/auth/service.ts'
import { createSignInStore } from './features/auth/store.ts'
import { createAvatarRouter } from './features/avatars/router.ts'
import { createHealthRouter } from './features/health/router.ts'
import { createVideoRouter } from './features/videos/router.ts'
import { createVideoService } from './features/videos/service.ts'
import { connectOutside, type Outside } from './outside.ts'
import { createAccessTokens } from './platform/accessTokens.ts'
import { type Database, openDatabase } from './platform/database/openDatabase.ts'
import { Heartbeat } from './platform/heartbeat.ts'
import { startHousekeeping } from './platform/housekeeping.ts'
import { createBearer } from './platform/http/bearer.ts'
import { createLogger, type Logger } from './platform/logger.ts'
import { succeed } from './platform/result.ts'
import { createRoomClock, type RoomClock } from './platform/roomClock.ts'
import type { Connection } from './rooms/connections.ts'
import { CHECK_EVERY_MS, InstanceChecks } from './rooms/instanceChecks.ts'
import { createRooms, type Rooms } from './rooms/rooms.ts'
import { createSqlRoomStore } from './rooms/sqlRoomStore.ts'
import { ActivitySockets } from './transport/activitySockets.ts'
import { createHttp } from './transport/http.ts'
import { listen } from './transport/listen.ts'

export interface App {
  readonly logger: Logger
  /** Where it answers; empty before the start. */
  readonly url: string
  /** Resolves when requests are answered. */
  start(): Promise<{ url: string }>
  /** Tells the members, finishes what is under way, and closes everything. */
  stop(): Promise<void>
}

export interface AppOverrides {
  readonly clock?: RoomClock
  readonly logger?: Logger
  /** Where the built client is. */
  readonly clientDirectory?: string
  /** How often Discord is asked who is still in each Activity, ms. */
  readonly checkEveryMs?: number
}

/** With one process there is one node. */
const NODE = 'embedded'
/** Rooms nobody has been in for this long are forgotten, ms. */
const EMPTY_ROOM_MS = 24 * 3_600_000
/** Slow requests must not hold connections open, ms. */
const SERVER_TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 20_000 } as const

const CLIENT_DIRECTORY = fileURLToPath(new URL('../../client/dist', import.meta.url))

/** The composition root: everything is put together here, for production and for tests alike. */
export function createApp(config: Config, overrides: AppOverrides = {}): App {
  const {
    clock = createRoomClock(),
    clientDirectory = CLIENT_DIRECTORY,
    checkEveryMs = CHECK_EVERY_MS,
  } = overrides
  const logger = overrides.logger ?? createLogger({ level: config.logLevel, secrets: secretsOf(config) })
  let running: Running | null = null
  return {
    logger,
    get url() {
      return running?.url ?? ''
    },
    async start() {
      const database = await openDatabase(config.databasePath)
      running = await start({ config, clock, logger, clientDirectory, database, checkEveryMs })
      logger.info('app.started', { url: running.url })
      return { url: running.url }
    },
    async stop() {
      await running?.stop()
      running = null
      logger.info('app.stopped')
    },
  }
}

interface Running {
  readonly url: string
  stop(): Promise<void>
}

interface Ground {
  readonly config: Config
  readonly clock: RoomClock
  readonly logger: Logger
  readonly clientDirectory: string
  readonly checkEveryMs: number
  readonly database: Database
}

async function start(ground: Ground): Promise<Running> {
  const { config, clock, logger, database } = ground
  const outside = connectOutside(ground)
  const tokens = createAccessTokens({ secret: config.jwtSecret, clock, newId: randomUUID })
  const signIns = createSignInStore(database)
  const auth = createAuthService({ ...ground, ...outside, store: signIns, tokens, newId: randomUUID })
  const videos = createVideoService({ ...outside, config: config.kaltura, clock })
  const store = createSqlRoomStore(database)
  const rooms = createRooms({
    store,
    clock,
    logger,
    newId: randomUUID,
    lookUpVideo: videos.summary,
    send: (room, events) => sockets.broadcast(room, events),
  })
  const health = { draining: false }
  const server = createServer(
    SERVER_TIMEOUTS,
    createHttp({
      ...ground,
      routers: [
        healthRouter({ database, rooms, health }),
        createAuthRouter(auth),
        createVideoRouter({
          service: videos,
          images: outside.images,
          authenticate: createBearer(tokens, auth.holds),
        }),
        createAvatarRouter(outside.images, config.discord.cdnUrl),
      ],
    }),
  )
  const sockets = new ActivitySockets(server, {
    origin: config.activity.origin,
    tokens,
    holds: auth.holds,
    rooms: rooms.service,
    membership: rooms.membership,
    presence: rooms.presence,
    clock,
    logger,
  })
  const onError = (error: unknown) => logger.error('heartbeat.failed', error)
  const heartbeat = new Heartbeat({ database, node: NODE, clock, onError })
  await rooms.restore((await heartbeat.lastMs()) ?? clock.nowMs())
  await heartbeat.start()
  const chores = [
    () => store.removeEmptyBefore(clock.nowMs() - EMPTY_ROOM_MS),
    () => signIns.removeExpired(clock.nowMs()),
  ]
  const housekeeping = startHousekeeping(chores, logger)
  const checks = startChecks({ rooms, outside, auth, logger, everyMs: ground.checkEveryMs })
  const url = await listen(server, config)

  return {
    url,
    async stop() {
      health.draining = true
      checks.close()
      housekeeping.close()
      rooms.membership.close()
      await sockets.drain()
      await rooms.close()
      await heartbeat.beat()
      heartbeat.close()
      outside.discord.close()
      await database.close()
    },
  }
}

interface HealthParts {
  readonly database: Database
  readonly rooms: Rooms
  readonly health: { readonly draining: boolean }
}

function healthRouter({ database, rooms, health }: HealthParts): Router {
  return createHealthRouter({
    ready: async () => !health.draining && (await answers(database)),
    connections: () => rooms.connections.all().length,
    uptimeS: () => process.uptime(),
  })
}

async function answers(database: Database): Promise<boolean> {
  try {
    await database.query.selectFrom('heartbeats').select('node').limit(1).execute()
    return true
  } catch {
    return false
  }
}

interface CheckParts {
  readonly rooms: Rooms
  readonly outside: Outside
  readonly auth: AuthService
  readonly logger: Logger
  readonly everyMs: number
}

/** Whoever Discord no longer lists in the Activity is shown out, and stays out until the next sign-in. */
function startChecks({ rooms, outside, auth, logger, everyMs }: CheckParts): InstanceChecks {
  const checks = new InstanceChecks({
    connections: rooms.connections,
    everyMs,
    logger,
    participants: async instanceId => {
      const instance = await outside.discord.activityInstance(instanceId)
      return instance.ok ? succeed(instance.value?.users ?? []) : instance
    },
    remove: (connection: Connection) => {
      rooms.membership.removed(connection)
      const member = { userId: connection.memberId, instanceId: connection.instanceId }
      auth.endAllOf(member).catch((error: unknown) => logger.error('auth.end.failed', error))
    },
  })
  checks.start()
  return checks
}

const secretsOf = ({ discord, kaltura, jwtSecret }: Config) => [
  discord.clientSecret,
  discord.botToken,
  kaltura.adminSecret,
  jwtSecret,
]
