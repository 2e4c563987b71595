import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { listen } from '../transport/listen.ts'
import { createLogger } from './logger.ts'
import { createOutboundHttp } from './outboundHttp.ts'

const logger = createLogger({ level: 'silent', secrets: [] })
/** Told of every connection that Node's `fetch` is about to make. */
const CONNECTING = 'undici:client:beforeConnect'
const ConnectingSchema = z.object({ connectParams: z.object({ host: z.string() }) })

/** Others that listen on this machine, as what is inside somebody's network does. */
const inside: Server[] = []
const connected: string[] = []
let allowed = ''
let ports: string[] = []
let server: Server

const onConnecting = (message: unknown) =>
  void connected.push(ConnectingSchema.parse(message).connectParams.host)

beforeAll(async () => {
  server = createServer((request, response) => {
    const target = new URL(request.url ?? '/', allowed).searchParams.get('to')
    // Headers are bytes.
    const location = Buffer.from(target ?? '').toString('latin1')
    response.writeHead(302, { location }).end()
  })
  allowed = await listen(server, { host: '127.0.0.1', port: 0 })
  for (const host of ['127.0.0.1', '127.0.0.2']) {
    const other = createServer((_request, response) => response.end('inside'))
    inside.push(other)
    ports.push(new URL(await listen(other, { host, port: 0 })).port)
  }
  ports = [...ports, '80', '443', '3306']
  subscribe(CONNECTING, onConnecting)
})
afterAll(() => {
  unsubscribe(CONNECTING, onConnecting)
  for (const each of [server, ...inside]) {
    each.closeAllConnections()
    each.close()
  }
})

/** One machine, in all the ways an address can name it, and names that resolve to it or may at the second look. */
const HOSTS = [
  '127.0.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '127.1',
  '127.0.1',
  '0',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:0001]',
  '[64:ff9b::7f00:1]',
  '127.0.0.2',
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  '127。0。0。1',
  '①②⑦.⓪.⓪.①',
  '127.0.0.1.nip.io',
  '7f000001.01010101.rbndr.us',
  '169.254.169.254',
  '0xa9fea9fe',
  '[fd00:ec2::254]',
  'metadata.google.internal',
]

function payloads(): string[] {
  const { host: allowedHost, port: allowedPort } = new URL(allowed)
  const elsewhere = HOSTS.flatMap(host => ports.map(port => `http://${host}:${port}/latest/meta-data`))
  const sameHost = [
    `http://user@${allowedHost}/`,
    `http://user:password@${allowedHost}/`,
    `http://:p@${allowedHost}/`,
    `http://${allowedHost}@127.0.0.1:${ports[0]}/`,
    `http://${allowedHost}%40127.0.0.1:${ports[0]}/`,
    `http://127.0.0.1:${ports[0]}#@${allowedHost}/`,
    `http://127.0.0.1:${ports[0]}?@${allowedHost}/`,
    `http://127.0.0.1:${ports[0]}\\@${allowedHost}/`,
    `http:\\\\127.0.0.1:${ports[0]}/`,
    `http://127.0.0.1:${ports[0]}/${allowed}`,
    `https://${allowedHost}/`,
    `http://localhost:${allowedPort}/`,
    `http://127.0.0.2:${allowedPort}/`,
    `http://127.0.0.1.:${allowedPort}0/`,
    `ws://${allowedHost}/`,
    `ftp://${allowedHost}/`,
    'file:///etc/passwd',
    'data:text/plain,x',
    'blob:nodedata:1',
    'javascript:0',
    `//${allowedHost}/`,
    '/latest/meta-data',
    '',
    'http://',
    `http://127.0.0.1:${ports[0]}\r\nHost: ${allowedHost}/`,
  ]
  const redirects = HOSTS.flatMap(host => [
    `${allowed}/?to=${encodeURIComponent(`http://${host}:${ports[0]}/`)}`,
    `${allowed}/?to=${encodeURIComponent(`//${host}:${ports[1]}/`)}`,
  ])
  return [...elsewhere, ...sameHost, ...redirects]
}

it('connects to the allowed origins and to nobody else, whatever it is told and wherever it is sent (ASVS 1.3.6, 13.2.4, 13.2.5)', async () => {
  const http = createOutboundHttp({ allowedOrigins: [allowed, 'https://cdn.example.com'], logger })
  const reached: string[] = []
  for (const other of inside) other.on('connection', () => reached.push('inside'))
  const all = payloads()
  expect(all.length).toBeGreaterThanOrEqual(200)
  for (const url of all) {
    const ended = await http.request({ url, idempotent: true }).then(
      ({ status }) => status,
      (error: unknown) => (error instanceof Error && 'failure' in error ? error.failure : error),
    )
    expect([url, ended]).toEqual([url, url.startsWith(`${allowed}/?to=`) ? 302 : 'not_allowed'])
    const fetched = await http.fetch(url, {}, 'thing').then(
      response => response.status,
      (error: unknown) => (error instanceof Error && 'failure' in error ? error.failure : error),
    )
    expect([url, fetched]).toEqual([url, ended])
  }
  expect(reached).toEqual([])
  expect([...new Set(connected)]).toEqual([new URL(allowed).host])
})
