import type { Sandbox } from '../../../sandbox/src/startSandbox.ts'
import type { Config } from '../config.ts'
import { createApplicationApi } from '../discord/applicationApi.ts'
import { createDiscordConnection } from '../discord/discordConnection.ts'
import { ALL_METADATA } from '../features/commands/allMetadata.ts'
import { registerCommands } from '../features/commands/registerCommands.ts'
import type { Logger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'

interface BotOptions {
  readonly sandbox: Sandbox
  readonly url: string
  readonly config: Config
  readonly logger: Logger
}

/** What an administrator has done by `pnpm setup:discord`. */
export async function startBot({ sandbox, url, config, logger }: BotOptions): Promise<void> {
  const http = createOutboundHttp({ allowedOrigins: [new URL(config.discord.apiUrl).origin], logger })
  const connection = createDiscordConnection({ config: config.discord, http, logger })
  const api = createApplicationApi(connection)
  const registered = await registerCommands({ api, all: ALL_METADATA })
  api.close()
  connection.close()
  if (!registered.ok || typeof registered.value === 'object') throw new Error(JSON.stringify(registered))
  sandbox.application.settings.change({
    interactions_endpoint_url: `${url}/api/v1/discord/interactions`,
    event_webhooks_url: `${url}/api/v1/discord/events`,
    event_webhooks_status: 2,
    event_webhooks_types: ['APPLICATION_AUTHORIZED', 'APPLICATION_DEAUTHORIZED'],
  })
}
