import { findChannel, GUILD_CHANNELS } from '../chat/channels.ts'
import { messageView } from '../chat/messageView.ts'
import type { ChatChannel } from '../chatApi.ts'
import { CHANNEL } from '../identities.ts'
import type { Chat } from '../interactions/createChat.ts'
import { offeredCommands } from '../interactions/offeredCommands.ts'
import { wishSchema } from '../interactions/wishSchema.ts'
import type { World } from '../world.ts'
import {
  botPermissionsSchema,
  dismissSchema,
  eventIdSchema,
  eventSchema,
  inviteSchema,
  removalSchema,
  writtenSchema,
} from './chatSchemas.ts'
import { nothingSchema } from './hostSchemas.ts'
import { act, forPerson, type HostRoute, noSuchPerson, type Reply, withBody } from './reply.ts'

export interface ChatRouteParts {
  readonly chat: Chat
  readonly world: World
  readonly now: () => number
}

/** Routes about text that take a body; keys are paths of POST requests. */
export function chatPosts(parts: ChatRouteParts): readonly (readonly [path: string, route: HostRoute])[] {
  const { chat, world } = parts
  const interact: HostRoute = body => withBody(wishSchema, body, wish => perform(chat, wish))
  return [
    ['/sandbox/interactions', interact],
    ['/host/interactions', interact],
    [
      '/sandbox/probe',
      body => withBody(nothingSchema, body, async () => ({ status: 200, body: await chat.probe() })),
    ],
    ...writingPosts(parts),
    ['/host/invite', forPerson(world, inviteSchema, ({ code, user }) => follow(parts, user, code))],
    [
      '/host/bot/permissions',
      body =>
        withBody(botPermissionsSchema, body, ({ permissions }) =>
          act(() => world.setBotPermissions(BigInt(permissions))),
        ),
    ],
    ['/sandbox/events/remove', body => withBody(eventIdSchema, body, ({ id }) => removeEvent(chat, id))],
    ['/host/events/send', body => withBody(eventSchema, body, event => sendEvent(chat, event))],
  ]
}

async function perform(chat: Chat, wish: Parameters<Chat['perform']>[0]): Promise<Reply> {
  const performed = await chat.perform(wish)
  if (performed.ok) return { status: 200, body: performed.conversation }
  const { status, message, field } = performed
  return { status, body: { message, field } }
}

function writingPosts({ chat, world }: ChatRouteParts): readonly (readonly [string, HostRoute])[] {
  const { messages } = chat
  return [
    [
      '/host/messages',
      forPerson(world, writtenSchema, ({ channel: wanted, content }, user) => {
        const channel = findChannel(wanted, user)
        if (channel === null) return noSuchChannel
        return act(() => void messages.add({ channelId: channel.id, author: user.name, content }))
      }),
    ],
    [
      '/host/messages/remove',
      body =>
        withBody(removalSchema, body, ({ message: id }) =>
          messages.remove(id) ? { status: 204 } : noSuchMessage,
        ),
    ],
    [
      '/host/messages/dismiss',
      forPerson(world, dismissSchema, ({ message: id }, { name }) => {
        const message = messages.get(id)
        if (message?.onlyFor !== name) return noSuchMessage
        return act(() => void messages.remove(id))
      }),
    ],
  ]
}

const noSuchChannel: Reply = {
  status: 404,
  body: { message: 'channel: there is no such channel.', field: 'channel' },
}
const noSuchMessage: Reply = {
  status: 404,
  body: { message: 'message: there is no such one.', field: 'message' },
}

/** Into the voice channel that it invites to; opening the Activity is for the page to do. */
function follow({ chat, world }: ChatRouteParts, name: string, code: string): Reply {
  const invite = world.rolesOf(name) === null ? null : chat.invites.use(code)
  if (invite === null)
    return { status: 404, body: { message: 'code: the invite is invalid or has expired.', field: 'code' } }
  if (invite.channelId === CHANNEL.id) world.joinVoice(name)
  return { status: 200, body: { channelId: invite.channelId, activity: invite.applicationId !== null } }
}

const removeEvent = ({ events }: Chat, id: string): Reply =>
  events.remove(id)
    ? { status: 204 }
    : { status: 404, body: { message: 'id: there is no such event.', field: 'id' } }

async function sendEvent(chat: Chat, event: Parameters<Chat['sendEvent']>[0]): Promise<Reply> {
  const delivered = await chat.sendEvent(event)
  if (delivered !== null) return { status: 200, body: delivered }
  return { status: 409, body: { message: 'The application has asked for no such webhook events.' } }
}

const chatChannels: readonly ChatChannel[] = GUILD_CHANNELS.flatMap(({ id, name, kind }) =>
  kind === 'direct' ? [] : { id, name, kind },
)

/** Routes about text that are asked with GET; null where the path is none of them. */
export function answerChatGet({ pathname, searchParams }: URL, parts: ChatRouteParts): Reply | null {
  if (pathname === '/sandbox/events') return { status: 200, body: parts.chat.events.all() }
  if (pathname === '/host/channels') return { status: 200, body: chatChannels }
  if (pathname !== '/host/messages' && pathname !== '/host/commands') return null
  const name = searchParams.get('user') ?? ''
  const user = parts.world.userByName(name)
  if (user === null) return noSuchPerson(name)
  const channel = findChannel(searchParams.get('channel') ?? undefined, user)
  if (channel === null) return noSuchChannel
  const { chat, world, now } = parts
  if (pathname === '/host/messages') {
    const seen = chat.messages.seenBy(name, channel.id)
    return { status: 200, body: seen.map(message => messageView(message, world, now())) }
  }
  const locale = searchParams.get('locale') ?? 'en-US'
  return { status: 200, body: offeredCommands({ user, channel, locale }, { commands: chat.commands, world }) }
}
