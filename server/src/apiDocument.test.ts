import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ERRORS } from '@kaltura-discord/shared/protocol/errors.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createOpenApiCheck,
  type DocumentedOperation,
  operationsOf,
} from '../../sandbox/src/testing/openApiCheck.ts'
import { startTestProduct, type TestProduct } from './testing/startTestProduct.ts'

const text = readFileSync(fileURLToPath(new URL('../../docs/api.md', import.meta.url)), 'utf8')
const HEADING = /^### `([A-Z]+ \/\S*)`$/
const ANSWER = /^```http\nHTTP\/1\.1 (\d+)[^\n]*\n([\s\S]*?)```$/gm

let product: TestProduct
let document: unknown
let operations: DocumentedOperation[]

beforeAll(async () => {
  product = await startTestProduct()
  document = await (await fetch(`${product.url}/api/v1/openapi.json`)).json()
  operations = operationsOf(document)
})
afterAll(() => product.close())

const nameOf = ({ method, path }: DocumentedOperation) => `${method.toUpperCase()} ${path}`

/** What stands below the heading of each operation. */
const sections = new Map(
  text.split(/^(?=#{2,3} )/m).flatMap(part => {
    const [heading = ''] = part.split('\n', 1)
    const [, name] = HEADING.exec(heading) ?? []
    return name === undefined ? [] : [[name, part] as const]
  }),
)

interface ShownAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** What the document leaves out because every answer has it. */
const LEFT_OUT = {
  'x-request-id': 'x',
  ratelimit: 'x',
  'ratelimit-policy': 'x',
  etag: 'x',
  'retry-after': '1',
}

function answersIn(section: string): ShownAnswer[] {
  return [...section.matchAll(ANSWER)].map(([, status, shown = '']) => {
    const [head = '', body = ''] = shown.split('\n\n')
    const headers = new Headers(LEFT_OUT)
    for (const line of head.split('\n').filter(Boolean)) headers.set(...headerOf(line))
    return { status: Number(status), headers, body: body.replaceAll('{ … }', '{}').replaceAll('[ … ]', '[]') }
  })
}

function headerOf(line: string): [string, string] {
  const [name = '', ...value] = line.split(': ')
  return [name, value.join(': ')]
}

describe('docs/api.md', () => {
  it('has a section for each operation, and no other', () => {
    expect([...sections.keys()].sort()).toEqual(operations.map(nameOf).sort())
  })

  it('shows of each a request, and answers that are as documented', () => {
    const check = createOpenApiCheck(document)
    const wrong = operations.flatMap(operation => {
      const section = sections.get(nameOf(operation)) ?? ''
      const answers = answersIn(section)
      const problems = answers.flatMap(answer => check.answer({ operationId: operation.id, ...answer }))
      if (!/^curl /m.test(section)) problems.push(`${operation.id}: there is no request`)
      if (!answers.some(({ status }) => status === 200)) problems.push(`${operation.id}: it never succeeds`)
      return problems
    })
    expect(wrong).toEqual([])
  })

  it('names each error with its status, and whether to try again', () => {
    const rows = text.split('\n').flatMap(line => {
      const [, code, status, again] = /^\| `([a-z_]+)` \| (\d{3}) \| (yes|no) \| \S/.exec(line) ?? []
      return code === undefined ? [] : [{ code, status: Number(status), retryable: again === 'yes' }]
    })
    expect(rows).toEqual(Object.entries(ERRORS).map(([code, error]) => ({ code, ...error })))
  })

  it('gives away no token, session or credential', () => {
    expect(text).not.toMatch(/eyJ\w|djJ8\w|kds_\w{16}_\w|"refreshToken": "[^"]{8}/)
  })
})
