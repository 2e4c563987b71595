import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JoinConfigSchema } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createJoinPage } from './joinPage.ts'
import { listen } from './listen.ts'
import { createSecurityHeaders } from './securityHeaders.ts'

const KAF = 'https://1234567.kaf.kaltura.com'
const TOKEN = `canary${'x'.repeat(37)}`
/** As the client is built: addresses that are found from beside the page. */
const BUILT = `<!doctype html><html><head>
<link rel="icon" href="./mark.svg"><script type="module" src="./assets/join-1.js"></script>
<link rel="stylesheet" href="./assets/join-2.css"></head><body></body></html>`

let folder: string
let server: Server
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'client-'))
  const app = express()
  app.use(createSecurityHeaders())
  app.use(createJoinPage({ directory: folder, kafUrl: `${KAF}/somewhere` }))
  server = createServer(app)
  url = await listen(server, { host: '127.0.0.1', port: 0 })
})
beforeEach(() => writeFileSync(join(folder, 'join.html'), BUILT))
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

/** `fetch` would tidy the address up first. */
function ask(path: string, method = 'GET') {
  return new Promise<{ status: number | undefined; headers: Headers; body: string }>((resolve, reject) => {
    const sent = request(`${url}`, { method, path }, response => {
      const headers = new Headers(
        Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]),
      )
      response
        .toArray()
        .then(chunks => resolve({ status: response.statusCode, headers, body: chunks.join('') }), reject)
    })
    sent.on('error', reject).end()
  })
}

const policyOf = (headers: Headers) =>
  new Map(
    (headers.get('content-security-policy') ?? '').split('; ').map(each => {
      const [name = '', ...values] = each.split(' ')
      return [name, values.join(' ')] as const
    }),
  )

describe('the page behind a personal link', () => {
  it('is in no frame, runs our own files alone, and frames nothing but the rooms (ASVS 3.4.3, 3.4.6)', async () => {
    const { headers } = await ask(`/join/${TOKEN}`)
    const policy = policyOf(headers)
    expect(policy.get('frame-ancestors')).toBe("'none'")
    expect(policy.get('frame-src')).toBe(KAF)
    expect(policy.get('default-src')).toBe("'none'")
    for (const directive of ['script-src', 'style-src', 'connect-src', 'font-src'])
      expect([directive, policy.get(directive)]).toEqual([directive, "'self'"])
    expect(policy.get('media-src')).toBe("'self' blob:")
    for (const directive of ['base-uri', 'form-action'])
      expect([directive, policy.get(directive)]).toEqual([directive, "'none'"])
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })

  it('gives camera, microphone and screen to the rooms and to nobody else', async () => {
    const { headers } = await ask(`/join/${TOKEN}`)
    const policy = headers.get('permissions-policy') ?? ''
    for (const feature of ['camera', 'microphone', 'display-capture', 'autoplay', 'fullscreen'])
      expect(policy.split(', ')).toContain(`${feature}=(self "${KAF}")`)
    expect(policy).toContain('geolocation=()')
    expect(policy).not.toContain('*')
  })

  it('is kept nowhere, found by no search, and tells nobody where one came from (ASVS 3.4.5)', async () => {
    const { headers } = await ask(`/join/${TOKEN}`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('set-cookie')).toBeNull()
  })

  it.each([
    '/join',
    '/join/',
    '/join/k7f29x3qab',
    `/join/${TOKEN}?utm=x`,
    `/join/${TOKEN}/more`,
    '/join/%',
    '/join/%ff%00',
    '/join/<script>alert(1)</script>'.replaceAll('<', '%3C'),
    `/join/${'x'.repeat(8_000)}`,
  ])('is the same whatever stands there, and repeats nothing of it: %.40s', async path => {
    const { status, body } = await ask(path)
    const plain = await ask(`/join/${TOKEN}`)
    expect(status).toBe(200)
    expect(body).toBe(plain.body)
    expect(body).not.toContain('canary')
  })

  it('finds its files from wherever it stands, and knows where rooms are', async () => {
    const { body } = await ask(`/join/${TOKEN}`)
    expect(body).toContain('src="/assets/join-1.js"')
    expect(body).toContain('href="/assets/join-2.css"')
    expect(body).toContain('href="/mark.svg"')
    const [, json = ''] = /<script type="application\/json" id="join-config">(.*?)<\/script>/.exec(body) ?? []
    expect(JoinConfigSchema.parse(JSON.parse(json))).toEqual({ kafOrigin: KAF })
  })

  it('is there for HEAD, and for no other method', async () => {
    const head = await ask(`/join/${TOKEN}`, 'HEAD')
    expect([head.status, head.body]).toEqual([200, ''])
    expect(head.headers.get('content-security-policy')).toContain(KAF)
    const options = await ask(`/join/${TOKEN}`, 'OPTIONS')
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
    for (const method of ['POST', 'DELETE', 'PUT']) {
      const { status, body } = await ask(`/join/${TOKEN}`, method)
      expect([method, status]).toEqual([method, 405])
      expect(body).not.toContain('canary')
    }
  })

  it('says that it has not been built', async () => {
    rmSync(join(folder, 'join.html'))
    const { status, body } = await ask(`/join/${TOKEN}`)
    expect([status, ProblemSchema.parse(JSON.parse(body)).code]).toEqual([503, 'unavailable'])
  })
})
