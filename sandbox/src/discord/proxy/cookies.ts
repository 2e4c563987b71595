export interface CookieRules {
  /** What the application may name as `Domain`: `<application id>.discordsays.com`. */
  readonly applicationHost: string
}

/**
 * A `Set-Cookie` as the person's browser may have it, or null when it would not survive in Discord's frame:
 * https://docs.discord.com/developers/activities/development-guides/networking asks for
 * `SameSite=None; Secure; Partitioned` and for no other domain than the Activity's own. The domain is dropped,
 * because here each person has an own origin in place of an own browser.
 */
export function rewriteSetCookie(header: string, { applicationHost }: CookieRules): string | null {
  const [pair = '', ...attributes] = header.split(';').map(part => part.trim())
  const named = new Map(attributes.map(splitAttribute))
  const isThirdPartyReady =
    named.get('samesite')?.toLowerCase() === 'none' && named.has('secure') && named.has('partitioned')
  if (!isThirdPartyReady || !pair.includes('=')) return null
  const domain = named.get('domain')?.toLowerCase().replace(/^\./, '')
  if (domain !== undefined && domain !== applicationHost) return null
  const kept = attributes.filter(attribute => splitAttribute(attribute)[0] !== 'domain')
  return [pair, ...kept].join('; ')
}

function splitAttribute(attribute: string): [name: string, value: string] {
  const equals = attribute.indexOf('=')
  if (equals === -1) return [attribute.toLowerCase(), '']
  return [attribute.slice(0, equals).trim().toLowerCase(), attribute.slice(equals + 1).trim()]
}
