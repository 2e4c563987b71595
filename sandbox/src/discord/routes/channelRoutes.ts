import type { JsonObject } from '../../conformance/jsonTree.ts'
import type { StandInResponse } from '../../standIn.ts'
import {
  invalidForm,
  missingAccess,
  missingPermissions,
  notJson,
  notTheAuthor,
  unauthorized,
  unknownChannel,
  unknownMessage,
} from '../apiErrors.ts'
import type { ApplicationSettings } from '../application/settings.ts'
import { directChannelOf, GUILD_CHANNELS, isDirectChannel, type SandboxChannel } from '../chat/channels.ts'
import type { Invites } from '../chat/invites.ts'
import { whomItCalls } from '../chat/mentions.ts'
import { messageResource } from '../chat/messageResource.ts'
import { checkMessage, MESSAGE_FLAG } from '../chat/messageRules.ts'
import type { Messages, StoredMessage } from '../chat/messages.ts'
import { GUILD, PERMISSION } from '../identities.ts'
import { channelResource, guildResource, userResource } from '../resources.ts'
import type { Call, Route } from '../restRoute.ts'
import type { World } from '../world.ts'
import { createInvite } from './createInvite.ts'
import { jsonBody } from './jsonBody.ts'

export interface ChannelRouteParts {
  readonly world: World
  readonly messages: Messages
  readonly invites: Invites
  readonly settings: ApplicationSettings
  readonly verifyKey: string
  readonly now: () => number
}

interface InChannel extends ChannelRouteParts {
  readonly call: Call
  readonly channel: SandboxChannel
}

const LIMIT = { limit: 30, windowMs: 10_000 } as const
/** Figures of the size that Discord's headers show. */
const WRITE_LIMIT = { limit: 5, windowMs: 5_000 } as const

/** The server's channels, their messages, and invites to them; all of it for the bot alone. */
export function channelRoutes(parts: ChannelRouteParts): readonly Route[] {
  const messages = '/channels/:channel/messages'
  return [
    {
      method: 'GET',
      path: '/users/@me/guilds',
      ...LIMIT,
      answer: forBot(call => listGuilds(call, parts.world)),
    },
    { method: 'GET', path: '/guilds/:guild/channels', ...LIMIT, answer: forBot(listChannels) },
    {
      method: 'GET',
      path: '/channels/:channel',
      ...LIMIT,
      answer: inChannel(parts, 'viewChannel', readChannel),
    },
    { method: 'GET', path: messages, ...LIMIT, answer: inChannel(parts, 'viewChannel', listMessages) },
    { method: 'POST', path: messages, ...WRITE_LIMIT, answer: inChannel(parts, 'sendMessages', sendMessage) },
    {
      method: 'PATCH',
      path: `${messages}/:message`,
      ...WRITE_LIMIT,
      answer: inChannel(parts, 'viewChannel', editMessage),
    },
    {
      method: 'DELETE',
      path: `${messages}/:message`,
      ...WRITE_LIMIT,
      answer: inChannel(parts, 'viewChannel', removeMessage),
    },
    {
      method: 'POST',
      path: '/channels/:channel/invites',
      ...WRITE_LIMIT,
      answer: inChannel(parts, 'createInvite', ({ call, channel }) =>
        createInvite(call.request, { channel, ...parts }),
      ),
    },
  ]
}

const forBot =
  (answer: (call: Call) => StandInResponse): Route['answer'] =>
  (call, caller) =>
    caller?.kind === 'bot' ? answer(call) : unauthorized

/** Without a look at the channel nothing is allowed there: https://docs.discord.com/developers/topics/permissions */
function inChannel(
  parts: ChannelRouteParts,
  needed: keyof typeof PERMISSION,
  answer: (inside: InChannel) => StandInResponse,
): Route['answer'] {
  return forBot(call => {
    const channel = channelById(call.ids['channel'] ?? '', parts.world)
    if (channel === null) return unknownChannel
    const has = channel.kind === 'direct' ? PERMISSION[needed] : parts.world.botPermissions()
    if (channel.kind !== 'direct' && (has & PERMISSION.viewChannel) === 0n) return missingAccess
    return (has & PERMISSION[needed]) === 0n ? missingPermissions : answer({ ...parts, call, channel })
  })
}

function channelById(id: string, world: World): SandboxChannel | null {
  if (!isDirectChannel(id)) return GUILD_CHANNELS.find(channel => channel.id === id) ?? null
  const user = world.state().users.find(each => directChannelOf(each).id === id)
  return user === undefined ? null : directChannelOf(user)
}

interface Page {
  readonly limit: number
  readonly after: bigint
  readonly before: bigint
}

/** What of a list is wanted; a refusal where that isn't to be understood. */
function pageOf(
  { request }: Call,
  sizes: { readonly usual: number; readonly max: number },
): Page | StandInResponse {
  const { searchParams } = request.url
  const limit = Number(searchParams.get('limit') ?? sizes.usual)
  if (!Number.isInteger(limit) || limit < 1 || limit > sizes.max)
    return invalidForm('limit', `int value should be between 1 and ${sizes.max}.`)
  const after = searchParams.get('after') ?? '0'
  const before = searchParams.get('before') ?? String(2n ** 63n)
  for (const [name, id] of Object.entries({ after, before }))
    if (!/^\d{1,20}$/.test(id)) return invalidForm(name, `Value "${id}" is not snowflake.`)
  return { limit, after: BigInt(after), before: BigInt(before) }
}

