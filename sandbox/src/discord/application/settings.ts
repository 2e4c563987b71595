/** Of an application, what its developer sets in the portal or by `PATCH /applications/@me`; in Discord's own words. */
export interface Settings {
  readonly description: string
  readonly flags: number
  readonly redirect_uris: readonly string[]
  readonly interactions_endpoint_url: string | null
  readonly event_webhooks_url: string | null
  /** 1 off, 2 on, 3 switched off by Discord. */
  readonly event_webhooks_status: 1 | 2 | 3
  readonly event_webhooks_types: readonly string[]
  readonly install_params: { readonly scopes: readonly string[]; readonly permissions: string } | null
}

/** https://docs.discord.com/developers/resources/application#application-object-application-flags */
export const APPLICATION_FLAG = {
  /** The application has an Activity. */
  embedded: 1 << 17,
  /** Messages with their content, for applications that aren't verified. */
  messageContentLimited: 1 << 19,
} as const

/** As somebody has left it who has just switched Activities on and written a redirect into the portal. */
const FIRST: Settings = {
  description: 'Watch videos together, in step.',
  flags: APPLICATION_FLAG.embedded,
  redirect_uris: ['https://127.0.0.1'],
  interactions_endpoint_url: null,
  event_webhooks_url: null,
  event_webhooks_status: 1,
  event_webhooks_types: [],
  install_params: null,
}

export interface ApplicationSettings {
  current(): Settings
  /** As in the portal: nothing is verified. */
  change(changed: Partial<Settings>): void
}

export function createApplicationSettings(): ApplicationSettings {
  let settings = FIRST
  return {
    current: () => settings,
    change(changed) {
      settings = { ...settings, ...changed }
    },
  }
}
