import type { ChatAuthor, ChatMessage } from '../chatApi.ts'
import { APPLICATION } from '../identities.ts'
import type { World } from '../world.ts'
import type { StoredMessage } from './messages.ts'

/** Whatever has been promised for an interaction has to come within this, ms; afterwards nobody can answer it. */
export const TOKEN_LIFE_MS = 15 * 60_000

/** A message as a page shows it. */
export function messageView(message: StoredMessage, world: World, nowMs: number): ChatMessage {
  const { answers } = message
  const isOverdue = message.state === 'thinking' && nowMs - message.sentAtMs > TOKEN_LIFE_MS
  return {
    id: message.id,
    channelId: message.channelId,
    author: authorOf(message.author, world),
    content: message.content,
    components: message.components,
    embeds: message.embeds,
    flags: message.flags,
    pings: { ...message.mentioned, users: message.mentioned.users.map(({ id }) => id) },
    sentAtMs: message.sentAtMs,
    editedAtMs: message.editedAtMs,
    onlyFor: message.onlyFor,
    answers: answers && { user: answers.user, command: answers.command },
    state: isOverdue ? 'failed' : message.state,
  }
}

function authorOf(handle: string | null, world: World): ChatAuthor {
  const user = handle === null ? null : world.userByName(handle)
  if (user === null) return { id: APPLICATION.id, name: APPLICATION.name, isBot: true }
  return { id: user.id, name: user.nick ?? user.globalName, isBot: false }
}
