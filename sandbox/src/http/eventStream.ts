import type { ServerResponse } from 'node:http'

/** Comments keep connections from looking dead. */
const KEEP_ALIVE_MS = 15_000

export interface EventStream {
  send(event: string, data: unknown): void
  /** Runs once, when the page has gone. */
  onClose(listener: () => void): void
}

/** Server-sent events. */
export function openEventStream(response: ServerResponse): EventStream {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  const keepAlive = setInterval(() => response.write(':\n\n'), KEEP_ALIVE_MS)
  response.once('close', () => clearInterval(keepAlive))
  return {
    send: (event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    onClose: listener => response.once('close', listener),
  }
}
