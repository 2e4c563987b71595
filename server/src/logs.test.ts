import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlaybackSessionSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { hello, postJson, startTestProduct, type TestProduct } from './testing/startTestProduct.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const LineSchema = z.looseObject({ event: z.string(), requestId: z.string().optional() })
type Line = z.infer<typeof LineSchema>

let folder = ''
let product: TestProduct

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-logs-'))
  product = await startTestProduct({ LOG_LEVEL: 'trace', LOG_DIR: join(folder, 'logs') })
})
afterAll(async () => {
  await product.close()
  rmSync(folder, { recursive: true, force: true })
})

const linesOf = (id: string): Line[] =>
  product.log.map(line => LineSchema.parse(JSON.parse(line))).filter(line => line.requestId === id)

/** Words that must not turn up, and where each has been put. */
const canary = (where: string) => `canary${where}7f3a9b`

const input = {
  query: canary('Query'),
  cursor: canary('Cursor'),
  path: canary('Path'),
  header: canary('Header'),
  agent: canary('Agent'),
  cookie: canary('Cookie'),
  body: canary('Body'),
  garbled: canary('Garbled'),
  code: canary('Code'),
  bearer: canary('Bearer'),
  basic: canary('Basic'),
  frame: canary('Frame'),
  payload: canary('Payload'),
  handshake: canary('Handshake'),
}

async function askOddly(authorization: string, round: number): Promise<void> {
  const api = `${product.url}/api/v1`
  const headers = {
    authorization,
    'x-anything': input.header,
    'user-agent': input.agent,
    cookie: `a=${input.cookie}`,
  }
  const asks = [
    fetch(`${api}/videos/search?q=${input.query}${round}&limit=5`, { headers }),
    fetch(`${api}/videos?cursor=${input.cursor}`, { headers }),
    fetch(`${api}/videos/${input.path}`, { headers }),
    fetch(`${api}/${input.path}?a=${input.query}`, { headers }),
    fetch(`${api}/videos/%${input.path}`, { headers }),
    fetch(`${api}/videos`, { headers: { authorization: `Bearer ${input.bearer}` } }),
    fetch(`${api}/videos`, { headers: { authorization: `Basic ${btoa(`a:${input.basic}`)}` } }),
    fetch(`${api}/videos`, { headers: { ...headers, 'x-request-id': `${input.header} and more` } }),
    postJson(`${api}/auth/discord`, {
      code: input.code,
      codeVerifier: input.code.repeat(4),
      instanceId: input.body,
    }),
    postJson(`${api}/auth/refresh`, { refreshToken: input.body }),
    postJson(`${api}/videos/0_testcard/session`, { [input.body]: input.body }, headers),
    fetch(`${api}/auth/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"refreshToken": ${input.garbled}`,
    }),
  ]
  for (const answer of await Promise.all(asks)) await answer.arrayBuffer()
}

it('finds all that one request has caused by its id (ASVS 16.2.1, 16.2.4)', async () => {
  const { accessToken } = await product.signIn('ben')
  const headers = { authorization: `Bearer ${accessToken}`, 'x-request-id': 'from-a-load-balancer-1' }
  const answer = await fetch(`${product.url}/api/v1/videos/search?q=forest`, { headers })
  await answer.arrayBuffer()
  expect(answer.headers.get('x-request-id')).toBe('from-a-load-balancer-1')
  await vi.waitFor(() =>
    expect(linesOf('from-a-load-balancer-1').map(({ event }) => event)).toEqual([
      'outbound.called',
      'http.answered',
    ]),
  )
})

