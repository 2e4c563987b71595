import type { Config } from '../config.ts'
import type { ApplicationApi } from '../discord/applicationApi.ts'
import type { BotGuilds } from '../discord/botGuilds.ts'
import type { OutboundHttp } from '../platform/outboundHttp.ts'
import type { Portal } from './portal.ts'

/** What every step is done with. */
export interface Setup {
  readonly config: Config
  /** Where Discord reaches this server. */
  readonly publicUrl: string
  /** Where Discord's proxy shows the Activity. */
  readonly activityUrl: string
  /** Looks, and changes nothing. */
  readonly check: boolean
  readonly api: ApplicationApi
  readonly guilds: BotGuilds
  readonly http: OutboundHttp
  readonly portal: Portal
}
