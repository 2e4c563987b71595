import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'

export interface BareRoom {
  readonly url: string
  close(): Promise<void>
}

export async function startBareRoom(): Promise<BareRoom> {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'bareRoom.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { stdout } = child
  if (stdout === null) throw new Error('The bare room has no output.')
  const [line] = await once(stdout.setEncoding('utf8'), 'data')
  return {
    url: `http://127.0.0.1:${String(line).trim()}`,
    close: async () => {
      const closed = once(child, 'close')
      child.kill()
      await closed
    },
  }
}

export async function openBareMember(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return socket
}
