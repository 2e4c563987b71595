import type { Authorizations } from '../authorizations.ts'
import { directChannelOf, GUILD_CHANNELS } from '../chat/channels.ts'
import type { SandboxUser } from '../hostApi.ts'
import { findRole } from '../identities.ts'
import type { Chat } from '../interactions/createChat.ts'
import type { World } from '../world.ts'
import { chatPosts } from './chatRoutes.ts'
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
import { act, forPerson, type HostRoute, type Reply, withBody } from './reply.ts'

export interface HostRouteOptions {
  readonly world: World
  readonly authorizations: Authorizations
  readonly proxyPort: number
  readonly chat: Chat
}

/** The `/host` routes that take a body and answer at once; keys are paths of POST requests. */
export function createHostRoutes(options: HostRouteOptions): ReadonlyMap<string, HostRoute> {
  const { world } = options
  return new Map([
    ...voiceRoutes(world),
    ...activityRoutes(options),
    ...lineRoutes(world),
    ...guildRoutes(world),
    ...chatPosts({ ...options, now: Date.now }),
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
        if (!isOpenTo(user, wish.channel)) return noSuchChannel
        const instance = world.launch(user.name, wish.clockOffsetMs ?? 0, wish.channel)
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

const noSuchChannel: Reply = {
  status: 404,
  body: { message: 'channel: there is no such channel.', field: 'channel' },
}

const isOpenTo = (user: SandboxUser, channelId: string | undefined): boolean =>
  channelId === undefined ||
  channelId === directChannelOf(user).id ||
  GUILD_CHANNELS.some(({ id }) => id === channelId)

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
