import type { StandInRequest, StandInResponse } from '../standIn.ts'
import type { ApplicationSettings } from './application/settings.ts'
import type { Authorizations } from './authorizations.ts'
import { APPLICATION } from './identities.ts'
import { KNOWN_SCOPES } from './scopes.ts'
import type { World } from './world.ts'

/** https://docs.discord.com/developers/topics/oauth2#shared-resources-oauth2-urls: outside the API and its versions. */
const PATH = '/oauth2/authorize'

interface ConsentParts {
  readonly world: Pick<World, 'state' | 'userByName'>
  readonly authorizations: Authorizations
  readonly settings: ApplicationSettings
}

interface Wish {
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly state: string | null
  readonly challenge: string | null
}

/**
 * Where a browser asks somebody what an application may know of them, and goes back with a code. In the place of a
 * sign-in at Discord it asks who one is. Null for another path.
 */
export function answerConsent(request: StandInRequest, parts: ConsentParts): StandInResponse | null {
  if (request.url.pathname !== PATH) return null
  const wish = readWish(request.url.searchParams, parts.settings.current().redirect_uris)
  if (typeof wish === 'string')
    return page(400, `<h1>Discord refuses this</h1><p role="alert">${escaped(wish)}</p>`)
  if (request.method === 'GET') return ask(request.url, wish, parts)
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'GET, POST' } }
  return decide(new URLSearchParams(request.body.toString('utf8')).get('user') ?? '', wish, parts)
}

/** What is wrong with it, in Discord's words, where something is: nobody is sent anywhere with that. */
function readWish(query: URLSearchParams, redirects: readonly string[]): Wish | string {
  if (query.get('client_id') !== APPLICATION.id) return 'Unknown Application'
  if (query.get('response_type') !== 'code') return 'unsupported_response_type: must be "code".'
  const redirectUri = query.get('redirect_uri') ?? ''
  // Compared whole: Discord knows no patterns.
  if (!redirects.includes(redirectUri)) return 'Invalid OAuth2 redirect_uri'
  const scopes = (query.get('scope') ?? '').split(' ').filter(scope => scope !== '')
  const unknown = scopes.find(scope => !KNOWN_SCOPES.has(scope))
  if (scopes.length === 0 || unknown !== undefined)
    return `invalid_scope: The requested scope is invalid, unknown, or malformed.`
  const challenge = query.get('code_challenge')
  if (challenge !== null && query.get('code_challenge_method') !== 'S256')
    return 'invalid_request: code_challenge_method must be "S256".'
  if (challenge !== null && !/^[\w-]{43}$/.test(challenge))
    return 'invalid_request: code_challenge is not the base64url of a SHA-256.'
  return { redirectUri, scopes, state: query.get('state'), challenge }
}

function ask(url: URL, { scopes }: Wish, { world }: ConsentParts): StandInResponse {
  const people = world.state().users.map(({ name, globalName }) => button(name, `Continue as ${globalName}`))
  const action = escaped(`${PATH}${url.search}`)
  return page(
    200,
    `<h1>${escaped(APPLICATION.name)} asks who you are</h1>
    <p>This stands in for Discord’s own page. It asks for: ${escaped(scopes.join(', '))}.</p>
    <form method="post" action="${action}">${people.join('')}${button('', 'Cancel')}</form>`,
  )
}

const button = (name: string, label: string) =>
  `<button name="user" value="${escaped(name)}">${escaped(label)}</button>`

function decide(name: string, wish: Wish, { world, authorizations }: ConsentParts): StandInResponse {
  const back = new URL(wish.redirectUri)
  const user = world.userByName(name)
  if (user === null) {
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set(
      'error_description',
      'The resource owner or authorization server denied the request',
    )
  } else {
    const grant = { userId: user.id, clientId: APPLICATION.id, scopes: [...new Set(wish.scopes)] }
    back.searchParams.set('code', authorizations.issueCode(grant, wish.challenge, wish.redirectUri))
  }
  if (wish.state !== null) back.searchParams.set('state', wish.state)
  return { status: 302, headers: { location: back.toString(), 'cache-control': 'no-store' } }
}

const LOOK = `body{font:16px system-ui;background:#1e1f22;color:#f2f3f5;display:grid;place-items:center;min-height:100vh;margin:0}
main{max-width:420px;padding:24px}h1{font-size:20px}form{display:grid;gap:8px}
button{font:inherit;min-height:44px;border-radius:8px;border:1px solid #4e5058;background:#2b2d31;color:inherit;cursor:pointer}`

function page(status: number, body: string): StandInResponse {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  }
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stand-in for Discord</title><style>${LOOK}</style><main>${body}</main></html>`
  return { status, headers, body: text }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, letter => ESCAPES[letter] ?? letter)
