export interface PolicyOptions {
  /** `ana.discordsays.localhost:3334` */
  readonly host: string
  /** `http://127.0.0.1:3335` */
  readonly discordOrigin: string
  /** For inline scripts of one response; absent for what isn't HTML. */
  readonly nonce?: string
}

/**
 * The policy that replaces the application's own. Discord's full text is not published; this is the strictest
 * reading of what is known, so that what runs here runs there: no eval, no workers, no inline styles, and
 * nothing from outside but the few paths that Discord lets through (attachments, avatars, icons; not the
 * avatars of single servers). Framing is left to `X-Frame-Options` of the application.
 */
export function contentSecurityPolicy({ host, discordOrigin, nonce }: PolicyOptions): string {
  const cdn = ['attachments', 'avatars', 'icons'].map(folder => `${discordOrigin}/cdn/${folder}/`)
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...(nonce === undefined ? [] : [`'nonce-${nonce}'`])],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:', `${discordOrigin}/avatars/`, ...cdn],
    'font-src': ["'self'"],
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", `ws://${host}`],
    'worker-src': ["'none'"],
    'object-src': ["'none'"],
    'frame-src': ["'self'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
