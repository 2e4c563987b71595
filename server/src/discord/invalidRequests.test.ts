import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GUILD } from '../../../sandbox/src/discord/identities.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/src/startSandbox.ts'
import { loadConfig } from '../config.ts'
import { createLogger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import { postJson } from '../testing/startTestProduct.ts'
import { createDiscordApi, type DiscordApi } from './discordApi.ts'
import { createDiscordConnection } from './discordConnection.ts'
import { createInvalidRequests, type DiscordRequest } from './invalidRequests.ts'

const WINDOW_MS = 600_000
const logger = createLogger({ level: 'silent', secrets: [] })

/** Requests that are answered when the test says so. */
function heldBackRequests() {
  const time = { nowMs: 0 }
  const requests = createInvalidRequests({ logger, nowMs: () => time.nowMs })
  const sent: { answer: (status: number, headers?: Record<string, string>) => void }[] = []
  const send = (more: Partial<DiscordRequest> = {}) => {
    const request = { route: 'GET /x', url: 'https://discord.test/api/v10/x', signal: null, ...more }
    const { promise, resolve } = Promise.withResolvers<Response>()
    const outcome = requests.send(request, () => {
      sent.push({ answer: (status, headers = {}) => resolve(new Response(null, { status, headers })) })
      return promise
    })
    return outcome.then(
      ({ status }) => status,
      (error: Error) => error.message.split(' ')[0],
    )
  }
  /** Sends one and has it answered. */
  const answered = async (status: number, more: Partial<DiscordRequest> = {}, headers = {}) => {
    const before = sent.length
    const outcome = send(more)
    await Promise.resolve()
    await Promise.resolve()
    if (sent.length > before) sent.at(-1)?.answer(status, headers)
    return outcome
  }
  return { time, sent, send, answered }
}

const route = (name: string) => ({ route: `GET /${name}`, url: `https://discord.test/api/v10/${name}` })

describe('requests that Discord refuses', () => {
  it.each([401, 403, 429])('with %s stop everything before it shuts us out', async status => {
    const { time, sent, answered } = heldBackRequests()
    for (let count = 0; count < 1_000; count++) await answered(status, route(`route${count % 7}`))
    expect(sent).toHaveLength(80)
    expect(await answered(200, route('another'))).toBe('held_back')
    time.nowMs = WINDOW_MS - 1
    expect(await answered(200)).toBe('held_back')
    time.nowMs = WINDOW_MS
    expect(await answered(200)).toBe(200)
  })

  it('stop their own route first', async () => {
    const { sent, answered } = heldBackRequests()
    for (let count = 0; count < 100; count++) await answered(401)
    expect(sent).toHaveLength(40)
    expect(await answered(200, route('other'))).toBe(200)
  })

  it('stop at one address before the others of its route, and not for long', async () => {
    const { time, answered } = heldBackRequests()
    const invite = (id: number) => ({
      route: 'POST /channels/:x/invites',
      url: `https://discord.test/api/v10/channels/${id}/invites?x=${Math.random()}`,
    })
    for (let count = 0; count < 3; count++) expect(await answered(403, invite(1))).toBe(403)
    expect(await answered(200, invite(1))).toBe('held_back')
    expect(await answered(200, invite(2))).toBe(200)
    time.nowMs += 120_000
    expect(await answered(200, invite(1))).toBe(200)
  })

  it('are not those that fail otherwise, or that meet a limit shared with others', async () => {
    const { sent, answered } = heldBackRequests()
    for (const status of [200, 204, 400, 404, 409, 500, 503])
      for (let count = 0; count < 50; count++) await answered(status)
    for (let count = 0; count < 100; count++) await answered(429, {}, { 'x-ratelimit-scope': 'shared' })
    expect(sent).toHaveLength(450)
  })

  it('never exceed a hundred in ten minutes, though they come all at once', async () => {
    const { sent, send } = heldBackRequests()
    const outcomes = Array.from({ length: 500 }, (_, count) => send(route(`route${count % 20}`)))
    await Promise.resolve()
    expect(sent).toHaveLength(100)
    for (const { answer } of sent) answer(401)
    const ended = await Promise.all(outcomes)
    expect(ended.filter(outcome => outcome === 401)).toHaveLength(100)
    expect(ended.filter(outcome => outcome === 'held_back')).toHaveLength(400)
  })

  it('leave room for the next as soon as one has been answered well', async () => {
    const { sent, send } = heldBackRequests()
    const outcomes = Array.from({ length: 150 }, () => send())
    const stopped = new AbortController()
    const impatient = send({ signal: stopped.signal })
    await Promise.resolve()
    stopped.abort()
    expect(await impatient).toBe('This')
    for (let index = 0; index < 150; index++) {
      sent[index]?.answer(200)
      await outcomes[index]
    }
    expect(await Promise.all(outcomes)).toEqual(Array.from({ length: 150 }, () => 200))
  })
})

describe('the bot’s line to Discord', () => {
  let sandbox: Sandbox
  let discord: DiscordApi
  let time: { nowMs: number }

  const connect = (botToken?: string) => {
    const loaded = loadConfig({
      ...sandbox.serverEnvironment,
      ...(botToken !== undefined && { DISCORD_BOT_TOKEN: botToken }),
    })
    if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
    const config = loaded.config.discord
    const http = createOutboundHttp({ allowedOrigins: [new URL(config.apiUrl).origin], logger })
    time = { nowMs: 0 }
    const connection = createDiscordConnection({ config, http, logger, nowMs: () => time.nowMs })
    discord = createDiscordApi({ config, connection })
  }

  beforeEach(async () => {
    sandbox = await startSandbox({ ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0 } })
  })
  afterEach(async () => {
    discord.close()
    await sandbox.close()
  })

  const invalid = () =>
    sandbox.traffic.entries().filter(({ status }) => status === 401 || status === 403 || status === 429)

  /** All that the product may want, a few hundred times. */
  async function wantMuch() {
    for (let round = 0; round < 25; round++)
      await Promise.all([
        discord.guild(GUILD.id),
        discord.guild(String(1_200_000_000_000_001_000n + BigInt(round))),
        discord.guildMember(GUILD.id, String(1_400_000_000_000_001_000n + BigInt(round))),
        discord.currentUser('stale-token'),
        discord.activityInstance(`i-${round}-gc-1-2`),
        discord.exchangeCode('code', 'x'.repeat(43)),
      ])
  }

  it('with a token that is not ours sends less than a hundred requests in ten minutes', async () => {
    connect('somebody-elses-token')
    await wantMuch()
    expect(invalid().length).toBeGreaterThan(20)
    time.nowMs = WINDOW_MS / 2
    await wantMuch()
    expect(invalid().length).toBeLessThanOrEqual(100)
  })

  it.each([401, 403])('that is answered %s does so too, and asks again later', async status => {
    connect()
    await postJson(`${sandbox.urls.host}/sandbox/faults`, { service: 'discord', kind: 'fail', status })
    await wantMuch()
    expect(invalid().length).toBeLessThanOrEqual(100)
    await fetch(`${sandbox.urls.host}/sandbox/faults`, { method: 'DELETE' })
    expect(await discord.guild(GUILD.id)).toMatchObject({ error: { code: 'discord_unavailable' } })
    time.nowMs = WINDOW_MS
    expect(await discord.guild(GUILD.id)).toMatchObject({ ok: true, value: { id: GUILD.id } })
  })
})
