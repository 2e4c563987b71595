import { readFileSync } from 'node:fs'
import { ConfigSchema, type GuildConfig } from '@kaltura-discord/shared/config/configSchema.ts'
import { mergeConfig } from '@kaltura-discord/shared/config/mergeConfig.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import * as z from 'zod'
import { BOT_PERMISSIONS, TEXT_CHANNEL } from '../../../../../sandbox/src/discord/identities.ts'
import { type Sandbox, startSandbox } from '../../../../../sandbox/src/startSandbox.ts'
import { assembleNotifications } from '../../../assembly/assembleNotifications.ts'
import { loadConfig } from '../../../config.ts'
import { createDiscordApi } from '../../../discord/discordApi.ts'
import { createDiscordConnection } from '../../../discord/discordConnection.ts'
import { createMembers } from '../../../guilds/members.ts'
import { openDatabase } from '../../../platform/database/openDatabase.ts'
import { createLogger } from '../../../platform/logger.ts'
import { createOutboundHttp } from '../../../platform/outboundHttp.ts'
import type { EffectOutcome } from '../../../platform/outbox/outbox.ts'

export const DEFAULTS = ConfigSchema.parse(
  JSON.parse(readFileSync(new URL('../../../../../config/default_config.json', import.meta.url), 'utf8')),
)

const MessagesSchema = z.array(
  z.object({
    id: z.string(),
    author: z.object({ isBot: z.boolean() }),
    components: z.array(z.unknown()),
    editedAtMs: z.number().nullable(),
    pings: z.object({ everyone: z.boolean(), users: z.array(z.string()), roles: z.array(z.string()) }),
  }),
)
const EventsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    location: z.string(),
    startsAtMs: z.number(),
    endsAtMs: z.number(),
    status: z.number(),
  }),
)

type Overrides = Parameters<typeof mergeConfig>[1]

/** What shows meetings in Discord, before the sandbox's, with one meeting that a test changes as it likes. */
export async function createNotificationGround(meetingNow: () => Meeting | null) {
  const sandbox: Sandbox = await startSandbox({
    ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0 },
  })
  const loaded = loadConfig(sandbox.serverEnvironment)
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const { discord: config } = loaded.config
  const logger = createLogger({ level: 'silent', secrets: [] })
  const http = createOutboundHttp({ allowedOrigins: [new URL(config.apiUrl).origin], logger })
  const database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  const time = { aheadMs: 0 }
  const clock = { nowMs: () => Date.now() + time.aheadMs }
  const settings: { config: GuildConfig } = { config: DEFAULTS }

  /** Another process, with nothing but the database in common. */
  function boot() {
    const discordConnection = createDiscordConnection({ config, http, logger })
    const discord = createDiscordApi({ config, connection: discordConnection })
    return assembleNotifications({
      ground: { clock, logger, database },
      outside: { discordConnection, discord },
      members: createMembers({ discord, clock }),
      guildConfig: { of: async () => settings.config },
      readMeeting: async () => meetingNow(),
    })
  }
  let running = boot()

  const get = async (path: string): Promise<unknown> => (await fetch(`${sandbox.urls.host}${path}`)).json()
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${sandbox.urls.host}${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  }
  return {
    sandbox,
    database,
    time,
    clock,
    reboot() {
      running = boot()
    },
    mayMentionEveryone: (...asked: Parameters<typeof running.mayMentionEveryone>) =>
      running.mayMentionEveryone(...asked),
    configure(overrides: Overrides) {
      settings.config = mergeConfig(DEFAULTS, overrides)
    },
    /** `announce`, with what else the effect carries. */
    async does(kind: string, more: object = {}): Promise<EffectOutcome> {
      const handler = running.handlers[`meeting.${kind}`]
      if (handler === undefined) throw new Error(`Nobody handles meeting.${kind}.`)
      return handler({ meetingId: meetingNow()?.id ?? 'k7f29x3qab', ...more }, { id: 'effect', number: 1 })
    },
    /** The bot's, the oldest first. */
    async messages(channel: string = TEXT_CHANNEL.id) {
      const all = MessagesSchema.parse(await get(`/host/messages?user=ana&channel=${channel}`))
      return all.filter(({ author }) => author.isBot)
    },
    deleteMessage: (message: string) => post('/host/messages/remove', { message }),
    events: async () => EventsSchema.parse(await get('/sandbox/events')),
    deleteEvent: (id: string) => post('/sandbox/events/remove', { id }),
    deny: (permission: bigint) =>
      post('/host/bot/permissions', { permissions: String(BOT_PERMISSIONS & ~permission) }),
    allow: (permission = 0n) =>
      post('/host/bot/permissions', { permissions: String(BOT_PERMISSIONS | permission) }),
    calls: (method: string, path: string) =>
      sandbox.traffic.entries().filter(entry => entry.method === method && entry.url.includes(path)).length,
    async close() {
      await database.close()
      await sandbox.close()
    },
  }
}
export type NotificationGround = Awaited<ReturnType<typeof createNotificationGround>>
