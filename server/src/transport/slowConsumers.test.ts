import { once } from 'node:events'
import { createServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLogger } from '../platform/logger.ts'
import { RawSocket } from '../testing/rawSocket.ts'
import { listen } from './listen.ts'
import { SlowConsumers } from './slowConsumers.ts'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
const slowConsumers = new SlowConsumers(createLogger({ level: 'silent', secrets: [] }))
let url: string

beforeAll(async () => {
  io.engine.on('connection', line => slowConsumers.watch(line))
  url = await listen(http, { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  slowConsumers.close()
  await io.close()
})

async function connect(): Promise<{ raw: RawSocket; socket: Socket }> {
  const connected = once(io, 'connection')
  const raw = new RawSocket(url, 'http://x')
  await raw.opened
  raw.send('40')
  const [socket] = await connected
  return { raw, socket }
}

describe('a client', () => {
  it('that does not read is cut off before much waits for it (ASVS 15.2.2)', async () => {
    const { raw, socket } = await connect()
    raw.pause()
    const gone = once(socket, 'disconnect')
    const text = 'x'.repeat(2_000)
    let sent = 0
    while (socket.connected && sent < 40_000) {
      socket.emit('event', text)
      sent += 1
      // Lets the system take what it will.
      if (sent % 50 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    await gone
    expect(sent).toBeLessThan(40_000)
    expect(socket.conn.request.socket.destroyed).toBe(true)
    raw.end()
  })

  it('that reads may be sent any amount', async () => {
    const { raw, socket } = await connect()
    for (let sent = 0; sent < 5_000; sent++) {
      socket.emit('event', 'x'.repeat(2_000))
      if (sent % 50 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    expect(socket.connected).toBe(true)
    raw.end()
  })
})
