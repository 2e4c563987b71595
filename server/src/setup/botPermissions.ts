/** What the bot needs in a server, as Discord's settings call it, by its bit. */
export const BOT_PERMISSIONS = {
  'View Channels': 1n << 10n,
  'Send Messages': 1n << 11n,
  'Embed Links': 1n << 14n,
  // Whether a message has been sent already is looked up where it would be.
  'Read Message History': 1n << 16n,
  'Create Invite': 1n << 0n,
  // Discord says which voice channel somebody is in to those only who may connect there.
  Connect: 1n << 20n,
  'Create Events': 1n << 44n,
  'Manage Events': 1n << 33n,
} as const

const ADMINISTRATOR = 1n << 3n

export function missingPermissions(permissions: bigint): readonly string[] {
  if ((permissions & ADMINISTRATOR) !== 0n) return []
  return Object.entries(BOT_PERMISSIONS)
    .filter(([, bit]) => (permissions & bit) === 0n)
    .map(([name]) => name)
}

/** Where somebody who may manage a server adds the bot to it, with all that it needs. */
export function installLink(applicationId: string): string {
  const url = new URL('https://discord.com/oauth2/authorize')
  const permissions = Object.values(BOT_PERMISSIONS).reduce((all, bit) => all | bit, 0n)
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('scope', 'bot applications.commands')
  url.searchParams.set('permissions', String(permissions))
  return url.href
}
