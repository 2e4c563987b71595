import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, type RequestListener, request } from 'node:http'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../../http/listen.ts'
import { createWorld } from '../world.ts'
import type { ProxyOptions } from './proxyContext.ts'
import { createProxyHandler } from './proxyRequest.ts'
import { createUpgradeHandler } from './proxyUpgrade.ts'

const open: Listening[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(listening => listening.close()))
})

async function start(): Promise<Listening> {
  const listening = await listen(0)
  open.push(listening)
  return listening
}

async function setUp(answer: RequestListener) {
  const [upstream, proxy] = [await start(), await start()]
  upstream.server.on('request', answer)
  const world = createWorld({ now: Date.now })
  const target = `127.0.0.1:${upstream.port}`
  const options: ProxyOptions = {
    world,
    mappings: [
      { prefix: '/kaltura-cdn', target: `${target}/media` },
      { prefix: '/', target },
    ],
    standInHosts: new Set(),
    proxyPort: proxy.port,
    hostOrigin: 'http://localhost:3333',
    discordOrigin: 'http://127.0.0.1:3335',
    now: Date.now,
  }
  proxy.server.on('request', createProxyHandler(options))
  proxy.server.on('upgrade', createUpgradeHandler(options))
  const host = `ana.discordsays.localhost:${proxy.port}`
  async function get(path: string, headers: IncomingHttpHeaders = {}, method = 'GET') {
    const sent = request({ port: proxy.port, path, method, headers: { host, ...headers } }).end()
    const [response]: IncomingMessage[] = await once(sent, 'response')
    if (response === undefined) throw new Error('no answer')
    return { status: response.statusCode, headers: response.headers, body: await text(response) }
  }
  return { world, upstream, proxy, host, get }
}

/** Tells what arrived, as JSON. */
const echo: RequestListener = (incoming, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ url: incoming.url, headers: incoming.headers }))
}

describe('the proxy, for HTTP', () => {
  it('maps paths and knows the alias', async () => {
    const { get } = await setUp(echo)
    const url = async (path: string) => JSON.parse((await get(path)).body).url
    expect(await url('/api/x?y=1')).toBe('/api/x?y=1')
    expect(await url('/kaltura-cdn/a.m4s')).toBe('/media/a.m4s')
    expect(await url('/.proxy/kaltura-cdn/a.m4s')).toBe('/media/a.m4s')
    expect(await url('/kaltura-cdn/../secret')).toBe('/secret')
  })

  it('is open to whoever comes to its own address, and calls them nobody', async () => {
    const { get, proxy } = await setUp(echo)
    const answer = await get('/api/x', { host: `127.0.0.1:${proxy.port}` })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body).headers).not.toHaveProperty('x-sandbox-person')
  })

  it('knows people by their address only', async () => {
    const { get } = await setUp(echo)
    for (const host of [
      'localhost',
      '127.0.0.1',
      'nobody.discordsays.localhost',
      'ana.discordsays.localhost.example',
    ]) {
      expect((await get('/', { host })).status).toBe(404)
    }
  })

  it('sends what Cloudflare would, one address for everybody, and the application’s origin', async () => {
    const { get, host } = await setUp(echo)
    const { body } = await get('/', {
      origin: `http://${host}`,
      referer: `http://${host}/?frame_id=1`,
      'x-forwarded-for': '10.0.0.1',
      'x-sandbox-person': 'ben',
      connection: 'keep-alive, x-hop',
      'x-hop': '1',
    })
    const { headers } = JSON.parse(body)
    expect(headers).toMatchObject({
      'x-forwarded-for': '2a06:98c0:3600::103',
      'x-forwarded-proto': 'https',
      origin: 'https://1100000000000000001.discordsays.com',
      referer: 'https://1100000000000000001.discordsays.com/?frame_id=1',
    })
    expect(headers).not.toHaveProperty('x-sandbox-person')
    expect(headers).not.toHaveProperty('x-hop')
  })

  it('tells the stand-ins, and only them, whose request it is', async () => {
    const upstream = await start()
    upstream.server.on('request', echo)
    const world = createWorld({ now: Date.now })
    const proxy = await start()
    const target = `127.0.0.1:${upstream.port}`
    proxy.server.on(
      'request',
      createProxyHandler({
        world,
        mappings: [{ prefix: '/', target }],
        standInHosts: new Set([target]),
        proxyPort: proxy.port,
        hostOrigin: 'http://localhost:3333',
        discordOrigin: 'http://127.0.0.1:3335',
        now: Date.now,
      }),
    )
    const sent = request({ port: proxy.port, headers: { host: 'ben.discordsays.localhost' } }).end()
    const [response]: IncomingMessage[] = await once(sent, 'response')
    if (response === undefined) throw new Error('no answer')
    expect(JSON.parse(await text(response)).headers['x-sandbox-person']).toBe('ben')
  })

  it('rewrites HTML: policy, nonce, script, no cache', async () => {
    const { get } = await setUp((_incoming, response) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'public, max-age=3600',
        etag: '"1"',
        'content-security-policy': "default-src 'none'",
        'content-encoding': 'gzip',
      })
      response.end(gzipSync('<!doctype html><head></head><script>1</script>'))
    })
    const { headers, body } = await get('/')
    const [, nonce] = /'nonce-([^']+)'/.exec(String(headers['content-security-policy'])) ?? []
    expect(body.split(`<script nonce="${nonce}">`)).toHaveLength(3)
    expect(body).toMatch(/^<!doctype html><head><script nonce=/)
    expect(headers).not.toHaveProperty('cache-control')
    expect(headers).not.toHaveProperty('etag')
    expect(headers).not.toHaveProperty('content-encoding')
    const second = await get('/')
    expect(String(second.headers['content-security-policy'])).not.toContain(nonce)
  })

  it('leaves everything else as it is, ranges and caching too', async () => {
    const { get } = await setUp((incoming, response) => {
      const headers = { 'cache-control': 'immutable', etag: '"1"', 'content-type': 'video/mp4' }
      const isRange = incoming.headers.range === 'bytes=2-3'
      response.writeHead(
        isRange ? 206 : 200,
        isRange ? { ...headers, 'content-range': 'bytes 2-3/6' } : headers,
      )
      response.end(isRange ? 'cd' : 'abcdef')
    })
    expect(await get('/a.mp4', { range: 'bytes=2-3' })).toMatchObject({
      status: 206,
      body: 'cd',
      headers: { 'content-range': 'bytes 2-3/6', 'cache-control': 'immutable', etag: '"1"' },
    })
  })

  it('drops cookies that a frame of Discord would lose', async () => {
    const { get } = await setUp((_incoming, response) => {
      const flags = 'SameSite=None; Secure; Partitioned'
      response.setHeader('set-cookie', ['a=1', `b=2; Domain=1100000000000000001.discordsays.com; ${flags}`])
      response.end()
    })
    expect((await get('/')).headers['set-cookie']).toEqual(['b=2; SameSite=None; Secure; Partitioned'])
  })

  it('answers HEAD and 304 without a body', async () => {
    const { get } = await setUp((incoming, response) => {
      response.writeHead(incoming.headers['if-none-match'] === '"1"' ? 304 : 200, {
        'content-type': 'text/html',
      })
      response.end()
    })
    expect(await get('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' })
    expect(await get('/', { 'if-none-match': '"1"' })).toMatchObject({ status: 304, body: '' })
  })

  it('says 502 while nobody answers behind it', async () => {
    const { get, upstream } = await setUp(echo)
    await upstream.close()
    const { status, body } = await get('/')
    expect(status).toBe(502)
    expect(body).toContain('Bad gateway')
  })

  it('refuses bodies that never end', async () => {
    const { proxy, host } = await setUp((incoming, response) => {
      incoming.resume().on('end', () => response.end('took it'))
    })
    const sent = request({ port: proxy.port, method: 'POST', headers: { host } })
    sent.on('error', () => {})
    sent.end(Buffer.alloc(10_000_001))
    const [response]: IncomingMessage[] = await once(sent, 'response')
    expect(response?.statusCode).toBe(413)
  })

  it('goes on in order over a slow line', async () => {
    const { get, world } = await setUp((_incoming, response) => {
      for (let part = 0; part < 50; part++) response.write(`${part} `)
      response.end()
    })
    world.setConditions('ana', { oneWayMs: 2, jitterMs: 3 })
    expect((await get('/')).body).toBe(Array.from({ length: 50 }, (_, part) => `${part} `).join(''))
  })
})

