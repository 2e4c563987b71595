import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { PERSON_HEADER } from '../../serveStandIn.ts'
import { rewriteSetCookie } from './cookies.ts'

/** RFC 9110 §7.6.1; they speak of one connection and don't travel. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * The proxy is a Cloudflare Worker that hides the people behind it: a target sees this one address for all of
 * them, so a limit per address limits everybody at once.
 */
const WORKER_ADDRESS = '2a06:98c0:3600::103'

export interface Travel {
  /** The target's `host:port`. */
  readonly targetHost: string
  /** `http://ana.discordsays.localhost:3334` */
  readonly personOrigin: string
  /** `<application id>.discordsays.com`: the host that everybody's Activity has in reality. */
  readonly applicationHost: string
  /** Set for the stand-ins only; the product's server must see nothing that Discord wouldn't send. */
  readonly person: string | null
}

export function requestHeaders(headers: IncomingHttpHeaders, travel: Travel): OutgoingHttpHeaders {
  const forwarded: OutgoingHttpHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    if (!isHopByHop(name, headers) && name !== PERSON_HEADER && value !== undefined) forwarded[name] = value
  }
  forwarded['host'] = travel.targetHost
  forwarded['x-forwarded-for'] = WORKER_ADDRESS
  forwarded['x-forwarded-proto'] = 'https'
  forwarded['cf-connecting-ip'] = WORKER_ADDRESS
  forwarded['cf-worker'] = 'discordsays.com'
  forwarded['cdn-loop'] = 'cloudflare'
  for (const name of ['origin', 'referer']) {
    const value = forwarded[name]
    if (typeof value === 'string') forwarded[name] = asApplication(value, travel)
  }
  if (travel.person !== null) forwarded[PERSON_HEADER] = travel.person
  return forwarded
}

/** A person's own origin stands for the one origin that the application has in reality. */
function asApplication(url: string, { personOrigin, applicationHost }: Travel): string {
  return url.startsWith(personOrigin) ? `https://${applicationHost}${url.slice(personOrigin.length)}` : url
}

export function responseHeaders(headers: IncomingHttpHeaders, applicationHost: string): OutgoingHttpHeaders {
  const forwarded: OutgoingHttpHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    if (isHopByHop(name, headers) || value === undefined || REPLACED.has(name)) continue
    forwarded[name] = value
  }
  const cookies = (headers['set-cookie'] ?? []).flatMap(
    cookie => rewriteSetCookie(cookie, { applicationHost }) ?? [],
  )
  if (cookies.length > 0) forwarded['set-cookie'] = cookies
  return forwarded
}

const REPLACED = new Set(['content-security-policy', 'content-security-policy-report-only', 'set-cookie'])

function isHopByHop(name: string, headers: IncomingHttpHeaders): boolean {
  if (HOP_BY_HOP.has(name)) return true
  const named = (headers.connection ?? '').toLowerCase().split(',')
  return named.some(option => option.trim() === name)
}
