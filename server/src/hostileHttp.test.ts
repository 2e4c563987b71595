import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { histories, seed } from '@kaltura-discord/shared/room/testing/seed.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { operationsOf } from '../../sandbox/src/testing/openApiCheck.ts'
import { type HostileRequest, hostileRequests } from './testing/hostileRequests.ts'
import { startTestProduct, type TestProduct } from './testing/startTestProduct.ts'

/** Requests that go out together, and how often. */
const AT_ONCE = 25
const ROUNDS = 400

/** Traces, our own paths, words of SQL that is ours, and names that only our insides have. */
const INSIDES =
  /\bat (?:async )?\S+ \(|\.ts:\d+|node_modules|SQLITE|select .+ from "|insert into "|KalturaAPIException|TypeError|ZodError/i

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
let product: TestProduct
let secrets: string[]
let tokens: string[]

beforeAll(async () => {
  product = await startTestProduct({}, { limitFactor: 1e6 })
  const names = ['DISCORD_CLIENT_SECRET', 'DISCORD_BOT_TOKEN', 'KALTURA_ADMIN_SECRET', 'JWT_SECRET']
  secrets = names.map(name => product.environment[name] ?? name)
  tokens = [(await product.signIn('ana')).accessToken, (await product.signIn('ben')).accessToken]
})
afterAll(async () => {
  agent.destroy()
  await product.close()
})

interface Answer {
  readonly status: number
  readonly type: string
  readonly requestId: string
  readonly body: string
}

function send({ method, path, headers, body }: HostileRequest): Promise<Answer> {
  const { hostname, port } = new URL(product.url)
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': String(body.length) }
    const options = { agent, hostname, port, method, path, headers: { ...headers, ...length } }
    const sent = request(options, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          requestId: String(response.headers['x-request-id']),
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body ?? undefined)
  })
}

/** What is wrong with an answer, whatever was asked. */
function wrongWith({ method }: HostileRequest, { status, type, requestId, body }: Answer): string[] {
  const wrong: string[] = []
  // Refused by Node's parser before it is a request.
  if (status === 400 && type === '' && body === '') return []
  if (status < 200 || status >= 500) wrong.push(`status ${status}: ${body.slice(0, 300)}`)
  if (INSIDES.test(body) && type.includes('json')) wrong.push(`insides: ${INSIDES.exec(body)?.[0]}`)
  if (secrets.some(secret => body.includes(secret))) wrong.push('a secret')
  if (status >= 400 && method !== 'HEAD') {
    const isProblem = type.startsWith('application/problem+json')
    const problem = isProblem ? ProblemSchema.safeParse(JSON.parse(body)) : null
    if (!problem?.success) wrong.push(`no problem document: ${type} ${body.slice(0, 100)}`)
    else if (problem.data.requestId !== requestId || problem.data.status !== status)
      wrong.push('a mixed-up problem')
  }
  return wrong
}

const failures = () => product.log.filter(line => line.includes('http.failed'))

it('answers ten thousand hostile requests, and none of them with more than it should (ASVS 2.2.2, 16.5.1)', async () => {
  const document: unknown = await (await fetch(`${product.url}/api/v1/openapi.json`)).json()
  const operations = operationsOf(document)
  const statuses = new Map<number, number>()
  const each = async (hostile: HostileRequest) => {
    const answer = await send(hostile)
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    const wrong = wrongWith(hostile, answer)
    if (wrong.length > 0) throw new Error(`${wrong.join(', ')}\n${describe(hostile)}`)
  }
  const batch = fc.array(hostileRequests(operations, tokens), {
    minLength: AT_ONCE,
    maxLength: AT_ONCE,
  })
  await fc.assert(
    fc.asyncProperty(batch, async all => void (await Promise.all(all.map(each)))),
    { seed: seed(), numRuns: histories(ROUNDS), endOnFailure: true, asyncReporter: report },
  )
  expect(failures()).toEqual([])
  // It has come to where things happen, and not only to the door.
  const ofBodies = operations.some(({ described }) => 'requestBody' in described) ? [413, 415] : []
  for (const status of [200, 304, 400, 401, 404, 405, 409, ...ofBodies])
    expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0])
  expect((await fetch(`${product.url}/api/v1/live`)).status).toBe(200)
})

/** The one request that is to blame; fast-check would print the whole batch it came in. */
async function report({
  failed,
  seed: used,
  errorInstance,
}: fc.RunDetails<[HostileRequest[]]>): Promise<void> {
  if (failed) throw new Error(`With SEED=${used}: ${String(errorInstance)}`)
}

const describe = ({ method, path, headers, body }: HostileRequest) =>
  `${method} ${path} ${JSON.stringify(headers)} ${body?.toString('utf8').slice(0, 500) ?? ''}`

const LINES = [
  'GET /api/v1/live HTTP/1.1\r\n\r\n',
  'GET /api/v1/live HTTP/9.9\r\nHost: a\r\n\r\n',
  'GET  /api/v1/live HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET /api/v1/li ve HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET http://elsewhere/api/v1/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'GET ? HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'GET /api/v1/live#x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'CONNECT elsewhere:443 HTTP/1.1\r\nHost: a\r\n\r\n',
  'POST /api/v1/auth/refresh HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /api/v1/auth/refresh HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
  'POST /api/v1/auth/refresh HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'GET /api/v1/live HTTP/1.1\r\nHost: a\r\nExpect: nonsense\r\nConnection: close\r\n\r\n',
  `GET /api/v1/live HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
  'GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000',
  'junk\r\n\r\n',
]

it.each(LINES)('outlives %j', async line => {
  const answer = await sendRaw(line)
  expect(answer).not.toMatch(/^HTTP\/1\.1 5/)
  expect(answer).not.toMatch(INSIDES)
  expect(failures()).toEqual([])
  expect((await fetch(`${product.url}/api/v1/live`)).status).toBe(200)
})

/** All that comes back until the server hangs up. */
function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(product.url)
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.end(text, 'latin1'))
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}
