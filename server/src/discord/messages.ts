import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import {
  RESTJSONErrorCodes,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10'
import * as z from 'zod'
import { type Result, succeed } from '../platform/result.ts'
import { type DiscordRefusal, isRefusal } from './callDiscord.ts'
import { type DiscordConnection, misconfigured } from './discordConnection.ts'
import { snowflakeAt } from './snowflake.ts'

const MessageSchema = z.object({ id: SnowflakeSchema })

const SeenMessageSchema = z.object({
  id: SnowflakeSchema,
  author: z.object({ id: SnowflakeSchema }),
  components: z.array(z.object({ id: z.number().optional() })).default([]),
})

/** A message in a channel, as far as one looks for one's own by it. */
export interface SeenMessage {
  readonly id: string
  readonly authorId: string
  /** Of the outermost components. */
  readonly componentIds: readonly number[]
}

/** Why Discord doesn't let the bot, in a way that trying again won't change. */
export type MessageRefusal =
  | { readonly kind: 'noChannel' | 'noMessage' }
  /** The bot lacks VIEW_CHANNEL there. */
  | { readonly kind: 'hidden' }
  /** It lacks another permission. */
  | { readonly kind: 'notAllowed' }
  /** Something about the message, by Discord's code. */
  | { readonly kind: 'refused'; readonly code: string | number }

export type Sent = { readonly kind: 'sent'; readonly id: string } | MessageRefusal

export type Seen = { readonly kind: 'seen'; readonly messages: readonly SeenMessage[] } | MessageRefusal

/** Messages of the bot in channels. */
export interface Messages {
  post(channelId: string, body: RESTPostAPIChannelMessageJSONBody): Promise<Result<Sent>>
  edit(channelId: string, messageId: string, body: RESTPatchAPIChannelMessageJSONBody): Promise<Result<Sent>>
  /** Everybody's since then, epoch ms by Discord's clock. */
  since(channelId: string, fromMs: number): Promise<Result<Seen>>
}

/** Discord's own limit. */
const MESSAGES_PER_PAGE = 100
/** So many pages are looked through at most. */
const MAX_PAGES = 10

export function createMessages({ asBot, call }: Pick<DiscordConnection, 'asBot' | 'call'>): Messages {
  async function page(channelId: string, after: string): Promise<Result<Seen>> {
    const answer = await call('channels.messages', z.array(SeenMessageSchema), signal =>
      asBot().channels.getMessages(channelId, { after, limit: MESSAGES_PER_PAGE }, { signal }),
    )
    if (!answer.ok) return answer
    if (!isRefusal(answer.value)) return succeed({ kind: 'seen', messages: answer.value.map(toSeen) })
    return answer.value.refused === 401 ? misconfigured() : succeed(refusalOf(answer.value))
  }

  return {
    async post(channelId, body) {
      const answer = await call('channels.post', MessageSchema, signal =>
        asBot().channels.createMessage(channelId, body, { signal }),
      )
      return answer.ok ? toSent(answer.value) : answer
    },
    async edit(channelId, messageId, body) {
      const answer = await call('channels.edit', MessageSchema, signal =>
        asBot().channels.editMessage(channelId, messageId, body, { signal }),
      )
      return answer.ok ? toSent(answer.value) : answer
    },
    async since(channelId, fromMs) {
      const found = new Map<string, SeenMessage>()
      let after = snowflakeAt(fromMs)
      for (let number = 0; number < MAX_PAGES; number++) {
        const seen = await page(channelId, after)
        if (!seen.ok || seen.value.kind !== 'seen') return seen
        const { messages } = seen.value
        const known = found.size
        for (const message of messages) found.set(message.id, message)
        if (messages.length < MESSAGES_PER_PAGE || found.size === known) break
        after = messages.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), after)
      }
      return succeed({ kind: 'seen', messages: [...found.values()] })
    },
  }
}

const toSeen = ({ id, author, components }: z.infer<typeof SeenMessageSchema>): SeenMessage => ({
  id,
  authorId: author.id,
  componentIds: components.flatMap(component => component.id ?? []),
})

function toSent(answer: { readonly id: string } | DiscordRefusal): Result<Sent> {
  if (!isRefusal(answer)) return succeed({ kind: 'sent', id: answer.id })
  return answer.refused === 401 ? misconfigured() : succeed(refusalOf(answer))
}

function refusalOf({ code }: DiscordRefusal): MessageRefusal {
  switch (code) {
    case RESTJSONErrorCodes.UnknownChannel:
      return { kind: 'noChannel' }
    case RESTJSONErrorCodes.UnknownMessage:
      return { kind: 'noMessage' }
    case RESTJSONErrorCodes.MissingAccess:
      return { kind: 'hidden' }
    case RESTJSONErrorCodes.MissingPermissions:
      return { kind: 'notAllowed' }
    default:
      return { kind: 'refused', code }
  }
}
