import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@kaltura-discord/sandbox/startSandbox.ts'
import { SignedInSchema } from '../../../shared/src/protocol/http.ts'
import { setUpDiscord } from '../setUpDiscord.ts'
import { type SupervisedServer, superviseServer } from '../superviseServer.ts'

const WEBHOOK_TOKEN = randomBytes(24).toString('hex')
const REQUEST_TIMEOUT_MS = 15_000

/** The server as a process that can be killed, the stand-ins in this one, and somebody who does things. */
export interface ChaosProduct {
  readonly sandbox: Sandbox
  readonly server: SupervisedServer
  readonly databasePath: string
  /** As that person, over HTTP; null where the server died over it. */
  ask(method: string, path: string, body?: object): Promise<Response | null>
  /** The sandbox's own controls. */
  control(method: string, path: string, body?: object): Promise<unknown>
  /** As Kaltura would. */
  notify(body: object): Promise<Response | null>
  close(): Promise<void>
}

export const CHAOS_USER = 'ana'

export async function startChaosProduct(onServerLine?: (line: string) => void): Promise<ChaosProduct> {
  const server = superviseServer(onServerLine ? { onLine: onServerLine } : {})
  const sandbox = await startSandbox({
    server: { kill: server.kill, state: server.state, onChange: server.onChange },
    ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0, server: await freePort() },
  })
  const folder = await mkdtemp(join(tmpdir(), 'kaltura-discord-chaos-'))
  const databasePath = join(folder, 'rooms.sqlite')
  const close = async (): Promise<void> => {
    await server.stop()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }
  const serverUrl = `http://127.0.0.1:${sandbox.ports.server}`
  const control = (method: string, path: string, body?: object) =>
    parsed(send(`${sandbox.urls.host}${path}`, { method, body }))
  const person = createPerson(serverUrl, control)
  const environment = {
    METRICS_PORT: '0',
    LOG_LEVEL: 'warn',
    ...sandbox.serverEnvironment,
    KALTURA_WEBHOOK_TOKEN: WEBHOOK_TOKEN,
    DATABASE_PATH: databasePath,
  }
  try {
    await server.start(environment)
    // Without it Discord doesn't know where a press on a button goes.
    await setUpDiscord(environment, sandbox)
  } catch (error) {
    await close()
    throw error
  }
  return {
    sandbox,
    server,
    databasePath,
    control,
    ask: person,
    notify: body =>
      unlessDead(
        send(`${serverUrl}/api/v1/webhooks/kaltura`, {
          method: 'POST',
          body,
          headers: { 'x-webhook-token': WEBHOOK_TOKEN },
        }),
      ),
    close,
  }
}

interface Sending {
  readonly method: string
  readonly body?: object | undefined
  readonly headers?: Readonly<Record<string, string>>
}

const send = (url: string, { method, body, headers = {} }: Sending): Promise<Response> =>
  fetch(url, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  })

const unlessDead = (sent: Promise<Response>): Promise<Response | null> => sent.catch(() => null)

async function parsed(sent: Promise<Response>): Promise<unknown> {
  const response = await sent
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`)
  return text === '' ? null : JSON.parse(text)
}

/** Signs in when it has to: what a token says holds across crashes, but not for ever. */
function createPerson(serverUrl: string, control: ChaosProduct['control']): ChaosProduct['ask'] {
  let token: Promise<string> | null = null
  return async (method, path, body) => {
    for (const isLastTry of [false, true]) {
      token ??= signIn(serverUrl, control)
      const authorization = `Bearer ${await token}`
      const answer = await unlessDead(
        send(`${serverUrl}/api/v1${path}`, { method, body, headers: { authorization } }),
      )
      if (answer?.status !== 401 || isLastTry) return answer
      token = null
    }
    return null
  }
}

async function signIn(serverUrl: string, control: ChaosProduct['control']): Promise<string> {
  await control('POST', '/host/voice/join', { user: CHAOS_USER })
  const launched = await control('POST', '/host/launch', { user: CHAOS_USER, platform: 'desktop' })
  const codeVerifier = randomBytes(32).toString('base64url')
  const authorized = await control('POST', '/host/authorize', {
    user: CHAOS_USER,
    clientId: textIn(await control('GET', '/host/state'), 'applicationId'),
    scope: ['identify', 'guilds.members.read'],
    responseType: 'code',
    codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    codeChallengeMethod: 'S256',
  })
  const body = {
    code: textIn(authorized, 'code'),
    codeVerifier,
    instanceId: textIn(launched, 'instanceId'),
  }
  const answer = await parsed(send(`${serverUrl}/api/v1/auth/discord`, { method: 'POST', body }))
  return SignedInSchema.parse(answer).accessToken
}

/** A text that an answer of the sandbox has. */
export function textIn(value: unknown, key: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  if (typeof found !== 'string') throw new Error(`An answer of the sandbox lacks ${key}.`)
  return found
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}
