import type { IncomingHttpHeaders } from 'node:http'

export const REDACTED = '[redacted]'

const SECRET_KEYS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'client_secret',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'tokenhash',
  'x-webhook-token',
  'ks',
  'x-kaltura-ks',
  'secret',
  'adminsecret',
  'usersecret',
  'password',
  'partnersecret',
])

/** A `code` is an OAuth code in what is sent, and the name of an error in what comes back. */
const REQUEST_SECRET_KEYS = new Set([...SECRET_KEYS, 'code'])

export type Side = 'request' | 'response'

function isSecretKey(key: string, side: Side): boolean {
  const keys = side === 'request' ? REQUEST_SECRET_KEYS : SECRET_KEYS
  // `1:ks` and `2:secret` are the form-encoded items of a multirequest.
  const lastPart = key.toLowerCase().split(':').at(-1) ?? ''
  return keys.has(lastPart) || keys.has(key.toLowerCase())
}

/** Kaltura sessions begin with the base64 of `v2|`; they also stand in paths, playlists and bare answers. */
const KALTURA_SESSION = /djJ8[\w+=-]{8,}/g
const AUTHORIZATION_VALUE = /\b(Bearer|Bot|Basic) [\w.~+/=-]{8,}/g
const QUERY_SECRET =
  /([?&;](?:ks|code|code_verifier|client_secret|access_token|refresh_token|token|secret)=)[^&#\s"']+/gi
const PATH_SECRET = /(\/ks\/)[^/?#\s"']+/gi
/** Whoever has an interaction's token may answer in the bot's name. */
const INTERACTION_TOKEN = /(\/(?:interactions|webhooks)\/\d+\/)[^/?#\s"']+/gi
/** Whoever opens a personal link is taken for its person. */
const JOIN_LINK = /(\/join\/)[\w-]{43}(?![\w-])/g

export function redactText(text: string): string {
  return text
    .replace(KALTURA_SESSION, REDACTED)
    .replace(AUTHORIZATION_VALUE, `$1 ${REDACTED}`)
    .replace(QUERY_SECRET, `$1${REDACTED}`)
    .replace(PATH_SECRET, `$1${REDACTED}`)
    .replace(INTERACTION_TOKEN, `$1${REDACTED}`)
    .replace(JOIN_LINK, `$1${REDACTED}`)
}

/** A copy of a parsed body without its secrets. */
export function redactValue(value: unknown, side: Side): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(item => redactValue(item, side))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactEntry(key, inner, side)]))
}

function redactEntry(key: string, value: unknown, side: Side): unknown {
  const isCarrier = typeof value === 'string' || typeof value === 'number'
  return isCarrier && isSecretKey(key, side) ? REDACTED : redactValue(value, side)
}

export function redactHeaders(
  headers: IncomingHttpHeaders | Readonly<Record<string, string>>,
  side: Side,
): Record<string, string> {
  const redacted: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const text = Array.isArray(value) ? value.join(', ') : value
    redacted[name] = isSecretKey(name, side) ? redactHeaderValue(name, text) : redactText(text)
  }
  return redacted
}

/** The scheme stays: whether it was `Bot` or `Bearer` is the first question when a call is refused. */
function redactHeaderValue(name: string, value: string): string {
  const scheme = name.toLowerCase() === 'authorization' ? /^(Bearer|Bot|Basic)\s/.exec(value)?.[1] : undefined
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`
}
