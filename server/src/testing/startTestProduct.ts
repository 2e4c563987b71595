import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ACTIVITY_NAMESPACE,
  type ClientToServerEvents,
  type HelloAck,
  HelloAckSchema,
  type ServerToClientEvents,
} from '@kaltura-discord/shared/protocol/frames.ts'
import { type SignedIn, SignedInSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { PROTOCOL_VERSION } from '@kaltura-discord/shared/protocol/version.ts'
import { io, type Socket } from 'socket.io-client'
import * as z from 'zod'
import { type Sandbox, startSandbox } from '../../../sandbox/src/startSandbox.ts'
import { type App, type AppOverrides, createApp, secretsOf } from '../app.ts'
import { loadConfig } from '../config.ts'
import { createLogger } from '../platform/logger.ts'
import { startBot } from './startBot.ts'

export type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>

export interface TestProduct {
  readonly sandbox: Sandbox
  readonly app: App
  readonly url: string
  /** The environment the server runs in. */
  readonly environment: Readonly<Record<string, string>>
  /** Everything the server has logged, as lines of JSON. */
  readonly log: readonly string[]
  /** Joins the voice channel and opens the Activity; returns what a client has to send to sign in. */
  launch(name: string): Promise<{ code: string; codeVerifier: string; instanceId: string }>
  signIn(name: string): Promise<SignedIn>
  /** A connection that has not said hello yet. */
  connect(accessToken: string): TestSocket
  close(): Promise<void>
}

/** Sooner than in production, for the sake of those who wait for the test. */
const CHECK_EVERY_MS = 1_000

const CodeSchema = z.object({ code: z.string() })
const LaunchSchema = z.object({ instanceId: z.string() })

interface TestProductOptions extends AppOverrides {
  /** That of another product, which also closes it. */
  readonly sandbox?: Sandbox
  /** Registers the commands, and has the stand-in for Discord send interactions and events here. */
  readonly bot?: boolean
}

/** The whole server with the stand-ins behind it, on free ports. */
export async function startTestProduct(
  more: Readonly<Record<string, string>> = {},
  options: TestProductOptions = {},
): Promise<TestProduct> {
  const { sandbox: shared, bot = false, ...overrides } = options
  const sandbox =
    shared ?? (await startSandbox({ ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0 } }))
  const folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-'))
  const environment = {
    ...sandbox.serverEnvironment,
    API_PORT: '0',
    METRICS_PORT: '0',
    NODE_ENV: 'test',
    LOG_LEVEL: 'debug',
    DATABASE_PATH: join(folder, 'test.sqlite'),
    ...more,
  }
  const loaded = loadConfig(environment)
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const { config } = loaded
  const log: string[] = []
  const destination = { write: (line: string) => void log.push(line) }
  const logger = createLogger({
    level: config.log.level,
    directory: config.log.directory,
    secrets: secretsOf(config),
    destination,
  })
  const app = createApp(config, { logger, checkEveryMs: CHECK_EVERY_MS, ...overrides })
  const { url } = await app.start()
  if (bot) await startBot({ sandbox, url, config, logger })
  const sockets: TestSocket[] = []

  const product: TestProduct = {
    sandbox,
    app,
    url,
    environment,
    log,
    async launch(name) {
      const { instanceId } = await launchActivity(sandbox.urls.host, name)
      return { instanceId, ...(await authorize(sandbox.urls.host, name, config.discord.clientId)) }
    },
    async signIn(name) {
      const response = await postJson(`${url}/api/v1/auth/discord`, await product.launch(name))
      if (response.status !== 200) throw new Error(await response.text())
      return SignedInSchema.parse(await response.json())
    },
    connect(accessToken) {
      const socket = openSocket(url, config.activity.origin, accessToken)
      sockets.push(socket)
      return socket
    },
    async close() {
      for (const socket of sockets) socket.disconnect()
      await app.stop()
      await logger.close()
      if (!shared) await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return product
}

export function openSocket(url: string, origin: string, token: string): TestSocket {
  return io(`${url}${ACTIVITY_NAMESPACE}`, {
    transports: ['websocket'],
    auth: { token },
    extraHeaders: { origin },
    forceNew: true,
    reconnection: false,
  })
}

/** Says hello and gives back the parsed answer. */
export async function hello(
  socket: TestSocket,
  known: { roomId?: string; lastSeq?: number } = {},
): Promise<HelloAck> {
  return HelloAckSchema.parse(
    await socket.timeout(5_000).emitWithAck('hello', { protocol: PROTOCOL_VERSION, ...known }),
  )
}

export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

async function launchActivity(host: string, user: string): Promise<{ instanceId: string }> {
  await postJson(`${host}/host/voice/join`, { user })
  const response = await postJson(`${host}/host/launch`, { user, platform: 'desktop' })
  return LaunchSchema.parse(await response.json())
}

async function authorize(host: string, user: string, clientId: string) {
  const codeVerifier = randomBytes(48).toString('base64url')
  const response = await postJson(`${host}/host/authorize`, {
    user,
    clientId,
    scope: ['identify'],
    responseType: 'code',
    codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    codeChallengeMethod: 'S256',
  })
  return { ...CodeSchema.parse(await response.json()), codeVerifier }
}
