import type { IncomingMessage } from 'node:http'
import { personOrigin } from '../host/launchUrl.ts'
import { APPLICATION } from '../identities.ts'
import type { World } from '../world.ts'
import { createDelayLine, type DelayLine } from './delayLine.ts'
import type { Travel } from './forwardHeaders.ts'
import { lineDelay } from './lineDelay.ts'
import { type MappedTarget, mapUrl, type UrlMapping } from './urlMappings.ts'

export interface ProxyOptions {
  readonly world: World
  readonly mappings: readonly UrlMapping[]
  /** Targets that are the sandbox's own; only they are told whose request it is. */
  readonly standInHosts: ReadonlySet<string>
  readonly proxyPort: number
  readonly hostOrigin: string
  readonly discordOrigin: string
  readonly now: () => number
}

/** One request or WebSocket of one person, on its way to its target. */
export interface Passage {
  /** Empty for somebody from outside. */
  readonly person: string
  /** The person's own `host:port`. */
  readonly host: string
  readonly target: MappedTarget
  readonly travel: Travel
  /** Person to target. */
  readonly up: DelayLine
  /** Target to person. */
  readonly down: DelayLine
}

export const APPLICATION_HOST = `${APPLICATION.id}.discordsays.com`

/** null: not an address of anybody here, or no mapping takes the path. */
export function findPassage(request: IncomingMessage, options: ProxyOptions): Passage | null {
  const host = request.headers.host ?? ''
  const person = personAt(host, options)
  if (person === null) return null
  // Dots in the path are resolved here, so that no mapping is climbed out of.
  const url = URL.parse(request.url ?? '/', `http://${host}`)
  const target = url === null ? null : mapUrl(options.mappings, url.pathname + url.search)
  if (url === null || target === null) return null
  const delay = lineDelay({ world: options.world, person, path: url.pathname, now: options.now })
  return {
    person,
    host,
    target,
    travel: {
      targetHost: target.host,
      personOrigin: person === NOBODY ? `http://${host}` : personOrigin(person, options.proxyPort),
      applicationHost: APPLICATION_HOST,
      person: options.standInHosts.has(target.host) ? person : null,
    },
    up: createDelayLine(delay),
    down: createDelayLine(delay),
  }
}

/**
 * The real proxy is open to everybody. Whoever comes to its own address has no line that could be troubled, and is no
 * more the product's server than a person is.
 */
const NOBODY = ''

function personAt(host: string, { world, proxyPort }: ProxyOptions): string | null {
  if (host === `127.0.0.1:${proxyPort}`) return NOBODY
  const [, person] = /^([a-z0-9-]+)\.discordsays\.localhost(?::\d+)?$/.exec(host) ?? []
  return person === undefined || world.userByName(person) === null ? null : person
}

export function targetOf({ target }: Passage): { host: string; port: number; path: string } {
  const url = new URL(`http://${target.host}`)
  return { host: url.hostname, port: url.port === '' ? 80 : Number(url.port), path: target.path }
}
