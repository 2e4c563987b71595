import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { listen } from '../transport/listen.ts'
import { createLogger } from './logger.ts'
import type { OutboundCall } from './outboundCalls.ts'
import { createOutboundHttp } from './outboundHttp.ts'

const logger = createLogger({ level: 'silent', secrets: [] })
const servers: Server[] = []

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  return listen(server, { host: '127.0.0.1', port: 0 })
}

afterEach(() => {
  vi.restoreAllMocks()
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
  it('follows no redirect (ASVS 15.3.2)', async () => {
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

  it('leaves an origin alone that fails again and again, and does not flood it with retries (ASVS 16.5.2)', async () => {
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

  it('has answered or given up by the deadline, with all tries and while others are trying (ASVS 13.1.3)', async () => {
    let asked = 0
    const hanging = await serve(() => {
      asked += 1
    })
    const http = createOutboundHttp({ allowedOrigins: [hanging], logger })
    const request = { url: hanging, idempotent: true, timeoutMs: 30, deadlineMs: 200 }
    const failures: string[] = []
    for (let i = 0; i < 8; i++) failures.push(await failureOf(http.request(request)))
    expect(failures[0]).toBe('timeout')
    expect(failures.at(-1)).toBe('circuit_open')
    expect(asked).toBeLessThanOrEqual(5)
  })

  it('rests only what has failed, where that has a breaker of its own', async () => {
    const origin = await serve((request, response) => {
      response.statusCode = request.url === '/broken' ? 500 : 200
      response.end()
    })
    const http = createOutboundHttp({ allowedOrigins: [origin], logger })
    const ask = (path: string, breaker?: string) =>
      failureOf(http.request({ url: `${origin}${path}`, idempotent: false, ...(breaker && { breaker }) }))
    for (let call = 0; call < 10; call++) await ask('/broken', 'playlists')
    expect(await ask('/whole', 'playlists')).toBe('circuit_open')
    expect(await ask('/whole')).toBe('none')
  })

  it('lets one call find out whether an origin is back, and the others not wait for it', async () => {
    let hanging = false
    const origin = await serve((request, response) => {
      if (hanging) return
      if (request.url === '/fine') response.end()
      else request.socket.destroy()
    })
    const clock = vi.spyOn(Date, 'now')
    const http = createOutboundHttp({ allowedOrigins: [origin], logger })
    for (let i = 0; i < 5; i++) await failureOf(http.request({ url: origin, idempotent: false }))
    expect(await failureOf(http.request({ url: origin, idempotent: true }))).toBe('circuit_open')
    const later = Date.now() + 60_000
    clock.mockImplementation(() => later)
    hanging = true
    const probe = failureOf(http.request({ url: origin, idempotent: false, timeoutMs: 300 }))
    expect(await failureOf(http.request({ url: origin, idempotent: true }))).toBe('circuit_open')
    expect(await probe).toBe('timeout')
    hanging = false
    const muchLater = later + 60_000
    clock.mockImplementation(() => muchLater)
    expect(await failureOf(http.request({ url: `${origin}/fine`, idempotent: true }))).toBe('none')
  })

  it('tells of each call how it ended, and of each origin that is left alone', async () => {
    const lines: string[] = []
    const calls: Omit<OutboundCall, 'durationMs'>[] = []
    const circuits: string[] = []
    let status = 200
    const origin = await serve((_request, response) => response.writeHead(status).end())
    const http = createOutboundHttp({
      allowedOrigins: [origin],
      nameOf: () => 'them',
      logger: createLogger({ level: 'debug', secrets: [], destination: { write: line => lines.push(line) } }),
      observer: {
        outboundCall: ({ durationMs, ...call }) => void calls.push(call),
        circuit: (target, state) => void circuits.push(`${target} ${state}`),
      },
    })
    await http.request({ url: `${origin}/thing/12?q=canary`, idempotent: true })
    status = 404
    await http.fetch(`${origin}/thing/12?q=canary`, { method: 'PUT' }, 'PUT /thing/:x')
    status = 500
    for (let i = 0; i < 5; i++) await http.request({ url: origin, idempotent: false, operation: 'read' })
    await failureOf(http.request({ url: origin, idempotent: false, operation: 'read' }))
    expect(calls).toEqual([
      { target: 'them', operation: 'GET /thing/:x', outcome: 'ok' },
      { target: 'them', operation: 'PUT /thing/:x', outcome: 'refused' },
      ...Array.from({ length: 5 }, () => ({ target: 'them', operation: 'read', outcome: 'failed' })),
      { target: 'them', operation: 'read', outcome: 'circuit_open' },
    ])
    expect(circuits).toEqual(['them open'])
    const told = lines.map(line => JSON.parse(line)).filter(({ event }) => event === 'outbound.called')
    expect(told).toHaveLength(calls.length)
    expect(told[0]).toMatchObject({ target: 'them', operation: 'GET /thing/:x', status: 200, tries: 1 })
    expect(told.at(-1)).toMatchObject({ outcome: 'circuit_open', tries: 0 })
    expect(lines.join('')).not.toContain('canary')
  })
})
