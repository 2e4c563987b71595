import { timingSafeEqual } from 'node:crypto'
import type { StandInRequest } from '../standIn.ts'
import type { AccessToken, Authorizations } from './authorizations.ts'
import type { SandboxUser } from './hostApi.ts'
import { APPLICATION } from './identities.ts'
import type { World } from './world.ts'

/** Who calls the REST API, by the `Authorization` header. */
export type Caller =
  | { readonly kind: 'bot'; readonly key: string }
  | { readonly kind: 'user'; readonly key: string; readonly user: SandboxUser; readonly token: AccessToken }

export function identifyCaller(
  request: StandInRequest,
  authorizations: Authorizations,
  world: World,
): Caller | null {
  const [, scheme, token] = /^(Bot|Bearer) (\S+)$/.exec(request.headers.authorization ?? '') ?? []
  if (scheme === undefined || token === undefined) return null
  if (scheme === 'Bot') return equal(token, APPLICATION.botToken) ? { kind: 'bot', key: 'bot' } : null
  const found = authorizations.lookup(token)
  const user = found === null ? null : world.userById(found.userId)
  return found === null || user === null ? null : { kind: 'user', key: token, user, token: found }
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** https://docs.discord.com/developers/reference#user-agent */
const USER_AGENT = /^DiscordBot \(\S+, [^\s)]+\)/

export function hasValidUserAgent(request: StandInRequest): boolean {
  return USER_AGENT.test(request.headers['user-agent'] ?? '')
}
