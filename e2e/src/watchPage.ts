import type { BrowserContext, Request, Response } from '@playwright/test'
import { recordPageFault, recordSecret, type Secret } from './runRecord.ts'

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\]|[\w.-]+\.localhost)$/

/** Where a token is meant to be: everywhere else it is a leak. */
const SIGN_IN = /\/api\/(v1\/)?auth\/(discord|refresh)$/
const PLAYBACK_SESSION = /\/api\/(v1\/)?videos\/[^/]+\/session$/
/** Where somebody gets a link, opens it and goes in: each answers with a secret. */
const JOINING = /\/api\/(v1\/)?(meetings\/[^/]+\/join|join\/(open|enter|room)|rooms\/links)$/
const TEXT = /json|text\/|javascript/
/** The stand-in's own page is in a hundred parts, and none of them is ours. */
const OF_THE_STAND_IN = /^http:\/\/localhost:3333\/.*\.(ts|css|svg)$/

/** Writes down what no page of ours may do: reach out of this machine, be given a secret, throw. */
export function watchPage(person: string, context: BrowserContext, planted: readonly Secret[]): void {
  context.on('request', request => {
    const { hostname, protocol } = new URL(request.url())
    if (!protocol.startsWith('http') && !protocol.startsWith('ws')) return
    if (!LOOPBACK.test(hostname)) recordPageFault({ person, kind: 'leftTheMachine', what: request.url() })
  })
  context.on('weberror', error => {
    recordPageFault({ person, kind: 'uncaughtError', what: error.error().stack ?? error.error().message })
  })
  context.on('response', response => void inspect(person, response, planted))
}

async function inspect(person: string, response: Response, planted: readonly Secret[]): Promise<void> {
  const { pathname } = new URL(response.url())
  if (OF_THE_STAND_IN.test(response.url())) return
  if (!TEXT.test(response.headers()['content-type'] ?? '') || pathname.includes('/player/')) return
  // A page that is closed meanwhile takes the bodies of its answers along.
  const body = await response.text().catch(() => '')
  for (const { name, value } of planted)
    if (value !== '' && body.includes(value))
      recordPageFault({ person, kind: 'secretInAnswer', what: `${name} in ${pathname}` })
  if (SIGN_IN.test(pathname)) recordTokens(body, ['accessToken', 'refreshToken', 'discordAccessToken'])
  if (PLAYBACK_SESSION.test(pathname)) recordTokens(body, ['ks'])
  if (JOINING.test(pathname)) {
    recordTokens(body, ['session', 'accessToken', 'refreshToken'])
    recordPathSecrets(body)
  }
  if (SIGN_IN.test(pathname)) recordTokens(sentBody(response.request()), ['code', 'codeVerifier'])
}

const sentBody = (request: Request): string => request.postData() ?? ''

/** What was rightly given to one page must still not turn up in a log or in the record of the traffic. */
function recordTokens(body: string, names: readonly string[]): void {
  for (const name of names) {
    const value = new RegExp(`"${name}":"([^"]+)"`).exec(body)?.[1]
    if (value !== undefined) recordSecret({ name, value })
  }
}

/** The token of a personal link, and the session that a room is entered with: both stand at the end of an address. */
function recordPathSecrets(body: string): void {
  for (const [name, pattern] of [
    ['joinToken', /\/join\/([\w-]{43})"/],
    ['launchKs', /"launchUrl":"[^"]*?(?:\/ks\/|[?&]ks=)([^"&/]+)/],
  ] as const) {
    const value = pattern.exec(body)?.[1]
    if (value !== undefined) recordSecret({ name, value })
  }
}
