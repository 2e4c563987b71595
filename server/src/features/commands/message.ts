import { type APIInteractionResponseCallbackData, ComponentType, MessageFlags } from 'discord-api-types/v10'
import { shorten } from '../../discord/text/shorten.ts'
import type { Message } from './command.ts'

/** Discord's limit, UTF-16 units. */
const MAX_CONTENT_LENGTH = 2_000

const NOBODY = { parse: [] }

/** A message of its own, which nobody but the member sees. */
export function toMessage(message: Message): APIInteractionResponseCallbackData {
  if ('text' in message)
    return { content: contentOf(message.text), flags: MessageFlags.Ephemeral, allowed_mentions: NOBODY }
  return {
    components: [...message.components],
    flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
    allowed_mentions: NOBODY,
  }
}

/** What a deferred answer becomes. */
export function toEdit(message: Message): APIInteractionResponseCallbackData {
  if ('text' in message) return { content: contentOf(message.text), allowed_mentions: NOBODY }
  return {
    components: [...message.components],
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: NOBODY,
  }
}

/** What the message with the button becomes: made of components it has to stay so. */
export const toReplacement = (message: Message): APIInteractionResponseCallbackData =>
  toEdit(
    'text' in message
      ? { components: [{ type: ComponentType.TextDisplay, content: contentOf(message.text) }] }
      : message,
  )

const contentOf = (text: string) => shorten(text, MAX_CONTENT_LENGTH)
