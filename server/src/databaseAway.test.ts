import { rmSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { EventsFrame } from '@kaltura-discord/shared/protocol/frames.ts'
import { RoomSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDataFolder, type MariaDbServer, startMariaDb } from './testing/mariaDb.ts'
import { hello, startTestProduct, type TestProduct, type TestSocket } from './testing/startTestProduct.ts'
import { createMariaDatabase } from './testing/testDatabases.ts'

/** However the database is, a command is answered within this, ms. */
const ANSWERED_MS = 2_000

let folder: string
let database: MariaDbServer
let product: TestProduct

beforeEach(async () => {
  folder = await createDataFolder()
  database = await startMariaDb({ folder })
  const url = await createMariaDatabase(database.port)
  product = await startTestProduct({ DATABASE_URL: url.reveal() })
})
afterEach(async () => {
  await product.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

async function enter(name: string) {
  const { accessToken } = await product.signIn(name)
  const socket = product.connect(accessToken)
  const heard: number[] = []
  socket.on('events', ({ events }: EventsFrame) => heard.push(...events.map(({ seq }) => seq)))
  await hello(socket)
  return { socket, heard }
}

const send = (socket: TestSocket, id: string, command: MemberCommand) =>
  socket.timeout(ANSWERED_MS).emitWithAck('command', { id: `command-${id}`, command })

async function sendUntilStored(socket: TestSocket, id: string, command: MemberCommand): Promise<number> {
  for (;;) {
    const ack = await send(socket, id, command)
    if (ack.ok) return ack.seq
    expect(ack.error.code).toBe('unavailable')
    await setImmediate()
  }
}

const roomOf = async (socket: TestSocket) => {
  const ack = await hello(socket)
  return RoomSchema.parse(ack.ok && ack.welcome.state.kind === 'snapshot' && ack.welcome.state.room)
}
const seekTo = (positionS: number) => ({ type: 'playback.seek', positionS }) as const
const readiness = async () => (await fetch(`${product.url}/api/v1/ready`)).status

describe('a product on MariaDB', () => {
  it('plays together, and stands still as long as its database does', async () => {
    const ana = await enter('ana')
    const ben = await enter('ben')
    expect((await send(ana.socket, 'watch', { type: 'video.watch', entryId: '0_testcard' })).ok).toBe(true)
    expect((await send(ben.socket, 'pause', { type: 'playback.pause' })).ok).toBe(true)
    expect((await send(ana.socket, 'seek', seekTo(5))).ok).toBe(true)

    process.kill(database.pid, 'SIGSTOP')
    const presses = [ana, ben].flatMap(({ socket }, who) =>
      Array.from({ length: 5 }, (_, index) => send(socket, `away-${who}-${index}`, seekTo(10 + index))),
    )
    for (const ack of await Promise.all(presses))
      expect(ack).toMatchObject({
        ok: false,
        error: { code: 'unavailable', retryAfterS: expect.any(Number) },
      })
    expect(await readiness()).toBe(503)
    // Who asks for anything that has to be looked up is told the same.
    const refresh = await fetch(`${product.url}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken: 'x'.repeat(43) }),
    })
    expect(refresh.status).toBe(503)
    expect(refresh.headers.get('retry-after')).not.toBeNull()
    process.kill(database.pid, 'SIGCONT')

    const seq = await sendUntilStored(ana.socket, 'away-0-0', seekTo(10))
    // Sent again under the same id, it stands there once.
    expect(await sendUntilStored(ana.socket, 'away-0-0', seekTo(10))).toBe(seq)
    const last = await sendUntilStored(ben.socket, 'after', seekTo(42))
    const room = await roomOf(ana.socket)
    expect(room.seq).toBe(last)
    expect(room.playback).toMatchObject({ positionS: 42 })
    expect(room.recentCommandIds.filter(id => id === 'command-away-0-0')).toHaveLength(1)
    // Both have heard of every change, each once and in order.
    for (const { heard } of [ana, ben]) {
      while (heard.at(-1) !== last) await setImmediate()
      expect(heard).toEqual(heard.map((_, index) => (heard[0] ?? 0) + index))
    }
  })

  it('finds its database again after that was killed, with all that was acknowledged', async () => {
    const { socket } = await enter('ana')
    await send(socket, 'watch', { type: 'video.watch', entryId: '0_testcard' })
    let acknowledgedS = 0
    let seq = 0
    for (let positionS = 1; positionS <= 40; positionS++) {
      const pressing = send(socket, `seek-${positionS}`, seekTo(positionS))
      // In the middle of it.
      if (positionS === 30) process.kill(database.pid, 'SIGKILL')
      const ack = await pressing
      if (!ack.ok) {
        expect(ack.error.code).toBe('unavailable')
        break
      }
      acknowledgedS = positionS
      seq = ack.seq
    }
    expect(acknowledgedS).toBeGreaterThanOrEqual(29)
    await database.close()
    database = await startMariaDb({ folder, port: database.port })
    expect(
      await sendUntilStored(socket, `seek-${acknowledgedS}`, seekTo(acknowledgedS)),
    ).toBeGreaterThanOrEqual(seq)
    const room = await roomOf(socket)
    expect(room.seq).toBeGreaterThanOrEqual(seq)
    expect(room.video?.entryId).toBe('0_testcard')
    expect(await readiness()).toBe(200)
    const url = new URL(product.environment['DATABASE_URL'] ?? '')
    const said = product.log.join('\n')
    expect(said).toContain('The database can')
    for (const part of [url.password, url.username, url.host]) expect(said).not.toContain(part)
  })

  it('ends in order while its database is away', async () => {
    await enter('ana')
    process.kill(database.pid, 'SIGSTOP')
    await product.app.stop()
    process.kill(database.pid, 'SIGCONT')
    expect(product.log.join('')).toContain('app.stopped')
    await expect(fetch(`${product.url}/api/v1/live`)).rejects.toThrow()
  })
})
