import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'

export interface Listening {
  readonly server: Server
  readonly port: number
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** Ends what is open as well: a stream or a WebSocket would keep the process alive for ever. */
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'

/** Opens a port on loopback only; 0 takes any free one. The caller adds the request handler afterwards. */
export async function listen(port: number): Promise<Listening> {
  const server = createServer()
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const taken = await open(server, port)
  return {
    server,
    port: taken,
    origin: `http://${LOOPBACK}:${taken}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function open(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(explain(error, port)))
    server.listen(port, LOOPBACK, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('not a TCP port'))
      else resolve(address.port)
    })
  })
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error
  return new Error(`Port ${port} is taken. Stop what listens there, or choose another port.`, {
    cause: error,
  })
}
