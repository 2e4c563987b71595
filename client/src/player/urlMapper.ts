import type { UrlMapping } from '@kaltura-discord/shared/protocol/http.ts'

export interface UrlMapper {
  /** The address under the Activity's own origin; as it was where no mapping is for it. */
  mapUrl(url: string): string
  /** The same for each address in an HLS playlist. */
  mapPlaylist(text: string): string
}

/**
 * Kaltura's manifests name its own hosts, which the Activity may only reach through Discord's proxy. The longest
 * target wins, so that a directory of a host can have a mapping of its own.
 */
export function createUrlMapper(mappings: readonly UrlMapping[]): UrlMapper {
  const ordered = [...mappings]
    .filter(mapping => mapping.prefix !== '/')
    .sort((a, b) => b.target.length - a.target.length)

  const mapUrl = (url: string): string => {
    const bare = /^(?:https?:)?\/\/(.*)$/i.exec(url)?.[1]
    if (bare === undefined) return url
    const mapping = ordered.find(({ target }) => isUnder(bare, target))
    if (!mapping) return url
    const rest = bare.slice(mapping.target.length).replace(/^\/*/, '/')
    return `${mapping.prefix.replace(/\/$/, '')}${rest}`
  }
  const mapLine = (line: string): string => {
    if (line.startsWith('#'))
      return line.replace(/URI="([^"]*)"/g, (_, url: string) => `URI="${mapUrl(url)}"`)
    return mapUrl(line)
  }
  return { mapUrl, mapPlaylist: text => text.split(/\r?\n/).map(mapLine).join('\n') }
}

function isUnder(bare: string, target: string): boolean {
  if (!bare.toLowerCase().startsWith(target.toLowerCase())) return false
  const next = bare.charAt(target.length)
  return target.endsWith('/') || next === '' || next === '/' || next === '?'
}
