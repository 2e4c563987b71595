import type { Config } from './config.ts'
import { createDiscordApi, type DiscordApi } from './discord/discordApi.ts'
import { createAdminSession } from './kaltura/adminSession.ts'
import { type Catalogue, createCatalogue } from './kaltura/catalogue.ts'
import { createKalturaClient } from './kaltura/client.ts'
import { ImageProxy } from './platform/imageProxy.ts'
import type { Logger } from './platform/logger.ts'
import { createOutboundHttp } from './platform/outboundHttp.ts'
import type { RoomClock } from './platform/roomClock.ts'

/** Everything that is asked of others. */
export interface Outside {
  readonly discord: DiscordApi
  readonly catalogue: Catalogue
  readonly images: ImageProxy
}

interface OutsideOptions {
  readonly config: Config
  readonly clock: RoomClock
  readonly logger: Logger
}

export function connectOutside({ config, clock, logger }: OutsideOptions): Outside {
  const { partnerId, adminSecret, apiEndpoint: endpoint } = config.kaltura
  const http = createOutboundHttp({ allowedOrigins: allowedOrigins(config), logger })
  const client = createKalturaClient({ http, endpoint, partnerId, logger })
  return {
    discord: createDiscordApi({ config: config.discord, http, logger }),
    catalogue: createCatalogue(client, createAdminSession({ partnerId, adminSecret, clock })),
    images: new ImageProxy({ http, clock, logger }),
  }
}

/** Discord, Kaltura, and the hosts Kaltura's pictures come from. */
function allowedOrigins({ discord, kaltura, activity }: Config): string[] {
  const { protocol } = new URL(kaltura.apiEndpoint)
  const mapped = activity.urlMappings
    // The root is ourselves, and a parameter names no host.
    .filter(({ prefix, target }) => prefix !== '/' && !target.includes('{'))
    .map(({ target }) => `${protocol}//${target}`)
  const addresses = [discord.apiUrl, discord.cdnUrl, kaltura.apiEndpoint, ...mapped]
  return [...new Set(addresses.map(address => new URL(address).origin))]
}
