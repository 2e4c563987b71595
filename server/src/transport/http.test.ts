import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ActivityConfigSchema, ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { loadConfig } from '../config.ts'
import { ANYBODY } from '../platform/http/access.ts'
import { defineOperation } from '../platform/http/defineOperation.ts'
import { createLogger } from '../platform/logger.ts'
import { createTestGround, type TestGround } from '../testing/testGround.ts'
import { createHttp } from './http.ts'
import { listen } from './listen.ts'

const lines: string[] = []
const logger = createLogger({
  level: 'debug',
  secrets: [],
  destination: { write: line => void lines.push(line) },
})
let folder: string
let server: Server
let test: TestGround
let url: string

/** Every way a handler can go wrong. */
const failing = Router()
failing.get('/throws', () => {
  throw new Error('canary at /srv/secret/path.ts')
})
failing.get('/rejects', () => Promise.reject(new Error('canary')))
failing.get('/throws-text', () => Promise.reject('canary'))
failing.get('/throws-nothing', () => Promise.reject(undefined))
failing.get('/next', (_request, _response, next) => next(new Error('canary')))
failing.get('/half', (_request, response) => {
  response.write('half')
  throw new Error('canary')
})
failing.get('/blames', () => Promise.reject(Object.assign(new Error('canary'), { status: 200 })))

const canary = () => {
  throw new Error('canary at /srv/secret/path.ts')
}
const common = { method: 'get', tag: 'docs', summary: 'Fail', errors: [], limit: null } as const
const whole = { access: ANYBODY, answer: z.unknown(), handle: async () => ({ ok: true, value: {} }) as const }
const operations = [
  defineOperation({ ...common, ...whole, id: 'test.handle', path: '/handle', handle: canary }),
  defineOperation({
    ...common,
    ...whole,
    id: 'test.rejection',
    path: '/rejection',
    handle: () => Promise.reject(new Error('canary')),
  }),
  defineOperation({
    ...common,
    ...whole,
    id: 'test.admit',
    path: '/admit',
    access: { ...ANYBODY, admit: canary },
  }),
  defineOperation({
    ...common,
    ...whole,
    id: 'test.key',
    path: '/key',
    limit: { points: 100, perS: 1 },
    access: { ...ANYBODY, keyOf: canary },
  }),
  defineOperation({ ...common, ...whole, id: 'test.send', path: '/send', send: canary }),
  defineOperation({
    ...common,
    ...whole,
    id: 'test.parse',
    path: '/parse/{id}',
    params: z.object({ id: z.string().transform(canary) }),
  }),
  defineOperation({
    ...common,
    ...whole,
    id: 'test.circle',
    path: '/circle',
    handle: async () => {
      const circle: Record<string, unknown> = {}
      circle['canary'] = circle
      return { ok: true, value: circle }
    },
  }),
  defineOperation({
    ...common,
    ...whole,
    id: 'test.echo',
    method: 'post',
    path: '/echo',
    body: z.unknown(),
    handle: async ({ body }) => ({ ok: true, value: body ?? null }),
  }),
]

