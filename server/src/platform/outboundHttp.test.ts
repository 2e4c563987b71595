import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { listen } from '../transport/listen.ts'
import { createLogger } from './logger.ts'
import { createOutboundHttp } from './outboundHttp.ts'

const logger = createLogger({ level: 'silent', secrets: [] })
const servers: Server[] = []

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  return listen(server, { host: '127.0.0.1', port: 0 })
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    error => error.failure ?? error.name,
  )

describe('the way out', () => {
  it('leads nowhere but to the allowed origins', async () => {
    let asked = 0
    const elsewhere = await serve((_request, response) => {
      asked += 1
      response.end()
    })
    const { host, port } = new URL(elsewhere)
    const http = createOutboundHttp({
      allowedOrigins: ['http://127.0.0.1:1', 'https://cdn.example.com'],
      logger,
    })
    const addresses = [
      elsewhere,
      `http://user@${host}/`,
      `http://localhost:${port}/`,
      `http://0x7f000001:${port}/`,
      `http://2130706433:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://cdn.example.com@${host}/`,
      `http://${host}/https://cdn.example.com`,
      'https://cdn.example.com.evil.example/',
      'http://cdn.example.com/',
      'https://cdn.example.com:444/',
      'https://u:p@cdn.example.com/',
      'file:///etc/passwd',
    ]
    for (const url of addresses)
      expect([url, await failureOf(http.request({ url, idempotent: true }))]).toEqual([url, 'not_allowed'])
    expect(asked).toBe(0)
  })

  it('follows no redirect', async () => {
    let reached = 0
    const target = await serve((_request, response) => {
      reached += 1
      response.end()
    })
    const origin = await serve((_request, response) => response.writeHead(302, { location: target }).end())
    const http = createOutboundHttp({ allowedOrigins: [origin, target], logger })
    const answer = await http.request({ url: origin, idempotent: true })
    expect([answer.status, reached]).toEqual([302, 0])
  })

  it('asks again for a read, and never for anything else', async () => {
    let asked = 0
    const origin = await serve((_request, response) => {
      asked += 1
      response.writeHead(asked === 1 ? 500 : 200).end('here')
    })
    const http = createOutboundHttp({ allowedOrigins: [origin], logger })
    expect((await http.request({ url: origin, idempotent: true })).body.toString()).toBe('here')
    expect(asked).toBe(2)
    asked = 0
    expect((await http.request({ url: origin, method: 'POST', idempotent: false })).status).toBe(500)
    expect(asked).toBe(1)
  })

  it('leaves an origin alone that fails again and again, and does not flood it with retries', async () => {
    let asked = 0
    const origin = await serve(request => {
      asked += 1
      request.socket.destroy()
    })
    const http = createOutboundHttp({ allowedOrigins: [origin], logger })
    const failures: string[] = []
    for (let i = 0; i < 30; i++)
      failures.push(await failureOf(http.request({ url: origin, idempotent: true })))
    expect(failures.at(-1)).toBe('circuit_open')
    expect(asked).toBe(5)
  })

  it('gives up on an answer that is too late or too large', async () => {
    const slow = await serve(() => {})
    const large = await serve((_request, response) => response.end(Buffer.alloc(2_000)))
    const http = createOutboundHttp({ allowedOrigins: [slow, large], logger })
    expect(await failureOf(http.request({ url: slow, idempotent: false, timeoutMs: 50 }))).toBe('timeout')
    expect(await failureOf(http.request({ url: large, idempotent: false, maxBytes: 1_000 }))).toBe(
      'too_large',
    )
  })

  it('never names more than the origin in an error', async () => {
    const origin = await serve(request => void request.socket.destroy())
    const http = createOutboundHttp({ allowedOrigins: [origin], logger })
    const failed = http.request({ url: `${origin}/ks/djJ8canary?ks=canary`, idempotent: false })
    await expect(failed).rejects.toThrow(`network at ${origin}`)
    await expect(failed).rejects.not.toThrow('canary')
  })
})
