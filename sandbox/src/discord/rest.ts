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
import { createApplicationRoutes } from './application/applicationRoutes.ts'
import type { CommandRegistry } from './application/commandRegistry.ts'
import type { ApplicationSettings } from './application/settings.ts'
import type { Authorizations } from './authorizations.ts'
import { type Caller, hasValidUserAgent, identifyCaller } from './callers.ts'
import { answerConsent } from './consentPage.ts'
import { APPLICATION, GUILD, PERMISSION } from './identities.ts'
import { answerImage } from './images.ts'
import type { ApplicationLine } from './interactions/applicationLine.ts'
import { answerRevoke, answerToken } from './oauthEndpoints.ts'
import { createRateLimits, type RouteLimit } from './rateLimits.ts'
import {
  applicationResource,
  botResource,
  currentUserResource,
  guildResource,
  instanceResource,
  memberResource,
  roleResources,
  type SandboxMember,
  userResource,
  voiceStateResource,
} from './resources.ts'
import type { Call, Route } from './restRoute.ts'
import { type ChannelRouteParts, channelRoutes } from './routes/channelRoutes.ts'
import { type EventRouteParts, eventRoutes } from './routes/eventRoutes.ts'
import { type InteractionRouteParts, interactionRoutes } from './routes/interactionRoutes.ts'
import type { SigningPair } from './signing.ts'
import type { World } from './world.ts'

export interface DiscordApiOptions {
  readonly world: World
  readonly authorizations: Authorizations
  readonly settings: ApplicationSettings
  readonly commands: CommandRegistry
  readonly signing: SigningPair
  /** Where the application is tried. */
  readonly line: ApplicationLine
  readonly now: () => number
  /** Messages and interactions. */
  readonly chat: InteractionRouteParts & Pick<ChannelRouteParts, 'invites'> & Pick<EventRouteParts, 'events'>
}

/** The parts of Discord's REST API and OAuth that the product calls, and its image CDN under `/cdn`. */
export function createDiscordApi(options: DiscordApiOptions): StandIn {
  const routes = [
    ...oauthRoutes(options),
    ...createApplicationRoutes(options),
    ...userRoutes(options),
    ...guildRoutes(),
    ...botRoutes(options),
    ...interactionRoutes(options.chat),
    ...eventRoutes({ ...options, ...options.chat }),
    ...channelRoutes({ ...options, ...options.chat, verifyKey: options.signing.verifyKey }),
  ]
  const limits = createRateLimits(options.now)
  return async request => {
    const image = answerImage(request, options.world)
    if (image !== null) return image
    const consent = answerConsent(request, options)
    if (consent !== null) return consent
    const found = findRoute(routes, request)
    if (found === null) return notFound
    if (found === 'method') return methodNotAllowed
    const { route, ids } = found
    const caller = identifyCaller(request, options.authorizations, options.world)
    const verdict = limits.take(limitOf(route), callerKey(route, caller), majorOf(ids))
    if (verdict.refused !== undefined) return rateLimited(verdict.headers, verdict.refused)
    const answer = await guarded(route, { request, ids }, caller)
    return { ...answer, headers: { ...verdict.headers, ...answer.headers } }
  }
}

function limitOf({ method, path, limit, windowMs, isByInteraction }: Route): RouteLimit {
  return { route: `${method} ${path}`, limit, windowMs, isExempt: isByInteraction === true }
}

/** Whoever answers an interaction is counted by that alone. */
const callerKey = ({ isByInteraction }: Route, caller: Caller | null): string =>
  isByInteraction === true ? 'interaction' : (caller?.key ?? 'nobody')

/** The id in the path that has a bucket of its own. */
const majorOf = (ids: Readonly<Record<string, string>>): string =>
  ids['token'] ?? ids['guild'] ?? ids['channel'] ?? ids['application'] ?? ''

const NO_SNOWFLAKES = new Set(['instance', 'token', 'code'])

function guarded(route: Route, call: Call, caller: Caller | null): ReturnType<Route['answer']> {
  if (route.isOAuth === true) return route.answer(call, caller)
  if (!hasValidUserAgent(call.request)) return badUserAgent
  if (route.isByInteraction === true) return route.answer(call, caller)
  if (caller === null) return unauthorized
  const badId = Object.entries(call.ids).find(
    ([name, id]) => !NO_SNOWFLAKES.has(name) && !/^\d{1,20}$/.test(id),
  )
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

/** `@original` may come as `%40original`. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/').map(decoded)
  if (wanted.length !== given.length) return null
  const ids: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? ''
    if (part.startsWith(':')) ids[part.slice(1)] = actual
    // Libraries write `@original` either way.
    else if (part !== actual && encodeURIComponent(part) !== actual) return null
  }
  return ids
}

function oauthRoutes({ authorizations, settings, signing }: DiscordApiOptions): Route[] {
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
        const application = applicationResource(signing.verifyKey, settings.current())
        return { status: 200, body: { application, scopes, expires, ...user } }
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

/** Where somebody is, is told to those who may go there: https://docs.discord.com/developers/resources/voice#get-user-voice-state */
function mayConnect(world: World): boolean {
  const needed = PERMISSION.viewChannel | PERMISSION.connect
  return (world.botPermissions() & needed) === needed
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
        return mayConnect(world) ? { status: 200, body: voiceStateResource(member) } : missingAccess
      },
    },
    {
      method: 'GET',
      path: '/applications/:application/activity-instances/:instance',
      limit: 30,
      windowMs: 10_000,
      answer: ({ ids }, caller) => {
        if (caller?.kind !== 'bot') return unauthorized
        const instance = world.instanceById(ids['instance'] ?? '')
        const isMine = ids['application'] === APPLICATION.id
        if (!isMine || instance === null) return notFound
        return { status: 200, body: instanceResource(instance, world) }
      },
    },
  ]
}
