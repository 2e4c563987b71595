/** Pages of Discord's developer portal. */
export interface Portal {
  readonly information: string
  readonly installation: string
  readonly oauth2: string
  readonly bot: string
  readonly webhooks: string
  readonly activities: string
  readonly urlMappings: string
}

export function portalOf(applicationId: string): Portal {
  const page = (path: string) => `https://discord.com/developers/applications/${applicationId}/${path}`
  return {
    information: page('information'),
    installation: page('installation'),
    oauth2: page('oauth2'),
    bot: page('bot'),
    webhooks: page('webhooks'),
    activities: page('embedded/settings'),
    urlMappings: page('embedded/url-mappings'),
  }
}
