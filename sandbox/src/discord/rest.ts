import type { StandIn, StandInRequest, StandInResponse } from '../standIn.ts'
import {
  apiError,
  invalidForm,
  methodNotAllowed,
  missingAccess,
  missingScope,
  notFound,
  unauthorized,
  unknownMember,
  unknownUser,
  unknownVoiceState,
} from './apiErrors.ts'
import type { Authorizations } from './authorizations.ts'
import { type Caller, hasValidUserAgent, identifyCaller } from './callers.ts'
import { APPLICATION, GUILD } from './identities.ts'
import { answerImage } from './images.ts'
import { answerRevoke, answerToken } from './oauthEndpoints.ts'
import { createRateLimits, type RouteLimit } from './rateLimits.ts'
import {
  applicationResource,
  botResource,
  currentUserResource,
  guildResource,
  instanceResource,
  memberResource,
  ownApplicationResource,
  roleResources,
  type SandboxMember,
  userResource,
  voiceStateResource,
} from './resources.ts'
import type { World } from './world.ts'

export interface DiscordApiOptions {
  readonly world: World
  readonly authorizations: Authorizations
  /** The application's Ed25519 public key, hex. */
  readonly verifyKey: string
  readonly now: () => number
}

interface Call {
  readonly request: StandInRequest
  readonly ids: Readonly<Record<string, string>>
}

interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly limit: number
  readonly windowMs: number
  /** Needs neither token nor user agent: plain OAuth clients have neither. */
  readonly isOAuth?: boolean
  answer(call: Call, caller: Caller | null): StandInResponse
}

/** The parts of Discord's REST API and OAuth that the product calls, and its image CDN under `/cdn`. */
export function createDiscordApi(options: DiscordApiOptions): StandIn {
  const routes = [...oauthRoutes(options), ...userRoutes(options), ...guildRoutes(), ...botRoutes(options)]
  const limits = createRateLimits(options.now)
  return request => {
    const image = answerImage(request, options.world)
    if (image !== null) return image
    const found = findRoute(routes, request)
    if (found === null) return notFound
    if (found === 'method') return methodNotAllowed
    const { route, ids } = found
    const caller = identifyCaller(request, options.authorizations, options.world)
    const key = caller?.key ?? 'nobody'
    const verdict = limits.take(limitOf(route), key, ids['guild'] ?? ids['application'] ?? '')
    if (verdict.refused !== undefined) return rateLimited(verdict.headers, verdict.refused)
    const answer = guarded(route, { request, ids }, caller)
    return { ...answer, headers: { ...verdict.headers, ...answer.headers } }
  }
}

function limitOf(route: Route): RouteLimit {
  return { route: `${route.method} ${route.path}`, limit: route.limit, windowMs: route.windowMs }
}

function guarded(route: Route, call: Call, caller: Caller | null): StandInResponse {
  if (route.isOAuth === true) return route.answer(call, caller)
  if (!hasValidUserAgent(call.request)) return badUserAgent
  if (caller === null) return unauthorized
  const badId = Object.entries(call.ids).find(([name, id]) => name !== 'instance' && !/^\d{1,20}$/.test(id))
  if (badId !== undefined) return invalidForm(`${badId[0]}_id`, `Value "${badId[1]}" is not snowflake.`)
  return route.answer(call, caller)
}

/**
 * Discord documents that clients without a valid user agent "may be blocked"; how is not documented. Here they
 * always are, with a sentence.
 */
const badUserAgent = apiError(403, 0, 'User-Agent must be of the form: DiscordBot (url, version)')

function rateLimited(
  headers: Readonly<Record<string, string>>,
  { retryAfterS, global }: { readonly retryAfterS: number; readonly global: boolean },
): StandInResponse {
  // `code` is in Discord's OpenAPI document as required, although not every real answer has it.
  const body = { message: 'You are being rate limited.', retry_after: retryAfterS, global, code: 0 }
  return { status: 429, headers, body }
}

function findRoute(
  routes: readonly Route[],
  request: StandInRequest,
): { route: Route; ids: Record<string, string> } | 'method' | null {
  const { pathname } = request.url
  // The token endpoint is published without a version; everything else is called with one.
  const path = /^\/api(\/v10)?(\/oauth2\/.*)$/.exec(pathname)?.[2] ?? /^\/api\/v10(\/.*)$/.exec(pathname)?.[1]
  if (path === undefined) return null
  let isPathKnown = false
  for (const route of routes) {
    const ids = matchPath(route.path, path)
    if (ids === null) continue
    if (route.method === request.method) return { route, ids }
    isPathKnown = true
  }
  return isPathKnown ? 'method' : null
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const ids: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? ''
    if (part.startsWith(':')) ids[part.slice(1)] = actual
    else if (part !== actual) return null
  }
  return ids
}

