/**
 * One row of an application's URL mappings. `{name}` in the prefix fills `{name}` in the target; the target
 * is `host[:port][/directory]` without a scheme.
 */
export interface UrlMapping {
  readonly prefix: string
  readonly target: string
}

export interface MappedTarget {
  readonly mapping: UrlMapping
  /** `127.0.0.1:3336` */
  readonly host: string
  /** Path and query for the target. */
  readonly path: string
}

/** The first mapping that fits wins, as in Discord's portal: order is the developer's business. */
export function mapUrl(mappings: readonly UrlMapping[], pathAndQuery: string): MappedTarget | null {
  const [, rawPath = '/', query = ''] = /^([^?]*)(\?.*)?$/s.exec(pathAndQuery) ?? []
  const path = withoutAlias(rawPath)
  for (const mapping of mappings) {
    const fit = matchPrefix(mapping.prefix, path)
    if (fit === null) continue
    const target = mapping.target.replace(/\{(\w+)\}/g, (_, name: string) => fit.values[name] ?? '')
    const slash = target.indexOf('/')
    const host = slash === -1 ? target : target.slice(0, slash)
    const directory = slash === -1 ? '' : target.slice(slash).replace(/\/$/, '')
    // At the root, Discord puts one slash too many after a target's directory; here as there.
    const extra = mapping.prefix === '/' && directory !== '' ? '/' : ''
    return { mapping, host, path: `${directory}${extra}${fit.rest}${query}` }
  }
  return null
}

/** A prefix is a directory: `/kaltura` takes `/kaltura/x` and not `/kaltura-cdn/x`. */
function matchPrefix(prefix: string, path: string): { values: Record<string, string>; rest: string } | null {
  const wanted = prefix.split('/').filter(part => part !== '')
  const given = path.split('/').slice(1)
  const values: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const actual = given[index]
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (actual === undefined || actual === '') return null
    if (name !== undefined) values[name] = actual
    else if (part !== actual) return null
  }
  return { values, rest: `/${given.slice(wanted.length).join('/')}` }
}

/** `/.proxy/x` is another name of `/x`. */
export function withoutAlias(path: string): string {
  return path === '/.proxy' ? '/' : path.replace(/^\/\.proxy(?=\/)/, '')
}
