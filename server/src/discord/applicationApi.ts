import { REST } from '@discordjs/rest'
import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import type {
  RESTPatchCurrentApplicationJSONBody,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import * as z from 'zod'
import type { Result } from '../platform/result.ts'
import type { Secret } from '../platform/secret.ts'
import type { DiscordRefusal } from './callDiscord.ts'
import type { DiscordConnection } from './discordConnection.ts'

/** Of an application, what its developer has set up. */
export const ApplicationSchema = z.object({
  id: SnowflakeSchema,
  name: z.string(),
  verify_key: z.string(),
  flags: z.number().default(0),
  redirect_uris: z.array(z.string()).default([]),
  interactions_endpoint_url: z.string().nullish(),
  event_webhooks_url: z.string().nullish(),
  /** 1 off, 2 on, 3 switched off by Discord. */
  event_webhooks_status: z.number().nullish(),
  event_webhooks_types: z.array(z.string()).default([]),
})
export type Application = z.infer<typeof ApplicationSchema>

/** Where there are none, Discord may also answer with nothing. */
const CommandsSchema = z
  .array(z.unknown())
  .nullable()
  .transform(all => all ?? [])

type Asked<T> = Promise<Result<T | DiscordRefusal>>

/** What whoever runs the application asks of Discord about the application itself. */
export interface ApplicationApi {
  application(): Asked<Application>
  change(changed: RESTPatchCurrentApplicationJSONBody): Asked<Application>
  /** With their translations; as Discord answers them. */
  commands(): Asked<unknown[]>
  overwriteCommands(all: RESTPutAPIApplicationCommandsJSONBody): Asked<unknown[]>
  /** A token for nobody, which proves that the client's secret is right. */
  clientToken(secret: Secret): Asked<object>
  close(): void
}

export function createApplicationApi(connection: DiscordConnection): ApplicationApi {
  const { applicationId, asBot, call, restOptions } = connection
  const oauth = new REST({ ...restOptions, retries: 0 })
  return {
    application: () =>
      call('applications.me', ApplicationSchema, signal => asBot().applications.getCurrent({ signal })),
    change: changed =>
      call('applications.edit', ApplicationSchema, signal =>
        asBot().applications.editCurrent(changed, { signal }),
      ),
    commands: () =>
      call('applications.commands', CommandsSchema, signal =>
        asBot().applicationCommands.getGlobalCommands(
          applicationId,
          { with_localizations: true },
          { signal },
        ),
      ),
    overwriteCommands: all =>
      call('applications.overwriteCommands', CommandsSchema, signal =>
        asBot().applicationCommands.bulkOverwriteGlobalCommands(applicationId, all, { signal }),
      ),
    clientToken: secret =>
      call('oauth2.token', z.object({ access_token: z.string() }), signal =>
        oauth.post('/oauth2/token', {
          signal,
          versioned: false,
          auth: false,
          passThroughBody: true,
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({
            client_id: applicationId,
            client_secret: secret.reveal(),
            grant_type: 'client_credentials',
            scope: 'identify',
          }),
        }),
      ),
    close() {
      oauth.clearHashSweeper()
      oauth.clearHandlerSweeper()
    },
  }
}
