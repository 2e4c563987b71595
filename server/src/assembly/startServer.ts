import { randomUUID } from 'node:crypto'
import { KEPT_FOR_MS } from '@kaltura-discord/shared/room/limits.ts'
import type { Config } from '../config.ts'
import { createAvatarOperations } from '../features/avatars/operations.ts'
import { createConfigOperations } from '../features/config/operations.ts'
import { createDocsOperations } from '../features/docs/operations.ts'
import { createMomentOperations } from '../features/moments/operations.ts'
import { createMomentService } from '../features/moments/service.ts'
import { createPreferencesOperations } from '../features/preferences/operations.ts'
import { createPreferencesStore } from '../features/preferences/store.ts'
import { createVideoOperations } from '../features/videos/operations.ts'
import { createVideoService } from '../features/videos/service.ts'
import { connectOutside } from '../outside.ts'
import { Heartbeat } from '../platform/heartbeat.ts'
import { startHousekeeping } from '../platform/housekeeping.ts'
import { createBearerAccess } from '../platform/http/access.ts'
import { createIdempotency, type Idempotency } from '../platform/http/idempotency.ts'
import { createIdempotencyStore } from '../platform/http/idempotencyStore.ts'
import type { Operation } from '../platform/http/operation.ts'
import { createRequestLimits } from '../platform/http/requestLimits.ts'
import { EventLoopDelay } from '../platform/metrics/eventLoopDelay.ts'
import { createMetrics } from '../platform/metrics/metrics.ts'
import { openMetricsServer } from '../platform/metrics/metricsServer.ts'
import { createTokenVault } from '../platform/tokenVault.ts'
import { createMayAsk } from '../rooms/guestCommands.ts'
import { createIsOnIn, createIsShownIn } from '../rooms/isShownIn.ts'
import { createRooms } from '../rooms/rooms.ts'
import { createSqlRoomStore } from '../rooms/sqlRoomStore.ts'
import { ActivitySockets } from '../transport/activitySockets.ts'
import { createHttp } from '../transport/http.ts'
import { createHttpServer } from '../transport/httpServer.ts'
import { listen } from '../transport/listen.ts'
import { assembleAuthOperations } from './assembleAuthOperations.ts'
import { assembleCommands } from './assembleCommands.ts'
import { assembleComments } from './assembleComments.ts'
import { assembleDiscordEvents } from './assembleDiscordEvents.ts'
import { assembleGuests } from './assembleGuests.ts'
import { assembleGuilds } from './assembleGuilds.ts'
import { assembleHealthOperations } from './assembleHealthOperations.ts'
import { assembleHls } from './assembleHls.ts'
import { assembleIdentity } from './assembleIdentity.ts'
import { assembleInteractions } from './assembleInteractions.ts'
import { assembleKalturaWebhooks } from './assembleKalturaWebhooks.ts'
import { assembleLaunches } from './assembleLaunches.ts'
import { assembleMeetingCommands } from './assembleMeetingCommands.ts'
import { assembleMeetingOperations } from './assembleMeetingOperations.ts'
import { assembleMeetings } from './assembleMeetings.ts'
import { assembleNotifications } from './assembleNotifications.ts'
import { assembleOutbox } from './assembleOutbox.ts'
import { assembleUserSync } from './assembleUserSync.ts'
import type { Ground } from './ground.ts'
import { startInstanceChecks } from './startInstanceChecks.ts'

/** With one process there is one node. */
const NODE = 'embedded'

export interface RunningServer {
  readonly url: string
  stop(): Promise<void>
}

