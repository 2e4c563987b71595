import fc, { type Arbitrary } from 'fast-check'
import { at, isObject, objectAt, textAt } from '../../../sandbox/src/conformance/jsonTree.ts'
import type { DocumentedOperation } from '../../../sandbox/src/testing/openApiCheck.ts'

export interface HostileRequest {
  readonly method: string
  /** As it goes over the wire. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | null
}

/** What has broken servers before. */
const NASTY = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  '9007199254740993',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e\u200b',
  "' OR 1=1 --",
  '"; DROP TABLE rooms; --',
  '%',
  '%s%n%x',
  '#{7*7}',
  '{{7*7}}',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '<script>alert(1)</script>',
  'x,role:adminRole,userContextualRole:0',
  '\r\nSet-Cookie: a=b',
  '0_testcard',
  '1_live',
  '0_testcard/../1_live',
  'x'.repeat(300),
  '😀'.repeat(90),
]
const nasty = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 40 }))

/** Percent-encoded where it can be; a lone surrogate has no encoding, so it stays a broken one. */
const encode = (text: string) => (text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80')
/** Not decodable, or decodable to something else than it looks like. */
const BROKEN_ESCAPES = ['%', '%2', '%zz', '%ff', '%c0%af', '%2f', '%2e%2e', '%00', '%25%32%66', ';a=b']
const segment = fc.oneof(
  nasty.map(encode),
  fc.constantFrom(...BROKEN_ESCAPES),
  fc.constantFrom('0_testcard', '1_live'),
)

const anyValue: Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.constantFrom(null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER + 2, [], {}, [[[[]]]]),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A value that fits a schema more or less. */
function fitting(schema: unknown): Arbitrary<unknown> {
  const first = at(schema, 'anyOf') ?? at(schema, 'oneOf')
  if (Array.isArray(first)) return fc.oneof(...first.map(fitting))
  const named = at(schema, 'enum')
  if (Array.isArray(named)) return fc.constantFrom(...named)
  const type = textAt(schema, 'type')
  if (type === 'integer' || type === 'number')
    return fc.oneof(fc.integer({ min: -2, max: 5000 }), fc.double())
  if (type === 'boolean') return fc.boolean()
  if (type === 'array') return fc.array(fitting(at(schema, 'items')), { maxLength: 4 })
  if (type !== 'object') return nasty
  const properties = objectAt(schema, 'properties')
  const members = Object.entries(properties).map(([name, inner]) => [name, mutated(fitting(inner))] as const)
  return fc.record(Object.fromEntries(members), { requiredKeys: [] })
}

/** Mostly what it is, sometimes something else. */
const mutated = (value: Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: anyValue })

const OVER_64_KB = 64 * 1024 + 1
const TEXTS_OF_NO_BODY = [
  '{',
  '{"a":',
  '[1,]',
  "{'a':1}",
  '"',
  '',
  '\u0000',
  '{"__proto__":{"a":1}}',
  '{"a":1}{"a":2}',
]

function body(schema: unknown): Arbitrary<Buffer | null> {
  const json = mutated(fitting(schema)).map(value => Buffer.from(JSON.stringify(value) ?? ''))
  return fc.oneof(
    { weight: 6, arbitrary: json },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...TEXTS_OF_NO_BODY).map(text => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map(bytes => Buffer.from(bytes)) },
    { weight: 2, arbitrary: fc.constant(Buffer.alloc(OVER_64_KB, '"')) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        Buffer.from('['.repeat(30_000)),
        Buffer.from(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
      ),
    },
  )
}

/** Only what Node lets out; everything else it refuses to send. */
const headerText = (text: string) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')
const headerValue = nasty.map(headerText)
const sometimes = (value: Arbitrary<string>) => fc.option(value, { freq: 3, nil: undefined })

const types = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/json') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'text/plain',
      'application/json; charset=utf-16',
      'multipart/form-data',
      '*/*',
      ';',
      '',
    ),
  },
  { weight: 1, arbitrary: headerValue },
)

