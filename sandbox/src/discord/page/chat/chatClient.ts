import type {
  ChatChannel,
  ChatMessage,
  Conversation,
  InteractionWish,
  OfferedCommand,
} from '../../chatApi.ts'
import { ask, look, tell } from '../hostRequests.ts'
import { list } from '../read.ts'
import {
  type Followed,
  readChannel,
  readCommand,
  readConversation,
  readFollowed,
  readMessage,
} from './readChat.ts'

/** What a person's client asks of the sandbox about text. Everything may be refused with a sentence. */
export interface ChatClient {
  channels(): Promise<readonly ChatChannel[]>
  messages(user: string, channel: string): Promise<readonly ChatMessage[]>
  /** What this person is offered there, in their language. */
  commands(user: string, channel: string, locale: string): Promise<readonly OfferedCommand[]>
  say(user: string, channel: string, content: string): Promise<void>
  dismiss(user: string, message: string): Promise<void>
  interact(wish: InteractionWish): Promise<Conversation>
  /** Follows an invitation by its code. */
  follow(user: string, code: string): Promise<Followed>
}

export const chatClient: ChatClient = {
  channels: () => look('channels', {}, list(readChannel)),
  messages: (user, channel) => look('messages', { user, channel }, list(readMessage)),
  commands: (user, channel, locale) => look('commands', { user, channel, locale }, list(readCommand)),
  say: (user, channel, content) => tell('messages', { user, channel, content }),
  dismiss: (user, message) => tell('messages/dismiss', { user, message }),
  interact: wish => ask('interactions', wish, readConversation),
  follow: (user, code) => ask('invite', { user, code }, readFollowed),
}
