import type { Request } from 'express'

/** The cookie of that name; null where the request has none, or several by which nobody could tell which is ours. */
export function cookieOf(request: Pick<Request, 'headers'>, name: string): string | null {
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map(pair => pair.trim())
    .filter(pair => pair.startsWith(`${name}=`))
    .map(pair => pair.slice(name.length + 1))
  return found.length === 1 ? (found[0] ?? null) : null
}

interface OwnCookie {
  readonly name: string
  /** Base64url and dots: nothing that would have to be escaped. Empty takes the cookie back. */
  readonly value: string
  /** How long it holds, ms. */
  readonly lifeMs: number
}

/** A cookie that scripts can't read, that travels over TLS alone, and that other sites' requests don't carry. */
export const setCookie = ({ name, value, lifeMs }: OwnCookie): string =>
  `${name}=${value}; Path=/; Max-Age=${value === '' ? 0 : Math.floor(lifeMs / 1000)}; Secure; HttpOnly; SameSite=Lax`