function headers(tokens: readonly string[]): Arbitrary<Record<string, string>> {
  const authorization = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...tokens.map(token => `Bearer ${token}`)) },
    { weight: 1, arbitrary: headerValue.map(text => `Bearer ${text}`) },
    { weight: 1, arbitrary: fc.constantFrom('', 'Bearer', 'Basic =', 'Basic a2RzOng=', 'bearer a b c') },
  )
  return fc
    .record({
      authorization: fc.option(authorization, { freq: 10, nil: undefined }),
      'content-type': fc.option(types, { freq: 8, nil: undefined }),
      'content-encoding': fc.option(fc.constantFrom('gzip', 'br', 'junk'), { freq: 15, nil: undefined }),
      'idempotency-key': sometimes(fc.oneof(fc.uuid(), headerValue, fc.constantFrom('a', 'b'))),
      'if-none-match': sometimes(fc.oneof(headerValue, fc.constantFrom('*', 'W/"', '","', '"a", "b"'))),
      'if-match': sometimes(headerValue),
      'x-request-id': sometimes(headerValue),
      'x-forwarded-for': sometimes(headerValue),
      range: sometimes(fc.constantFrom('bytes=0-', 'bytes=-1', 'bytes=9-1', 'junk')),
      accept: sometimes(headerValue),
      'accept-encoding': sometimes(fc.constantFrom('gzip', 'br;q=0', '*;q=junk')),
      cookie: sometimes(headerValue),
    })
    .map(all =>
      Object.fromEntries(
        Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    )
}

function query(described: unknown): Arbitrary<string> {
  const parameters = at(described, 'parameters')
  const known = (Array.isArray(parameters) ? parameters : []).filter(each => textAt(each, 'in') === 'query')
  const pair = fc.oneof(
    ...known.map(each =>
      mutated(fitting(at(each, 'schema'))).map(value => `${textAt(each, 'name')}=${encode(String(value))}`),
    ),
    fc.tuple(nasty, nasty).map(([name, value]) => `${encode(name)}=${encode(value)}`),
    fc.constantFrom(
      'limit',
      '__proto__[a]=1',
      'limit[]=1',
      'q=%ff',
      'q=%',
      '&&&',
      '=',
      'cursor=p99999',
      'q=a&q=b',
    ),
  )
  return fc.array(pair, { maxLength: 4 }).map(pairs => (pairs.length === 0 ? '' : `?${pairs.join('&')}`))
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT']
const PREFIXES = [
  '/api/v1',
  '/api/v1',
  '/api/v1',
  '/api',
  '/api/v1/',
  '//api/v1',
  '/api/v2',
  '/API/V1',
  '/api/v1/.',
]

function path({ path: template, described }: DocumentedOperation): Arbitrary<string> {
  const parts = template.split('/').slice(1)
  const filled = fc.tuple(...parts.map(part => (part.startsWith('{') ? segment : fc.constant(part))))
  const odd = fc.array(segment, { maxLength: 5 })
  return fc
    .tuple(
      fc.constantFrom(...PREFIXES),
      fc.oneof({ weight: 9, arbitrary: filled }, { weight: 1, arbitrary: odd }),
      query(described),
    )
    .map(([prefix, segments, search]) => `${prefix}/${segments.join('/')}${search}`)
}

/** Requests that look like those of an operation, with something wrong about nearly all of them. */
export function hostileRequests(
  operations: readonly DocumentedOperation[],
  tokens: readonly string[],
): Arbitrary<HostileRequest> {
  return fc.constantFrom(...operations).chain(operation => {
    const schema = at(operation.described, 'requestBody', 'content', 'application/json', 'schema')
    const usual = operation.method.toUpperCase()
    return fc.record({
      method: fc.oneof(
        { weight: 8, arbitrary: fc.constant(usual) },
        { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
      ),
      path: path(operation),
      headers: headers(tokens),
      body: isObject(schema) || usual !== 'GET' ? body(schema) : fc.constant(null),
    })
  })
}
