import { createAuthorizations } from '../discord/authorizations.ts'
import { APPLICATION } from '../discord/identities.ts'
import { createDiscordApi } from '../discord/rest.ts'
import type { StandInResponse } from '../standIn.ts'
import { createTestChat, type TestChatOptions } from './createTestChat.ts'

const USER_AGENT = 'DiscordBot (https://example.org/kaltura, 1.0.0)'

/** Discord's REST API with its side of a chat, by a clock of its own and without any ports. */
export function createTestDiscord(options: Omit<TestChatOptions, 'now'> = {}) {
  const clock = { nowMs: Date.UTC(2026, 10, 21) }
  const now = () => clock.nowMs
  const test = createTestChat({ ...options, now })
  const { world, settings, commands, signing, line, chat } = test
  const authorizations = createAuthorizations(now)
  const api = createDiscordApi({
    world,
    authorizations,
    settings,
    commands,
    signing,
    line,
    now,
    chat: chat.routeParts,
  })

  async function send(method: string, path: string, body: unknown, authorization: object) {
    const url = new URL(`/api/v10${path}`, 'http://127.0.0.1:3335')
    const headers = { 'user-agent': USER_AGENT, 'content-type': 'application/json', ...authorization }
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? {})
    return api({ method, url, headers, body: Buffer.from(body === undefined ? '' : text) })
  }

  return {
    ...test,
    clock,
    asBot: (method: string, path: string, body?: unknown): Promise<StandInResponse> =>
      send(method, path, body, { authorization: `Bot ${APPLICATION.botToken}` }),
    /** With nothing but the token that may be in the path. */
    asNobody: (method: string, path: string, body?: unknown): Promise<StandInResponse> =>
      send(method, path, body, {}),
  }
}
