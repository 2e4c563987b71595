import type { Config } from './config.ts'
import { createDiscordApi, type DiscordApi } from './discord/discordApi.ts'
import { createDiscordConnection, type DiscordConnection } from './discord/discordConnection.ts'
import { createGatewayCatalogue } from './gateway/gatewayCatalogue.ts'
import { type Library, withFallback } from './gateway/withFallback.ts'
import { createAppTokenSessions } from './kaltura/appTokenSessions.ts'
import { createKalturaClient, type KalturaClient } from './kaltura/client.ts'
import { createKalturaCatalogue } from './kaltura/kalturaCatalogue.ts'
import { createKalturaMoments } from './kaltura/kalturaMoments.ts'
import { createKalturaSessions, type KalturaSessions, type SessionSource } from './kaltura/kalturaSessions.ts'
import { createRoomProvider } from './kaltura/rooms/createRoomProvider.ts'
import type { RoomProvider } from './kaltura/rooms/roomProvider.ts'
import { createSecretSessions } from './kaltura/secretSessions.ts'
import { ImageProxy } from './platform/imageProxy.ts'
import type { Logger } from './platform/logger.ts'
import type { OutboundObserver } from './platform/outboundCalls.ts'
import { createOutboundHttp, type OutboundHttp } from './platform/outboundHttp.ts'
import type { RoomClock } from './platform/roomClock.ts'

/** Everything that is asked of others. */
export interface Outside {
  readonly discord: DiscordApi
  /** For what else is asked of Discord as the bot. */
  readonly discordConnection: DiscordConnection
  /** Null where there are no credentials for it, because another deployment is asked. */
  readonly kaltura: KalturaConnection | null
  /** Rooms for meetings; null without credentials. */
  readonly rooms: RoomProvider | null
  /** The library: Kaltura's, or that of another deployment. */
  readonly catalogue: Library
  readonly images: ImageProxy
  /** For whatever else is asked of those that may be asked. */
  readonly http: OutboundHttp
}

export interface KalturaConnection {
  readonly client: KalturaClient
  readonly sessions: KalturaSessions
}

interface OutsideOptions {
  readonly config: Config
  readonly clock: RoomClock
  readonly logger: Logger
  readonly observer?: OutboundObserver | null
}

type Connecting = OutsideOptions & { readonly http: OutboundHttp }

export function connectOutside(options: OutsideOptions): Outside {
  const { config, clock, logger, observer = null } = options
  const names = targetNames(config)
  const nameOf = (origin: string) => names.get(origin) ?? origin
  const http = createOutboundHttp({ allowedOrigins: [...names.keys()], nameOf, logger, observer })
  const kaltura = connectKaltura({ ...options, http })
  const discordConnection = createDiscordConnection({ config: config.discord, http, logger })
  return {
    discord: createDiscordApi({ config: config.discord, connection: discordConnection }),
    discordConnection,
    kaltura,
    rooms: kaltura && createRoomProvider({ ...kaltura, config: config.kaltura.rooms, clock, logger }),
    catalogue: chooseCatalogue({ ...options, http }, kaltura),
    images: new ImageProxy({ http, clock, logger }),
    http,
  }
}

function connectKaltura(options: Connecting): KalturaConnection | null {
  const { config, clock, logger, http } = options
  const { partnerId, apiEndpoint: endpoint } = config.kaltura
  const client = createKalturaClient({ http, endpoint, partnerId, logger })
  const source = sessionSource({ ...options, client })
  return source && { client, sessions: createKalturaSessions(source, clock) }
}

/** App tokens, which can be taken back one by one, rather than the secret of the whole account. */
function sessionSource({
  config,
  clock,
  logger,
  client,
}: Connecting & { client: KalturaClient }): SessionSource | null {
  const { partnerId, appTokens, adminSecret, apiEndpoint: endpoint } = config.kaltura
  if (appTokens) return createAppTokenSessions({ partnerId, appTokens, clock, client, logger })
  return adminSecret && createSecretSessions({ partnerId, adminSecret, endpoint, clock })
}

/** Kaltura, another deployment, or that one with Kaltura behind it. */
function chooseCatalogue(options: Connecting, kaltura: KalturaConnection | null): Library {
  const { config, observer = null } = options
  const direct = kaltura && {
    ...createKalturaCatalogue(kaltura.client, kaltura.sessions),
    ...createKalturaMoments({ ...kaltura, clock: options.clock }),
  }
  const gateway = config.gateway && createGatewayCatalogue({ ...options, gateway: config.gateway })
  if (gateway && direct && config.gateway?.directAsWell)
    return withFallback(gateway, direct, { ...options, target: 'gateway', observer })
  const catalogue = gateway ?? direct
  if (!catalogue) throw new Error('There are credentials neither for Kaltura nor for another deployment.')
  return catalogue
}

/** Whom we may ask, each by the name it has in the log and the metrics: these origins and no others. */
function targetNames({ discord, kaltura, activity, gateway }: Config): ReadonlyMap<string, string> {
  const { protocol } = new URL(kaltura.apiEndpoint)
  const mapped = activity.urlMappings
    // The root is ourselves, and a parameter names no host.
    .filter(({ prefix, target }) => prefix !== '/' && !target.includes('{'))
    .map(({ target }) => [`${protocol}//${target}`, 'kaltura-media'] as const)
  const targets = [
    ...mapped,
    [discord.cdnUrl, 'discord-cdn'] as const,
    [discord.apiUrl, 'discord'] as const,
    [kaltura.apiEndpoint, 'kaltura'] as const,
    ...(gateway ? [[gateway.url, 'gateway'] as const] : []),
  ]
  // Where two are at one place, the later name holds.
  return new Map(targets.map(([address, name]) => [new URL(address).origin, name]))
}
