import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ActivityConfigSchema, ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../config.ts'
import { createLogger } from '../platform/logger.ts'
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
failing.post('/echo', (request, response) => void response.json(request.body ?? null))

beforeAll(async () => {
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
    createHttp({ config: loaded.config, logger, routers: [failing], clientDirectory: folder }),
  )
  url = await listen(server, { host: '127.0.0.1', port: 0 })
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers })

/** `fetch` would ask past every cache as soon as it is given a condition. */
const statusOf = (path: string, headers: Record<string, string>) =>
  new Promise<number | undefined>(resolve => {
    request(`${url}${path}`, { headers }, response => resolve(response.resume().statusCode)).end()
  })

describe('the one error exit', () => {
  it.each(['/throws', '/rejects', '/throws-text', '/throws-nothing', '/next', '/blames'])(
    'answers %s without a word of what is inside, and logs it once',
    async path => {
      lines.length = 0
      const response = await get(`/api/v1${path}`)
      const body = await response.text()
      expect(response.status).toBe(500)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      expect(body).not.toMatch(/canary|\.ts|at /)
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
    ['not JSON', '{"a":', 400, 'invalid_request'],
    ['too large', `"${'x'.repeat(70_000)}"`, 413, 'payload_too_large'],
  ])('blames a body that is %s on who sent it', async (_name, body, status, code) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${url}/api/v1/echo`, { method: 'POST', headers, body })
    expect([response.status, ProblemSchema.parse(await response.json()).code]).toEqual([status, code])
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
  it('carries its configuration, which nothing in it can break out of, and is never kept', async () => {
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
  it('let only Discord frame the page, and no foreign script run', async () => {
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
})
