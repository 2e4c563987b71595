import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, isObject, objectAt, textAt } from '../../sandbox/src/conformance/jsonTree.ts'
import {
  createOpenApiCheck,
  type DocumentedOperation,
  operationsOf,
} from '../../sandbox/src/testing/openApiCheck.ts'
import { runAdmin } from './admin/runAdmin.ts'
import { EXAMPLES, type ExampleCall, type ExampleGround } from './testing/openApiExamples.ts'
import { hello, postJson, startTestProduct, type TestProduct } from './testing/startTestProduct.ts'

let product: TestProduct
let document: unknown
let ground: ExampleGround
let operations: DocumentedOperation[] = []
/** Operations by id with the answers they have given. */
const statuses = new Map<string, Set<number>>()

beforeAll(async () => {
  product = await startTestProduct({}, { limitFactor: 100 })
  document = await (await fetch(`${product.url}/api/v1/openapi.json`)).json()
  operations = operationsOf(document)
  const { accessToken, user } = await product.signIn('ana')
  await hello(product.connect(accessToken))
  const scopes = '--scope videos:read --scope videos:play --scope config:read'
  const { output } = await runAdmin(
    `service create --json --name Test --role moderator ${scopes}`.split(' '),
    product.environment,
  )
  ground = {
    memberToken: accessToken,
    avatarPath: user.avatarUrl?.replace('/api/v1', '') ?? '',
    credential: textAt(JSON.parse(output), 'credential') ?? '',
    launch: () => product.launch('ben'),
    newRefreshToken: async () => (await product.signIn('ben')).refreshToken,
    newMeeting: async () => (await newMeeting(accessToken)).id,
    newRoomLink: () => newRoomLink(accessToken),
    newJoinToken: async () => (await newMeeting(accessToken)).token,
    async newVisit() {
      const { token } = await newMeeting(accessToken)
      const answered = await postJson(`${product.url}/api/v1/join/open`, { token })
      return textAt(await answered.json(), 'session') ?? ''
    },
  }
})
afterAll(() => product.close())

/** One at a time, and its own link: a server has room for so many and no more. */
async function newMeeting(token: string): Promise<{ id: string; token: string }> {
  const headers = { authorization: `Bearer ${token}` }
  const meetings = `${product.url}/api/v1/meetings`
  if (lastMeeting) await fetch(`${meetings}/${lastMeeting}`, { method: 'DELETE', headers })
  const answered = await postJson(meetings, { type: 'meeting', title: 'Weekly' }, headers)
  const created: unknown = await answered.json()
  lastMeeting = textAt(created, 'meeting', 'id') ?? ''
  return { id: lastMeeting, token: (textAt(created, 'joinUrl') ?? '').slice(-43) }
}
let lastMeeting = ''

/** A link into the room of the Activity, where guests need no more than a name. */
async function newRoomLink(token: string): Promise<{ id: string; token: string }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ features: { named_guests: true } })
  await fetch(`${product.url}/api/v1/config/1200000000000000001`, { method: 'PATCH', headers, body })
  const answered = await postJson(`${product.url}/api/v1/rooms/links`, {}, headers)
  const made: unknown = await answered.json()
  return { id: textAt(made, 'link', 'id') ?? '', token: (textAt(made, 'url') ?? '').slice(-43) }
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

