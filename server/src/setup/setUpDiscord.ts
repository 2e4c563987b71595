import { secretsOf } from '../app.ts'
import type { Config } from '../config.ts'
import { createApplicationApi } from '../discord/applicationApi.ts'
import { createBotGuilds } from '../discord/botGuilds.ts'
import { createDiscordConnection } from '../discord/discordConnection.ts'
import { createLogger, type Logger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import { installLink } from './botPermissions.ts'
import { checkCommands } from './checkCommands.ts'
import { checkCredentials } from './checkCredentials.ts'
import { checkEndpoints } from './checkEndpoints.ts'
import { checkGuilds } from './checkGuilds.ts'
import { checkMappings } from './checkMappings.ts'
import { checkPortal } from './checkPortal.ts'
import { portalOf } from './portal.ts'
import type { Setup } from './setupContext.ts'
import type { Step } from './step.ts'

export interface SetUpOptions {
  /** With a `PUBLIC_URL`. */
  readonly config: Config
  /** Changes nothing. */
  readonly check?: boolean
  /** Where the Activity is, when it isn't behind Discord's own proxy. */
  readonly activityUrl?: string
  /** Says nothing when it is left out. */
  readonly logger?: Logger
}

export interface SetupReport {
  readonly steps: readonly Step[]
  /** Null where it isn't known which application it would be of. */
  readonly installLink: string | null
  /** Nothing is wrong. */
  readonly isRight: boolean
}

/** Looks at everything that Discord has to know of this server, and puts right what can be put right from here. */
export async function setUpDiscord(options: SetUpOptions): Promise<SetupReport> {
  const { config, check = false } = options
  const { publicUrl } = config
  if (publicUrl === null) throw new Error('There is no PUBLIC_URL.')
  const activityUrl = options.activityUrl ?? config.activity.origin
  const logger = options.logger ?? createLogger({ level: 'silent', secrets: secretsOf(config) })
  const addresses = [config.discord.apiUrl, publicUrl, activityUrl]
  const http = createOutboundHttp({ allowedOrigins: addresses.map(each => new URL(each).origin), logger })
  const connection = createDiscordConnection({ config: config.discord, http, logger })
  const api = createApplicationApi(connection)
  const guilds = createBotGuilds(connection)
  const portal = portalOf(config.discord.clientId)
  try {
    return await runSteps({ config, publicUrl, activityUrl, check, api, guilds, http, portal })
  } finally {
    api.close()
    connection.close()
  }
}

async function runSteps(setup: Setup): Promise<SetupReport> {
  const { steps: credentials, application } = await checkCredentials(setup)
  // Without the right application, all else would be said of the wrong one.
  if (application === null) return { steps: credentials, installLink: null, isRight: false }
  const steps = [
    ...credentials,
    ...checkPortal(application, setup),
    ...(await checkEndpoints(application, setup)),
    ...(await checkMappings(setup)),
    await checkCommands(setup),
    ...(await checkGuilds(setup)),
  ]
  const isRight = steps.every(({ state }) => state !== 'wrong')
  return { steps, installLink: installLink(application.id), isRight }
}
