import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLogger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import { Secret } from '../platform/secret.ts'
import { type BotGuilds, createBotGuilds } from './botGuilds.ts'
import { createDiscordConnection, type DiscordConnection } from './discordConnection.ts'

const logger = createLogger({ level: 'silent', directory: null, secrets: [], destination: { write() {} } })
const GUILD = '1200000000000000001'

let server: Server
let connection: DiscordConnection
let guilds: BotGuilds
/** What Discord answers to `/path?query`. */
let answer: (path: string, query: URLSearchParams) => readonly [status: number, body: unknown]

beforeEach(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://discord')
    const [status, body] = answer(url.pathname, url.searchParams)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  connection = createDiscordConnection({
    config: {
      clientId: '1100000000000000001',
      clientSecret: new Secret('client-secret'),
      botToken: new Secret('bot-token'),
      publicKey: '0'.repeat(64),
      apiUrl: `${origin}/api`,
      cdnUrl: origin,
    },
    http: createOutboundHttp({ allowedOrigins: [origin], nameOf: () => 'discord', logger, observer: null }),
    logger,
  })
  guilds = createBotGuilds(connection)
})
afterEach(async () => {
  connection.close()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

const idOf = (index: number) => String(1_200_000_000_000_000_000n + BigInt(index))

it('reads the servers of the bot page by page', async () => {
  const all = Array.from({ length: 450 }, (_, index) => ({
    id: idOf(index),
    name: 'A server',
    permissions: '3072',
  }))
  const pages: string[] = []
  answer = (path, query) => {
    expect(path).toBe('/api/v10/users/@me/guilds')
    pages.push(query.toString())
    const from = all.findIndex(({ id }) => id === query.get('after')) + 1
    return [200, all.slice(from, from + Number(query.get('limit')))]
  }
  const found = await guilds.all()
  expect(found.ok && found.value).toEqual(all.map(guild => ({ ...guild, permissions: 3072n })))
  expect(pages).toEqual(['limit=200', `limit=200&after=${idOf(199)}`, `limit=200&after=${idOf(399)}`])
})

it('ends where a page brings nothing new', async () => {
  answer = () => [
    200,
    Array.from({ length: 200 }, (_, index) => ({ id: idOf(index), name: 'A server', permissions: '0' })),
  ]
  const found = await guilds.ids()
  expect(found.ok && found.value.size).toBe(200)
})

it.each([
  ['refuses', 401, { code: 0, message: '401: Unauthorized' }],
  ['fails', 500, { code: 0, message: 'no' }],
  ['says something else', 200, { guilds: [] }],
])('has no list when Discord %s', async (_what, status, body) => {
  answer = () => [status, body]
  expect((await guilds.ids()).ok).toBe(false)
})

it.each([
  ['no access', 403, { code: 50001, message: 'Missing Access' }],
  ['no such server', 404, { code: 10004, message: 'Unknown Guild' }],
])('knows that the bot is gone when Discord says: %s', async (_what, status, body) => {
  answer = path => (path === `/api/v10/guilds/${GUILD}` ? [status, body] : [500, {}])
  expect(await guilds.isGone(GUILD)).toEqual({ ok: true, value: true })
})

it('knows that it is there', async () => {
  answer = () => [200, { id: GUILD, name: 'Film Club' }]
  expect(await guilds.isGone(GUILD)).toEqual({ ok: true, value: false })
})

it.each([
  ['a wrong token', 401, { code: 0, message: '401: Unauthorized' }],
  ['another refusal', 403, { code: 40333, message: 'internal network error' }],
  ['an address that is not there', 404, { code: 0, message: '404: Not Found' }],
  ['an outage', 503, {}],
])('does not know with %s', async (_what, status, body) => {
  answer = () => [status, body]
  expect((await guilds.isGone(GUILD)).ok).toBe(false)
})