beforeAll(async () => {
  test = await createTestGround()
  folder = mkdtempSync(join(tmpdir(), 'client-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html><head><title>x</title></head><body></body></html>',
  )
  writeFileSync(join(folder, 'assets/main-abc123.js'), `const text = '${'x'.repeat(5_000)}'`)
  writeFileSync(join(folder, 'secret.env'), 'canary')
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const loaded = loadConfig({
    DISCORD_CLIENT_ID: '1100000000000000001',
    DISCORD_CLIENT_SECRET: 'canary-secret',
    DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
    DISCORD_BOT_TOKEN: 'canary-token',
    KALTURA_PARTNER_ID: '1234567',
    KALTURA_ADMIN_SECRET: 'canary-admin',
    KALTURA_API_ENDPOINT: 'http://127.0.0.1:3336/api_v3',
    ACTIVITY_URL_MAPPINGS:
      '[{"prefix":"/kaltura","target":"127.0.0.1:3336"},{"prefix":"/x","target":"</script>"}]',
    JWT_SECRET: 'canary-jwt-secret-of-thirty-two-characters',
  })
  if (!loaded.ok) throw new Error(loaded.problems.join())
  server = createServer(
    createHttp({
      config: loaded.config,
      logger,
      operations,
      ground: test.ground,
      metrics: test.metrics,
      routers: [failing],
      clientDirectory: folder,
    }),
  )
  url = await listen(server, { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await test.close()
  rmSync(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers })

/** `fetch` would ask past every cache as soon as it is given a condition. */
const statusOf = (path: string, headers: Record<string, string>) =>
  new Promise<number | undefined>(resolve => {
    request(`${url}${path}`, { headers }, response => resolve(response.resume().statusCode)).end()
  })

describe('the one error exit', () => {
  it.each([
    '/throws',
    '/rejects',
    '/throws-text',
    '/throws-nothing',
    '/next',
    '/blames',
    '/handle',
    '/rejection',
    '/admit',
    '/key',
    '/send',
    '/parse/x',
    '/circle',
  ])(
    'answers %s without a word of what is inside, and logs it once (ASVS 16.3.4, 16.5.1, 16.5.4)',
    async path => {
      lines.length = 0
      const response = await get(`/api/v1${path}`)
      const body = await response.text()
      expect(response.status).toBe(500)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      expect(body).not.toMatch(/canary|\.ts\b|\bat /)
      const problem = ProblemSchema.parse(JSON.parse(body))
      expect(problem).toMatchObject({ code: 'internal', requestId: response.headers.get('x-request-id') })
      const failures = lines.map(line => JSON.parse(line)).filter(line => line.event === 'http.failed')
      expect(failures.map(line => line.requestId)).toEqual([problem.requestId])
    },
  )

  it('cuts off an answer that had begun, and lives on', async () => {
    await expect(get('/api/v1/half').then(response => response.text())).rejects.toThrow()
    expect((await get('/')).status).toBe(200)
  })

  it.each([
    ['no JSON', 'canary', 400, 'invalid_request', /not JSON\.$/],
    ['half of a JSON', '{"a":', 400, 'invalid_request', /not JSON: it ends too early/],
    ['not JSON in the middle', '{"a" canary}', 400, 'invalid_request', /not JSON: see position 5/],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400, 'invalid_request', /UTF-8/],
    ['too large', `"${'x'.repeat(64 * 1024)}"`, 413, 'payload_too_large', /larger/],
  ])('blames a body that is %s on who sent it', async (_name, body, status, code, says) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${url}/api/v1/echo`, { method: 'POST', headers, body })
    const problem = ProblemSchema.parse(await response.json())
    expect([response.status, problem.code]).toEqual([status, code])
    expect(problem.detail).toMatch(says)
    expect(problem.detail).not.toContain('canary')
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-16',
    'junk',
    '',
  ])('takes no body of the type %j', async type => {
    const headers = { 'content-type': type }
    const response = await fetch(`${url}/api/v1/echo`, { method: 'POST', headers, body: '{}' })
    const { code, field } = ProblemSchema.parse(await response.json())
    expect([response.status, code, field]).toEqual([415, 'unsupported_media_type', 'Content-Type'])
  })

  it.each([
    ['none at all', {}],
    ['none that says it is one', { 'content-type': 'application/json' }],
    ['none in pieces', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }],
  ])('misses the body where there is %s', async (_name, headers) => {
    const [status, text] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const sent = request(`${url}/api/v1/echo`, { method: 'POST', headers }, response => {
        response.toArray().then(chunks => resolve([response.statusCode, chunks.join('')]), reject)
      })
      sent.on('error', reject).end()
    })
    const { code, detail } = ProblemSchema.parse(JSON.parse(text))
    expect([status, code, detail]).toEqual([400, 'invalid_request', 'This request needs a body of JSON.'])
  })

  it('takes JSON under its names, and none that is compressed', async () => {
    for (const type of ['application/json', 'application/json; charset="UTF-8"', 'application/x+json']) {
      const headers = { 'content-type': type }
      const response = await fetch(`${url}/api/v1/echo`, { method: 'POST', headers, body: '{"a":1}' })
      expect(await response.json()).toEqual({ a: 1 })
    }
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const response = await fetch(`${url}/api/v1/echo`, { method: 'POST', headers, body: '{}' })
    expect([response.status, ProblemSchema.parse(await response.json()).code]).toEqual([
      415,
      'unsupported_media_type',
    ])
  })

  it('says what is not there, under both names of the API', async () => {
    for (const path of ['/api/v1/nothing', '/api/nothing', '/nothing', '/api', '/assets/none.js']) {
      const response = await get(path)
      expect([path, response.status, ProblemSchema.parse(await response.json()).code]).toEqual([
        path,
        404,
        'not_found',
      ])
    }
  })
})

describe('the page', () => {
  it('carries its configuration, which nothing in it can break out of, and is never kept (ASVS 1.2.3)', async () => {
    const response = await get('/?frame_id=1&instance_id=2')
    const html = await response.text()
    expect(response.headers.get('cache-control')).toBe('no-store')
    const [, json = ''] =
      /<script type="application\/json" id="activity-config">(.*?)<\/script>/.exec(html) ?? []
    expect(html.match(/<\/script>/g)).toHaveLength(1)
    const config = ActivityConfigSchema.parse(JSON.parse(json))
    expect(config.player).toMatchObject({
      partnerId: 1234567,
      serviceUrl: '/kaltura/api_v3',
      cdnUrl: '/kaltura',
    })
    expect(html).not.toContain('canary')
  })

  it('brings the player as it was published', async () => {
    const html = await (await get('/')).text()
    const [path = ''] = /\/player\/[\w.-]+\.js/.exec(html) ?? []
    const response = await get(path, { 'accept-encoding': 'gzip, br' })
    expect(response.headers.get('content-type')).toBe('application/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('content-encoding')).toBe('br')
    expect((await response.text()).length).toBeGreaterThan(2_000_000)
  })

  it('brings scripts compressed, from any origin, and once', async () => {
    const response = await get('/assets/main-abc123.js', { 'accept-encoding': 'gzip' })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await response.text()).toContain('const text')
    const etag = response.headers.get('etag') ?? ''
    expect(await statusOf('/assets/main-abc123.js', { 'if-none-match': etag })).toBe(304)
    expect(await statusOf('/assets/main-abc123.js', { 'if-none-match': '"other"' })).toBe(200)
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache')
  })

  it.each([
    '/secret.env',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2fsecret.env',
    '/assets',
    '/.env',
  ])('does not give out %s', async path => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('canary')
  })
})

describe('security headers', () => {
  it('let only Discord frame the page, and no foreign script run (ASVS 3.4.3, 3.4.6)', async () => {
    const { headers } = await get('/')
    const policy = headers.get('content-security-policy') ?? ''
    const directive = (name: string) =>
      policy.split(';').flatMap(each => (each.startsWith(`${name} `) ? [each.slice(name.length + 1)] : []))[0]
    expect(directive('script-src')).toBe("'self'")
    expect(directive('object-src')).toBe("'none'")
    expect(directive('base-uri')).toBe("'none'")
    expect(directive('frame-ancestors')).toMatch(/^(?:https:\/\/(?:\*\.)?discord(?:says)?\.com ?)+$/)
    expect(headers.get('x-frame-options')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each(['/', '/join/x', '/api/v1/live', '/api/v1/nothing', '/api/v1/docs', '/nothing'])(
    'are on the answer of %s too (ASVS 3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6)',
    async path => {
      const { headers } = await get(path)
      const policy = headers.get('content-security-policy') ?? ''
      for (const directive of ["base-uri 'none'", 'frame-ancestors ']) expect(policy).toContain(directive)
      expect(policy).toMatch(/object-src 'none'|default-src 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    },
  )
})
