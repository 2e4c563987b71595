import type { z } from 'zod'
import { parseJson } from '../../http/parseJson.ts'
import type { Authorizations } from '../authorizations.ts'
import type { SandboxUser } from '../hostApi.ts'
import { findRole } from '../identities.ts'
import type { World } from '../world.ts'
import {
  authenticateSchema,
  authorizeSchema,
  holdSchema,
  launchSchema,
  networkSchema,
  nothingSchema,
  peopleSchema,
  personSchema,
  rolesSchema,
} from './hostSchemas.ts'
import { launchUrl } from './launchUrl.ts'
import { authenticate, authorize } from './oauthCommands.ts'

/** An answer with a JSON body, or with none. */
export interface Reply {
  readonly status: number
  readonly body?: unknown
}

export type HostRoute = (body: Buffer) => Reply

export interface HostRouteOptions {
  readonly world: World
  readonly authorizations: Authorizations
  readonly proxyPort: number
}

const done: Reply = { status: 204 }

/** The `/host` routes that take a body and answer at once; keys are paths of POST requests. */
export function createHostRoutes(options: HostRouteOptions): ReadonlyMap<string, HostRoute> {
  const { world } = options
  return new Map([
    ...voiceRoutes(world),
    ...activityRoutes(options),
    ...lineRoutes(world),
    ...guildRoutes(world),
    ['/host/people', body => withBody(peopleSchema, body, ({ name }) => addPerson(world, name))],
    ['/host/server/kill', body => withBody(nothingSchema, body, () => killServer(world))],
  ])
}

type Rows = readonly (readonly [path: string, route: HostRoute])[]

function voiceRoutes(world: World): Rows {
  return [
    [
      '/host/voice/join',
      forPerson(world, personSchema, (_wish, { name }) => act(() => world.joinVoice(name))),
    ],
    [
      '/host/voice/leave',
      forPerson(world, personSchema, (_wish, { name }) => act(() => world.leaveVoice(name))),
    ],
  ]
}

function activityRoutes({ world, authorizations, proxyPort }: HostRouteOptions): Rows {
  return [
    [
      '/host/launch',
      forPerson(world, launchSchema, (wish, user) => {
        const instance = world.launch(user.name, wish.clockOffsetMs ?? 0)
        if (instance !== null) return { status: 200, body: launchUrl(wish, instance, proxyPort) }
        return { status: 409, body: { message: `${user.globalName} isn't in the voice channel.` } }
      }),
    ],
    [
      '/host/close',
      forPerson(world, personSchema, (_wish, { name }) => act(() => world.leaveActivity(name))),
    ],
    [
      '/host/authorize',
      forPerson(world, authorizeSchema, (wish, user) => rpcReply(authorize(wish, user, authorizations))),
    ],
    [
      '/host/authenticate',
      forPerson(world, authenticateSchema, ({ accessToken }, user) =>
        rpcReply(authenticate(accessToken, user, authorizations)),
      ),
    ],
  ]
}

function lineRoutes(world: World): Rows {
  return [
    [
      '/host/network',
      forPerson(world, networkSchema, ({ oneWayMs, jitterMs }, { name }) =>
        act(() => world.setConditions(name, { oneWayMs, jitterMs })),
      ),
    ],
    ['/host/hold', forPerson(world, holdSchema, ({ ms }, { name }) => act(() => world.hold(name, ms)))],
  ]
}

function guildRoutes(world: World): Rows {
  return [
    ['/host/roles', forPerson(world, rolesSchema, ({ roles }, { name }) => setRoles(world, name, roles))],
    [
      '/host/guild/leave',
      forPerson(world, personSchema, (_wish, { name }) => act(() => world.leaveGuild(name))),
    ],
  ]
}

function setRoles(world: World, name: string, wanted: readonly string[]): Reply {
  const unknown = wanted.find(each => findRole(each) === null)
  if (unknown !== undefined)
    return { status: 404, body: { message: `roles: there is no role "${unknown}".`, field: 'roles' } }
  return act(() =>
    world.setRoles(
      name,
      wanted.flatMap(each => findRole(each) ?? []),
    ),
  )
}

function act(change: () => void): Reply {
  change()
  return done
}

function rpcReply(answer: ReturnType<typeof authorize> | ReturnType<typeof authenticate>): Reply {
  return answer.ok ? { status: 200, body: answer.value } : { status: 400, body: answer.error }
}

function addPerson(world: World, name: string | undefined): Reply {
  const user = world.addPerson(name)
  if (user !== null) return { status: 200, body: user }
  return { status: 409, body: { message: `name: "${name}" is here already.`, field: 'name' } }
}

function killServer(world: World): Reply {
  if (world.killServer()) return { status: 202 }
  return {
    status: 409,
    body: { message: 'Nobody supervises the server here: start both with `pnpm sandbox`.' },
  }
}

function withBody<T>(schema: z.ZodType<T>, body: Buffer, answer: (wish: T) => Reply): Reply {
  const parsed = parseJson(schema, body)
  if (parsed.ok) return answer(parsed.value)
  return { status: 400, body: { message: parsed.message, field: parsed.field } }
}

/** A route whose body names a person. */
function forPerson<T extends { readonly user: string }>(
  world: World,
  schema: z.ZodType<T>,
  answer: (wish: T, user: SandboxUser) => Reply,
): HostRoute {
  return body =>
    withBody(schema, body, wish => {
      const user = world.userByName(wish.user)
      return user === null ? noSuchPerson(wish.user) : answer(wish, user)
    })
}

export function noSuchPerson(name: string): Reply {
  return { status: 404, body: { message: `user: there is nobody called "${name}".`, field: 'user' } }
}