/** Puts the parts together, brings the rooms back, and answers. */
export async function startServer(ground: Ground): Promise<RunningServer> {
  const { config, clock, logger, database } = ground
  const metrics = createMetrics({
    sockets: () => sockets.open,
    members: () => rooms.connections.all().length,
    rooms: () => rooms.connections.instances().length,
  })
  const effects = assembleOutbox(ground, metrics)
  const outside = connectOutside({ ...ground, observer: metrics })
  const identity = assembleIdentity(ground, outside)
  const { guildConfig, members, permissions } = await assembleGuilds(ground, outside)
  const notifications = assembleNotifications({
    ground,
    outside,
    guildConfig,
    members,
    readMeeting: meetingId => meetings.readMeeting(meetingId),
  })
  const meetings = assembleMeetings({
    ground,
    guildConfig,
    permissions,
    outbox: effects.outbox,
    rooms: outside.rooms,
    mayMentionEveryone: notifications.mayMentionEveryone,
  })
  const users = assembleUserSync(ground, outside, guildConfig)
  const videos = createVideoService({ ...outside, clock })
  const store = createSqlRoomStore(database)
  const comments = assembleComments(ground, permissions, store)
  const rooms = createRooms({
    store,
    clock,
    logger,
    newId: randomUUID,
    lookUpVideo: videos.summary,
    placeOf: identity.signInStore.placeOf,
    comments: comments.source,
    send: (room, events) => sockets.broadcast(room, events),
  })
  const limits = createRequestLimits({ factor: ground.limitFactor, onRefused: metrics.rateLimited })
  const idempotency = openIdempotency(ground)
  const bearer = createBearerAccess(identity.authenticate)
  const guests = assembleGuests({
    ground,
    outside,
    identity,
    guildConfig,
    members,
    permissions,
    rooms,
    store,
    bearer,
  })
  const hls = assembleHls({ ground, outside, limits })
  const eventLoop = new EventLoopDelay()
  let draining = false
  const operations: readonly Operation[] = [
    ...assembleHealthOperations({
      ground,
      rooms,
      metrics,
      eventLoop,
      draining: () => draining,
      openSockets: () => sockets.open,
    }),
    ...assembleAuthOperations({ ground, outside, identity, users }),
    ...createConfigOperations({
      service: guildConfig,
      permissions,
      bearer,
      guild: { ...members, channelsSeenBy: notifications.channelsSeenBy },
    }),
    ...createVideoOperations({
      service: videos,
      images: outside.images,
      bearer,
      apiEndpoint: config.kaltura.apiEndpoint,
      isShownIn: createIsShownIn(store),
      startStream: hls.streams.start,
    }),
    ...createMomentOperations({
      service: createMomentService({ source: outside.catalogue, lookUp: videos.get }),
      images: outside.images,
      bearer,
      slicesSource: videos.slicesSource,
      isOnIn: createIsOnIn(store),
    }),
    ...comments.operations(bearer),
    ...createPreferencesOperations({ store: createPreferencesStore(database), clock, bearer }),
    ...assembleMeetingOperations({ ground, outside, meetings, permissions, bearer, guests }),
    ...guests.operations,
    ...createAvatarOperations({ images: outside.images, cdnUrl: config.discord.cdnUrl, clock }),
    ...createDocsOperations(() => operations),
  ]
  const launches = assembleLaunches({ ground, outside, videos, rooms })
  const meetingCommands = assembleMeetingCommands({
    ground,
    guildConfig,
    permissions,
    notifications,
    meetings,
  })
  const commands = assembleCommands({
    meetingCommands: meetingCommands.commands,
    ground,
    outside,
    guildConfig,
    members,
    permissions,
    videos,
    rooms,
    launches,
  })
  const interactions = assembleInteractions({ ground, outside, commands, permissions, observer: metrics })
  const discordEvents = assembleDiscordEvents({ ...identity, ...effects, ground, outside, observer: metrics })
  const webhooks = assembleKalturaWebhooks({ ...meetings, ground, effects, observer: metrics })
  const http = createHttp({
    ...ground,
    operations,
    metrics,
    ground: { limits, idempotency },
    routers: [interactions.router, discordEvents.router, webhooks.router, guests.router, hls.router],
  })
  const { server, letGo } = createHttpServer(http)
  const sockets = new ActivitySockets(server, {
    ...identity,
    origins: originsOf(config),
    whyEnded: guests.visits.whyEnded,
    rooms: rooms.service,
    mayAsk: createMayAsk(createIsShownIn(store)),
    membership: rooms.membership,
    presence: rooms.presence,
    onArrived: launches.onArrived,
    clock,
    logger,
  })
  const onError = (error: unknown) => logger.error('heartbeat.failed', error)
  const heartbeat = new Heartbeat({ database, node: NODE, clock, onError })
  await rooms.restore((await heartbeat.lastMs()) ?? clock.nowMs())
  await heartbeat.start()
  const chores = [
    () => store.removeEmptyBefore(clock.nowMs() - KEPT_FOR_MS),
    () => identity.signInStore.removeExpired(clock.nowMs()),
    () => idempotency.removeExpired(),
    interactions.removeExpired,
    launches.removeExpired,
    meetingCommands.removeExpired,
    ...guests.chores,
    ...comments.chores,
    ...discordEvents.chores,
    ...effects.chores,
    ...meetings.chores,
    ...notifications.chores,
  ]
  const housekeeping = startHousekeeping(chores, logger)
  const checks = startInstanceChecks({ ...identity, ground, rooms, outside })
  guests.watch.start()
  const metricsServer = await openMetricsServer({ metrics, logger, ...config.metrics })
  const url = await listen(server, config)
  discordEvents.start()
  await effects.start({ ...meetings.handlers, ...notifications.handlers, ...webhooks.handlers })
  meetings.start()

  return {
    url,
    async stop() {
      draining = true
      letGo()
      checks.close()
      guests.watch.close()
      housekeeping.close()
      rooms.membership.close()
      metricsServer.close()
      eventLoop.close()
      await sockets.drain()
      // What members have been promised may still put a video on; neither has to do with events.
      const answered = interactions.close().then(() => launches.close())
      await Promise.all([answered, discordEvents.close(), effects.close(), meetings.close()])
      identity.signIns.close()
      await rooms.close()
      await users?.close()
      // The next start then takes us to have been away a little longer.
      await heartbeat.beat().catch(onError)
      heartbeat.close()
      outside.discord.close()
      await database.close()
    },
  }
}

/** Pages that may open a socket: the Activity at Discord, and ours in a browser. */
const originsOf = ({ activity, publicUrl, port }: Config): readonly string[] => [
  activity.origin,
  new URL(publicUrl ?? `http://localhost:${port}`).origin,
]

/** Answers that are kept for repetitions lie in the database sealed. */
function openIdempotency({ config, clock, database }: Ground): Idempotency {
  const vault = createTokenVault({ ...config.jwt, purpose: 'idempotency' })
  return createIdempotency({ store: createIdempotencyStore(database), vault, clock })
}
