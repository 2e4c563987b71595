import { createServer, type Server } from 'node:http'
import type { Logger } from '../logger.ts'
import type { Metrics } from './metrics.ts'

export interface MetricsServer {
  /** Where it answers. */
  readonly url: string
  close(): void
}

interface MetricsServerOptions {
  readonly metrics: Metrics
  readonly logger: Logger
  readonly host: string
  /** 0 is any that is free. */
  readonly port: number
}

const TIMEOUTS = { headersTimeout: 5_000, requestTimeout: 5_000 } as const

/** `/metrics` for Prometheus, on a port that the internet doesn't reach. */
export async function openMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { metrics, logger } = options
  const server = createServer(TIMEOUTS, (request, response) => {
    const isAsked =
      request.url?.split('?')[0] === '/metrics' && ['GET', 'HEAD'].includes(request.method ?? '')
    if (!isAsked) return void response.writeHead(404).end()
    metrics.text().then(
      text => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text),
      (error: unknown) => {
        logger.error('metrics.failed', error)
        response.writeHead(500).end()
      },
    )
  })
  const url = await listenOn(server, options)
  logger.info('metrics.started', { url: `${url}/metrics` })
  return {
    url,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function listenOn(server: Server, { host, port }: MetricsServerOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE' ? 'is taken' : `can't be listened on (${cause.code ?? cause.name})`
      const fix =
        'Set METRICS_PORT to a free port, or to 0 for any, and METRICS_HOST to an address of this machine.'
      reject(new Error(`The port ${port} of ${host} for Prometheus (METRICS_PORT) ${why}. ${fix}`, { cause }))
    })
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address !== null ? address.port : port
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`)
    })
  })
}
