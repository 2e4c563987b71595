import type { UrlMapping } from '@kaltura-discord/shared/protocol/http.ts'

/** An absolute address as the Activity has to ask for it, under its own origin; null where no mapping covers it. */
export function mapUrl(url: string | URL, mappings: readonly UrlMapping[]): string | null {
  const { host, pathname, search } = typeof url === 'string' ? new URL(url) : url
  const address = `${host}${pathname}`
  for (const { prefix, target } of mappings) {
    const bare = target.replace(/\/+$/, '')
    if (address !== bare && !address.startsWith(`${bare}/`)) continue
    return `${prefix === '/' ? '' : prefix}${address.slice(bare.length)}${search}`
  }
  return null
}
