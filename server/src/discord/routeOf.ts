/** What Discord's own routes are made of, as far as we ask for them. */
const WORDS: ReadonlySet<string> = new Set([
  'oauth2',
  'token',
  'users',
  '@me',
  'guilds',
  'members',
  'applications',
  'activity-instances',
  'commands',
  'voice-states',
  'channels',
  'invites',
  'interactions',
  'callback',
  'webhooks',
  'messages',
  'scheduled-events',
  '%40original',
])

/**
 * The route of a call, `GET /guilds/:x`, for the log and the metrics. Ids of Activities come from clients and may be
 * words as well, so only words that are known are left: there must be few routes, whatever is asked for.
 */
export function routeOf(method: string | undefined, url: string): string {
  const path = new URL(url).pathname.replace(/^\/api(?:\/v\d+)?(?=\/)/, '')
  const segments = path.split('/').map(segment => (segment === '' || WORDS.has(segment) ? segment : ':x'))
  return `${method ?? 'GET'} ${segments.join('/')}`
}