function oauthRoutes({ authorizations, world, verifyKey }: DiscordApiOptions): Route[] {
  return [
    {
      method: 'POST',
      path: '/oauth2/token',
      limit: 40,
      windowMs: 10_000,
      isOAuth: true,
      answer: ({ request }) => answerToken(request, authorizations),
    },
    {
      method: 'POST',
      path: '/oauth2/token/revoke',
      limit: 40,
      windowMs: 10_000,
      isOAuth: true,
      answer: ({ request }) => answerRevoke(request, authorizations),
    },
    {
      method: 'GET',
      path: '/oauth2/@me',
      limit: 10,
      windowMs: 10_000,
      answer: (_call, caller) => {
        if (caller?.kind !== 'user') return unauthorized
        const { scopes, expiresAtMs } = caller.token
        const user = scopes.includes('identify') ? { user: userResource(caller.user) } : {}
        const expires = new Date(expiresAtMs).toISOString()
        const application = applicationResource(verifyKey)
        return { status: 200, body: { application, scopes, expires, ...user } }
      },
    },
    {
      method: 'GET',
      path: '/applications/@me',
      limit: 10,
      windowMs: 10_000,
      answer: (_call, caller) => {
        const owner = world.userById(GUILD.ownerId)
        if (caller?.kind !== 'bot' || owner === null) return unauthorized
        return { status: 200, body: ownApplicationResource(verifyKey, owner) }
      },
    },
  ]
}

function userRoutes({ world }: DiscordApiOptions): Route[] {
  return [
    {
      method: 'GET',
      path: '/users/@me',
      limit: 30,
      windowMs: 30_000,
      answer: (_call, caller) => {
        if (caller?.kind === 'bot') return { status: 200, body: botResource }
        if (caller === null) return unauthorized
        if (!caller.token.scopes.includes('identify')) return missingScope
        return { status: 200, body: currentUserResource(caller.user) }
      },
    },
    {
      method: 'GET',
      path: '/users/@me/guilds/:guild/member',
      limit: 5,
      windowMs: 5000,
      answer: ({ ids }, caller) => {
        if (caller?.kind !== 'user') return unauthorized
        if (!caller.token.scopes.includes('guilds.members.read')) return missingScope
        const member = memberBy(world, caller.user.id)
        if (ids['guild'] !== GUILD.id || member === null) return missingAccess
        return { status: 200, body: memberResource(member) }
      },
    },
    {
      method: 'GET',
      path: '/users/:user',
      limit: 30,
      windowMs: 30_000,
      answer: ({ ids }, caller) => {
        const user = world.userById(ids['user'] ?? '')
        if (caller?.kind !== 'bot') return unauthorized
        return user === null ? unknownUser : { status: 200, body: userResource(user) }
      },
    },
  ]
}

function memberBy(world: World, userId: string): SandboxMember | null {
  const user = world.userById(userId)
  const roles = user && world.rolesOf(user.name)
  return user && roles && { user, roles }
}

/** What is of the server itself; other servers the bot can't see. */
function guildRoutes(): Route[] {
  const answers = { '/guilds/:guild': guildResource, '/guilds/:guild/roles': roleResources }
  return Object.entries(answers).map(([path, body]) => ({
    method: 'GET',
    path,
    limit: 30,
    windowMs: 10_000,
    answer: ({ ids }, caller) => {
      if (caller?.kind !== 'bot') return unauthorized
      return ids['guild'] === GUILD.id ? { status: 200, body } : missingAccess
    },
  }))
}

function botRoutes({ world }: DiscordApiOptions): Route[] {
  return [
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      limit: 30,
      windowMs: 10_000,
      answer: ({ ids }, caller) => {
        if (caller?.kind !== 'bot') return unauthorized
        if (ids['guild'] !== GUILD.id) return missingAccess
        const member = memberBy(world, ids['user'] ?? '')
        return member === null ? unknownMember : { status: 200, body: memberResource(member) }
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/voice-states/:user',
      limit: 30,
      windowMs: 10_000,
      answer: ({ ids }, caller) => {
        if (caller?.kind !== 'bot') return unauthorized
        if (ids['guild'] !== GUILD.id) return missingAccess
        const member = memberBy(world, ids['user'] ?? '')
        if (member === null || !world.isInVoice(member.user.name)) return unknownVoiceState
        return { status: 200, body: voiceStateResource(member) }
      },
    },
    {
      method: 'GET',
      path: '/applications/:application/activity-instances/:instance',
      limit: 30,
      windowMs: 10_000,
      answer: ({ ids }, caller) => {
        if (caller?.kind !== 'bot') return unauthorized
        const instance = world.instance()
        const isMine = ids['application'] === APPLICATION.id
        if (!isMine || instance === null || instance.id !== ids['instance']) return notFound
        return { status: 200, body: instanceResource(instance, world) }
      },
    },
  ]
}