describe('the proxy, for WebSockets', () => {
  async function connect(conditions = { oneWayMs: 0, jitterMs: 0 }) {
    const { upstream, proxy, host, world } = await setUp(echo)
    world.setConditions('ana', conditions)
    const arrived: IncomingHttpHeaders[] = []
    upstream.server.on('upgrade', (incoming, socket) => {
      arrived.push(incoming.headers)
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
      socket.on('data', bytes => socket.write(bytes))
      socket.on('end', () => socket.end())
    })
    const headers = { host, connection: 'Upgrade', upgrade: 'websocket', origin: `http://${host}` }
    const sent = request({ port: proxy.port, path: '/socket.io/', headers }).end()
    const [response, socket]: [IncomingMessage, Socket] = await upgraded(sent)
    return { response, socket, arrived, upstream }
  }

  function upgraded(sent: ReturnType<typeof request>): Promise<[IncomingMessage, Socket]> {
    return new Promise((resolve, reject) => {
      sent.on('error', reject)
      sent.on('upgrade', (response: IncomingMessage, socket: Socket) => resolve([response, socket]))
    })
  }

  it.each([
    ['at once', { oneWayMs: 0, jitterMs: 0 }],
    ['late', { oneWayMs: 2, jitterMs: 5 }],
  ])('passes the upgrade and everything after it in order, %s', async (_name, conditions) => {
    const { response, socket, arrived } = await connect(conditions)
    expect(response.statusCode).toBe(101)
    expect(arrived[0]).toMatchObject({
      upgrade: 'websocket',
      origin: 'https://1100000000000000001.discordsays.com',
    })
    const frames = Array.from({ length: 100 }, (_, number) => `frame ${number};`)
    for (const frame of frames) socket.write(frame)
    socket.end()
    expect(await text(socket)).toBe(frames.join(''))
  })

  it('closes the person’s side when the server is gone', async () => {
    const { socket, upstream } = await connect()
    const closed = once(socket, 'close')
    await upstream.close()
    await closed
    expect(socket.destroyed).toBe(true)
  })

  it('passes a refusal on', async () => {
    const { proxy, host } = await setUp((_incoming, response) => response.writeHead(403).end())
    const headers = { host, connection: 'Upgrade', upgrade: 'websocket' }
    const sent = request({ port: proxy.port, headers }).end()
    const [response]: IncomingMessage[] = await once(sent, 'response')
    expect(response?.statusCode).toBe(403)
  })
})
