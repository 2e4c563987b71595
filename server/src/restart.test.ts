import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { RoomSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import {
  hello,
  openSocket,
  startTestProduct,
  type TestProduct,
  type TestSocket,
} from './testing/startTestProduct.ts'
import { createMariaDatabase } from './testing/testDatabases.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const StartedSchema = z.object({ event: z.literal('app.started'), url: z.string() })

/** Only its stand-ins and its environment are used: the server runs as a process of its own. */
let product: TestProduct
let server: ChildProcess
let url: string
let origin: string
const sockets: TestSocket[] = []

beforeEach(async () => {
  product = await startTestProduct()
  origin = `https://${product.environment['DISCORD_CLIENT_ID']}.discordsays.com`
  await startServer()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  await end('SIGKILL')
  await product.close()
})

/** Another database in place of the file. */
let elsewhere: Readonly<Record<string, string>> = {}

async function startServer(): Promise<void> {
  const env = {
    ...product.environment,
    DATABASE_PATH: `${product.environment['DATABASE_PATH']}.process`,
    LOG_LEVEL: 'info',
    ...elsewhere,
  }
  server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  if (!server.stdout) throw new Error('The server has no output')
  for await (const line of createInterface({ input: server.stdout })) {
    const started = StartedSchema.safeParse(JSON.parse(line))
    if (!started.success) continue
    url = started.data.url
    return
  }
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
  const exited = once(server, 'exit')
  server.kill(signal)
  await exited
  return server.exitCode
}

async function enter(token: string, known = {}) {
  const socket = openSocket(url, origin, token)
  sockets.push(socket)
  const ack = await hello(socket, known)
  if (!ack.ok) throw new Error(ack.error.code)
  return { socket, welcome: ack.welcome }
}

const signIn = async (name: string) => {
  const body = JSON.stringify(await product.launch(name))
  const response = await fetch(`${url}/api/v1/auth/discord`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  return z.object({ accessToken: z.string() }).parse(await response.json()).accessToken
}

describe('a server that cannot start', () => {
  const attempt = async (env: Record<string, string>) => {
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const output: string[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => void output.push(String(chunk)))
    const [exitCode] = await once(child, 'close')
    return { exitCode, output: output.join('') }
  }

  it('names all that is missing or wrong, and ends', async () => {
    const { exitCode, output } = await attempt({ NODE_ENV: 'production', API_PORT: 'canary' })
    expect(exitCode).toBe(1)
    expect(output).toContain('- API_PORT has a value that does not fit.')
    expect(output.match(/^- [A-Z_]+ is missing\./gm)).toHaveLength(9)
    expect(output).not.toContain('canary')
  })

  it('says what stood in its way without a secret, and ends', async () => {
    const file = `${product.environment['DATABASE_PATH']}.file`
    writeFileSync(file, '')
    const nowhere = 'mysql://canary-user:canary-password@127.0.0.1:1/canary-name'
    const taken = { ...product.environment, API_PORT: new URL(url).port, DATABASE_PATH: `${file}.sqlite` }
    for (const [env, reason] of [
      [{ ...product.environment, DATABASE_PATH: `${file}/x.sqlite` }, /DATABASE_PATH.*can't be opened/],
      [
        { ...product.environment, DATABASE_URL: nowhere },
        /DATABASE_URL names can't be reached \(ECONNREFUSED\)/,
      ],
      [taken, /EADDRINUSE/],
    ] as const) {
      const { exitCode, output } = await attempt(env)
      expect(exitCode).toBe(1)
      expect(output).toMatch(reason)
      expect(output).not.toMatch(/canary|127\.0\.0\.1:1\D/)
      for (const name of ['DISCORD_CLIENT_SECRET', 'DISCORD_BOT_TOKEN', 'KALTURA_ADMIN_SECRET', 'JWT_SECRET'])
        expect(output).not.toContain(product.environment[name])
    }
  })
})

describe.each([
  ['SQLite', async () => ({})],
  ['MariaDB', async () => ({ DATABASE_URL: (await createMariaDatabase()).reveal() })],
] as const)('a server on %s that is killed', (_name, placeElsewhere) => {
  beforeEach(async () => {
    elsewhere = await placeElsewhere()
    await end('SIGKILL')
    await startServer()
  })
  afterEach(() => {
    elsewhere = {}
  })

  it('has every command it ever acknowledged, and its room goes on', async () => {
    const token = await signIn('ana')
    const { socket, welcome } = await enter(token)
    const watch = { type: 'video.watch', entryId: '0_testcard' } as const
    await socket.emitWithAck('command', { id: 'command-watch', command: watch })
    let acknowledgedS = -1
    let seq = 0
    const pressing = (async () => {
      for (let positionS = 1; ; positionS++) {
        const command = { type: 'playback.seek', positionS } as const
        const ack = await socket
          .timeout(2_000)
          .emitWithAck('command', { id: `command-${positionS}`, command })
        if (!ack.ok) continue
        acknowledgedS = positionS
        seq = ack.seq
        // Killed while the next one is on its way.
        if (positionS === 40) server.kill('SIGKILL')
      }
    })()
    await expect(pressing).rejects.toThrow()
    await end('SIGKILL')
    await startServer()

    const back = await enter(token)
    expect(back.welcome.roomId).toBe(welcome.roomId)
    const { state } = back.welcome
    const room = RoomSchema.parse(state.kind === 'snapshot' && state.room)
    expect(room.seq).toBeGreaterThanOrEqual(seq)
    expect(room.video?.entryId).toBe('0_testcard')
    expect(room.members.map(member => member.displayName)).toEqual(['Ana'])
    const { playback } = room
    expect(playback.mode === 'waiting' && playback.positionS).toBeGreaterThanOrEqual(acknowledgedS)
    const again = {
      id: `command-${acknowledgedS}`,
      command: { type: 'playback.seek', positionS: acknowledgedS },
    } as const
    expect(await back.socket.emitWithAck('command', again)).toEqual({ ok: true, seq: room.seq })
    const tail = await hello(back.socket, { roomId: welcome.roomId, lastSeq: seq - 1 })
    expect(tail.ok && tail.welcome.state.kind).toBe('tail')
  })

  it('says goodbye when it is asked to end, and ends well', async () => {
    const { socket } = await enter(await signIn('ana'))
    const told = new Promise(resolve => socket.once('closing', resolve))
    const exited = end('SIGTERM')
    expect(await told).toMatchObject({ reason: 'draining', reconnectInMs: expect.any(Number) })
    expect(await exited).toBe(0)
  })
})