it('gives each frame of a socket an id of its own', async () => {
  const socket = product.connect((await product.signIn('ben')).accessToken)
  await hello(socket)
  const before = product.log.length
  for (const entryId of ['0_nothere1', '0_nothere2']) {
    const command = { id: `watch-${entryId}`, command: { type: 'video.watch' as const, entryId } }
    await socket.timeout(5_000).emitWithAck('command', command)
  }
  const calls = product.log
    .slice(before)
    .map(line => LineSchema.parse(JSON.parse(line)))
    .filter(({ event }) => event === 'outbound.called')
  expect(new Set(calls.map(({ requestId }) => requestId)).size).toBe(2)
  expect(calls.every(({ requestId }) => requestId !== undefined)).toBe(true)
})

it('keeps the server from starting where its files can not be written', async () => {
  writeFileSync(join(folder, 'in-the-way'), '')
  const env = { ...product.environment, LOG_DIR: join(folder, 'in-the-way', 'logs') }
  const server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', chunk => {
    said += chunk
  })
  expect(await once(server, 'exit')).toEqual([1, null])
  expect(said).toMatch(/^This server can't start:\n- LOG_DIR .*Set it to/)
  expect(said.trim().split('\n')).toHaveLength(2)
})

// The last one: after it, Discord and Kaltura are being left alone for a while.
it('holds neither a secret nor anything that was sent, in any line or file, with everything switched on (ASVS 16.2.5)', async () => {
  const { environment, sandbox } = product
  const launched = await product.launch('eva')
  const signedIn = await (await postJson(`${product.url}/api/v1/auth/discord`, launched)).json()
  const { accessToken, refreshToken, discordAccessToken } = z
    .object({ accessToken: z.string(), refreshToken: z.string(), discordAccessToken: z.string() })
    .parse(signedIn)
  const authorization = `Bearer ${accessToken}`
  const session = PlaybackSessionSchema.parse(
    await (await postJson(`${product.url}/api/v1/videos/0_testcard/session`, {}, { authorization })).json(),
  )
  const socket = product.connect(accessToken)
  await hello(socket)
  const raw: { emit(name: string, ...args: unknown[]): unknown } = socket
  raw.emit(input.frame, { a: input.payload })
  raw.emit('command', { id: input.payload, command: { type: input.payload } }, () => {})
  const stranger = product.connect(input.handshake)
  await new Promise(resolve => stranger.once('connect_error', resolve))

  await askOddly(authorization, 0)
  for (const [round, kind] of (['garble', 'absent', 'fail'] as const).entries()) {
    for (const service of ['kaltura', 'discord', 'cdn'] as const) sandbox.faults.add({ service, kind })
    await askOddly(authorization, round + 1)
    sandbox.faults.clear()
  }
  const reused = { refreshToken }
  for (let i = 0; i < 2; i++)
    await (await postJson(`${product.url}/api/v1/auth/refresh`, reused)).arrayBuffer()

  const secrets = ['DISCORD_CLIENT_SECRET', 'DISCORD_BOT_TOKEN', 'KALTURA_ADMIN_SECRET', 'JWT_SECRET']
  const forbidden = [
    ...Object.values(input),
    btoa(`a:${input.basic}`),
    ...secrets.flatMap(name => environment[name] ?? []),
    ...[accessToken, refreshToken, discordAccessToken, session.ks, launched.code, launched.codeVerifier],
    'Eva Müller',
  ]
  expect(forbidden.every(word => word.length > 5)).toBe(true)
  const events = new Set(product.log.map(line => LineSchema.parse(JSON.parse(line)).event))
  for (const event of ['http.answered', 'outbound.called', 'kaltura.unavailable', 'auth.refresh.reused'])
    expect([...events]).toContain(event)
  const files = ['combined.log', 'error.log'].map(name => join(folder, 'logs', name))
  await vi.waitFor(() =>
    expect(readFileSync(files[0] ?? '', 'utf8').split('\n')).toHaveLength(product.log.length + 1),
  )
  const texts = [product.log.join(''), ...files.map(file => readFileSync(file, 'utf8'))]
  for (const word of forbidden)
    for (const text of texts) expect([word, text.includes(word)]).toEqual([word, false])
})