async function call(
  { id, method }: DocumentedOperation,
  { path, headers = {}, body }: ExampleCall,
  under = '/api/v1',
): Promise<Answer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(`${product.url}${under}${path}`, {
    method: method.toUpperCase(),
    headers: { ...json, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  statuses.set(id, (statuses.get(id) ?? new Set()).add(response.status))
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** Calls it, and says what about the answer is not as documented. */
async function check(operation: DocumentedOperation, example: ExampleCall): Promise<[Answer, string[]]> {
  const answer = await call(operation, example)
  return [answer, createOpenApiCheck(document).answer({ operationId: operation.id, ...answer })]
}

/** An older answer stands in while Kaltura is asked again, and says so; the one after that holds for a while. */
async function newest(operation: DocumentedOperation, example: ExampleCall): Promise<Answer> {
  const answer = await call(operation, example)
  return answer.body.includes('"asOf":"') ? newest(operation, example) : answer
}

/** Each operation once, all that are wrong named together. */
async function walk(
  over: readonly DocumentedOperation[],
  look: (operation: DocumentedOperation, example: ExampleCall) => Promise<string[]>,
): Promise<string[]> {
  const wrong: string[] = []
  for (const operation of over) {
    const example = EXAMPLES[operation.id]
    if (example) wrong.push(...(await look(operation, await example.call(ground))))
  }
  return wrong
}

const declares = (name: string) => (operation: DocumentedOperation) =>
  JSON.stringify(operation.described['parameters'] ?? []).includes(`"name":"${name}"`)
const needsSomebody = ({ described }: DocumentedOperation) =>
  JSON.stringify(described['security'] ?? []) !== '[]'
const without = (headers: ExampleCall['headers'], name: string) =>
  Object.fromEntries(Object.entries(headers ?? {}).filter(([each]) => each !== name))

describe('the document', () => {
  it('is OpenAPI 3.1, and all that it names is there', () => {
    expect(createOpenApiCheck(document).document()).toEqual([])
  })

  it('has the version of the package', () => {
    const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(textAt(document, 'info', 'version')).toBe(textAt(manifest, 'version'))
  })

  it('has an example call for each operation, and no others', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(EXAMPLES).sort())
  })

  it('is the same under both names of the API, and kept by its ETag', async () => {
    const first = await fetch(`${product.url}/api/openapi.json`)
    expect(await first.json()).toEqual(document)
    const operation = operations.find(({ id }) => id === 'docs.openApi')
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect(operation && (await call(operation, { path: '/openapi.json', headers })).status).toBe(304)
  })
})

describe('each operation', () => {
  it('answers its example as documented', async () => {
    const wrong = await walk(operations, async (operation, example) => {
      const [answer, problems] = await check(operation, example)
      return answer.status < 300
        ? problems
        : [...problems, `${operation.id}: ${answer.status} ${answer.body}`]
    })
    expect(wrong).toEqual([])
  })

  it('answers the same under the other name of the API', async () => {
    const wrong = await walk(operations, async (operation, example) => {
      const { status } = await call(operation, example, '/api')
      return status < 300 ? [] : [`${operation.id}: ${status}`]
    })
    expect(wrong).toEqual([])
  })

  it('answers as documented what can not be right', async () => {
    const wrong: string[] = []
    for (const operation of operations)
      for (const each of EXAMPLES[operation.id]?.wrong ?? []) {
        const [answer, problems] = await check(operation, each(ground))
        wrong.push(...problems)
        if (answer.status < 400) wrong.push(`${operation.id}: ${answer.status} to ${each(ground).path}`)
      }
    expect(wrong).toEqual([])
  })

  it('tells whoever does not say who they are how to', async () => {
    const wrong = await walk(operations.filter(needsSomebody), async (operation, example) => {
      const problems: string[] = []
      for (const authorization of [undefined, 'Bearer junk', 'Basic anVuaw==']) {
        const headers = without(example.headers, 'authorization')
        const [answer, documented] = await check(operation, {
          ...example,
          headers: { ...headers, ...(authorization !== undefined && { authorization }) },
        })
        problems.push(...documented)
        if (answer.status !== 401) problems.push(`${operation.id}: ${answer.status} to ${authorization}`)
      }
      return problems
    })
    expect(wrong).toEqual([])
    expect(operations.filter(needsSomebody).length).toBeGreaterThan(0)
  })

  it('says that nothing has changed to those who have the answer already', async () => {
    const wrong = await walk(operations.filter(declares('If-None-Match')), async (operation, example) => {
      const first = await newest(operation, example)
      const tag = first.headers.get('etag') ?? ''
      const problems: string[] = []
      for (const list of [tag, `"other", W/${tag}`, '*']) {
        const headers = { ...example.headers, 'if-none-match': list }
        const [answer, documented] = await check(operation, { ...example, headers })
        problems.push(...documented)
        if (answer.status !== 304) problems.push(`${operation.id}: ${answer.status} to ${list}`)
      }
      const [other] = await check(operation, {
        ...example,
        headers: { ...example.headers, 'if-none-match': '"other"' },
      })
      if (other.body !== first.body)
        problems.push(`${operation.id}: another answer, though nothing has changed`)
      if (first.headers.get('cache-control') !== 'private, no-cache')
        problems.push(`${operation.id}: cache-control`)
      return problems
    })
    expect(wrong).toEqual([])
  })

  it('that creates does so once under one key', async () => {
    const creating = operations.filter(declares('Idempotency-Key'))
    const wrong = await walk(creating, async (operation, example) => {
      const once = {
        ...example,
        headers: { ...example.headers, 'idempotency-key': `key-of-${operation.id}` },
      }
      const [first, ...problems] = await check(operation, once)
      const [again, ...more] = await check(operation, once)
      const replays = [first, again].map(({ headers }) => headers.get('idempotency-replayed'))
      if (first.body !== again.body || replays.join() !== ',true')
        problems.push([`${operation.id}: done again`])
      return [...problems, ...more].flat()
    })
    expect(wrong).toEqual([])
    expect(creating.length).toBeGreaterThanOrEqual(2)
  })

  it('names the methods there are to whoever comes with another one', async () => {
    for (const path of new Set(operations.map(each => each.path))) {
      const there = operations.filter(each => each.path === path).map(({ method }) => method.toUpperCase())
      const address = `${product.url}/api/v1${path.replaceAll(/\{\w+\}/g, 'x')}`
      const other = ['PUT', 'PATCH'].find(method => !there.includes(method)) ?? 'POST'
      const refused = await fetch(address, { method: other })
      const allowed = (refused.headers.get('allow') ?? '').split(', ')
      expect([path, refused.status]).toEqual([path, 405])
      expect(allowed).toEqual(expect.arrayContaining([...there, 'OPTIONS']))
      const options = await fetch(address, { method: 'OPTIONS' })
      expect([options.status, options.headers.get('allow')]).toEqual([204, refused.headers.get('allow')])
    }
  })

  it('has succeeded and has failed', () => {
    for (const { id, described } of operations) {
      const answered = [...(statuses.get(id) ?? [])]
      expect([id, answered.some(status => status < 300)]).toEqual([id, true])
      const canFail = ['400', '401', '404'].some(status => isObject(at(described, 'responses', status)))
      if (canFail) expect([id, answered.some(status => status >= 400)]).toEqual([id, true])
    }
  })
})

describe('the check itself', () => {
  const good = async () => {
    const operation = operations.find(({ id }) => id === 'videos.get')
    if (!operation) throw new Error('videos.get is gone')
    return {
      operationId: 'videos.get',
      ...(await call(operation, (await EXAMPLES['videos.get']?.call(ground)) ?? { path: '' })),
    }
  }

  it('finds an answer that is not as documented', async () => {
    const answer = await good()
    const { answer: look } = createOpenApiCheck(document)
    const body: unknown = JSON.parse(answer.body)
    const stranger = JSON.stringify({ ...objectAt(body), stranger: 1 })
    const headers = new Headers(answer.headers)
    headers.delete('etag')
    const text = new Headers(answer.headers)
    text.set('content-type', 'text/plain')
    expect(look(answer)).toEqual([])
    expect(look({ ...answer, body: '{}' })).toHaveLength(1)
    expect(look({ ...answer, body: stranger })).toHaveLength(1)
    expect(look({ ...answer, status: 418 })).toHaveLength(1)
    expect(look({ ...answer, headers })).toHaveLength(1)
    expect(look({ ...answer, headers: text })).toHaveLength(1)
    expect(look({ ...answer, operationId: 'none' })).toHaveLength(1)
  })

  it('finds a document that is not well formed', () => {
    const broken = (change: (text: string) => string) =>
      createOpenApiCheck(JSON.parse(change(JSON.stringify(document)))).document()
    expect(broken(text => text.replace('"3.1.0"', '"3.0.0"'))).toContain('it is not OpenAPI 3.1')
    expect(broken(text => text.replace('"videos.get"', '"videos.list"'))).toContain(
      'two operations are called videos.list',
    )
    expect(broken(text => text.replace('"in":"path"', '"in":"query"'))).not.toEqual([])
    expect(broken(text => text.replace('"type":"integer"', '"type":"whole"'))).not.toEqual([])
    expect(broken(text => text.replace('headers/ETag"', 'headers/Etag"'))).toContain(
      '#/components/headers/Etag leads nowhere',
    )
  })
})
