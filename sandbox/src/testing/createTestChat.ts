import { createCommandRegistry } from '../discord/application/commandRegistry.ts'
import { createApplicationSettings } from '../discord/application/settings.ts'
import type { ApplicationLine, ApplicationReply, Sending } from '../discord/interactions/applicationLine.ts'
import { createChat } from '../discord/interactions/createChat.ts'
import { createSigningPair } from '../discord/signing.ts'
import { createWorld, type World } from '../discord/world.ts'

export interface TestChatOptions {
  readonly now?: () => number
  readonly world?: World
  /** Stands for the application's endpoint. */
  readonly line?: ApplicationLine
}

/** Discord's side of a chat, without any ports; the application is a function. */
export function createTestChat({ now = Date.now, world = createWorld({ now }), line }: TestChatOptions = {}) {
  const settings = createApplicationSettings()
  settings.change({ interactions_endpoint_url: 'http://127.0.0.1:1/interactions' })
  const commands = createCommandRegistry({ now, nextId: world.nextId })
  const application = line ?? (() => Promise.resolve(null))
  const chat = createChat({ world, settings, commands, line: application, now })
  return { world, settings, commands, signing: createSigningPair(), line: application, chat }
}

export const jsonReply = (body: object, status = 200): ApplicationReply => ({
  status,
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(body)),
})

/** Answers everything with the same body. */
export const answersWith =
  (body: object): ApplicationLine =>
  (_sending: Sending) =>
    Promise.resolve(jsonReply(body))