const MAX_GUILDS = 200

function listGuilds(call: Call, world: World): StandInResponse {
  const page = pageOf(call, { usual: MAX_GUILDS, max: MAX_GUILDS })
  if ('status' in page) return page
  const { after, before } = page
  const id = BigInt(GUILD.id)
  return { status: 200, body: id > after && id < before ? [ownGuild(world)] : [] }
}

const ownGuild = (world: World) => ({
  id: GUILD.id,
  name: GUILD.name,
  icon: guildResource.icon,
  banner: guildResource.banner,
  owner: false,
  permissions: String(world.botPermissions()),
  features: guildResource.features,
})

const listChannels = ({ ids }: Call): StandInResponse =>
  ids['guild'] === GUILD.id ? { status: 200, body: GUILD_CHANNELS.map(channelResource) } : missingAccess

const readChannel = ({ channel, world }: InChannel): StandInResponse => {
  if (channel.kind !== 'direct') return { status: 200, body: channelResource(channel) }
  const person = world.state().users.find(each => directChannelOf(each).id === channel.id)
  return {
    status: 200,
    body: { ...channelResource(channel), recipients: person === undefined ? [] : [userResource(person)] },
  }
}

const MAX_LISTED = 100
const USUALLY_LISTED = 50

/** The newest first. What only one person sees, nobody can list. */
function listMessages({ call, channel, messages, world }: InChannel): StandInResponse {
  const wanted = pageOf(call, { usual: USUALLY_LISTED, max: MAX_LISTED })
  if ('status' in wanted) return wanted
  const { limit, after, before } = wanted
  if ((world.botPermissions() & PERMISSION.readHistory) === 0n && channel.kind !== 'direct')
    return { status: 200, body: [] }
  const listed = messages
    .in(channel.id)
    .filter(({ onlyFor, isLocal }) => onlyFor === null && !isLocal)
    .filter(({ id }) => BigInt(id) > after && BigInt(id) < before)
  const page = after > 0n ? listed.slice(0, limit) : listed.slice(-limit)
  return { status: 200, body: page.toReversed().map(message => messageResource(message, world)) }
}

function sendMessage(inside: InChannel): StandInResponse {
  const { call, channel, messages, world } = inside
  const sent = jsonBody(call.request)
  if (sent === null) return notJson
  const checked = checkMessage(sent)
  if (!checked.ok) return checked.refusal.response
  const nonce = nonceOf(sent)
  const twin = sent['enforce_nonce'] === true && nonce !== null ? sentBefore(nonce, inside) : undefined
  if (twin !== undefined) return { status: 200, body: messageResource(twin, world) }
  // Only answers to somebody can be for them alone.
  const flags = checked.value.flags & ~MESSAGE_FLAG.ephemeral
  const mentioned = whomItCalls(checked.value, sent['allowed_mentions'], world)
  const message = messages.add({
    ...checked.value,
    flags,
    mentioned,
    nonce,
    channelId: channel.id,
    author: null,
  })
  return { status: 200, body: messageResource(message, world) }
}

/** How long Discord knows a nonce again; it says "in the past few minutes", ms. */
const NONCE_KNOWN_MS = 180_000

const nonceOf = ({ nonce }: JsonObject): string | null =>
  typeof nonce === 'string' || typeof nonce === 'number' ? String(nonce) : null

/** https://docs.discord.com/developers/resources/message#create-message: `enforce_nonce` */
const sentBefore = (nonce: string, { messages, channel, now }: InChannel): StoredMessage | undefined =>
  messages
    .in(channel.id)
    .find(each => each.nonce === nonce && each.author === null && now() - each.sentAtMs < NONCE_KNOWN_MS)

function removeMessage({ call, channel, messages }: InChannel): StandInResponse {
  const message = messages.get(call.ids['message'] ?? '')
  if (message === null || message.channelId !== channel.id || message.onlyFor !== null) return unknownMessage
  // Those of others would need MANAGE_MESSAGES, which the bot never has.
  if (message.author !== null) return missingPermissions
  messages.remove(message.id)
  return { status: 204 }
}

function editMessage({ call, channel, messages, world, now }: InChannel): StandInResponse {
  const message = messages.get(call.ids['message'] ?? '')
  if (message === null || message.channelId !== channel.id || message.onlyFor !== null) return unknownMessage
  if (message.author !== null) return notTheAuthor
  const sent = jsonBody(call.request)
  if (sent === null) return notJson
  const checked = checkMessage(sent, [], message)
  if (!checked.ok) return checked.refusal.response
  const mentioned = whomItCalls(checked.value, sent['allowed_mentions'], world)
  const edited = messages.change(message.id, { ...checked.value, mentioned, editedAtMs: now() })
  return edited === null ? unknownMessage : { status: 200, body: messageResource(edited, world) }
}
