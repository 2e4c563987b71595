import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'

/** Slow requests must not hold connections open, ms. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 20_000 } as const

export interface HttpServer {
  readonly server: Server
  /** From now on each connection ends with its next answer; those that are idle, closing the server ends. */
  letGo(): void
}

/**
 * Whoever asks again and again over the same connection, as proxies do, would keep a server that is closing from ever
 * being closed.
 */
export function createHttpServer(handle: RequestListener): HttpServer {
  const underWay = new Set<ServerResponse>()
  let isLettingGo = false
  const server = createServer(TIMEOUTS, (request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    if (isLettingGo) response.shouldKeepAlive = false
    handle(request, response)
  })
  return {
    server,
    letGo() {
      isLettingGo = true
      for (const response of underWay) response.shouldKeepAlive = false
    },
  }
}
