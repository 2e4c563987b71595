import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface SlowLine {
  readonly port: number
  /** Both ways together, ms. */
  delayMs: number
  close(): void
}

/** A line to a port of this machine on which every answer comes that much later; none at first. */
export async function openSlowLine(port: number): Promise<SlowLine> {
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(port, '127.0.0.1')
    sockets.add(near).add(far)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.setNoDelay(true).on('error', () => {})
      from.on('data', chunk => void setTimeout(() => to.write(chunk), line.delayMs / 2))
      from.on('close', () => {
        sockets.delete(from)
        setTimeout(() => to.destroy(), line.delayMs / 2)
      })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It does not listen.')
  const line: SlowLine = {
    port: address.port,
    delayMs: 0,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
  return line
}
