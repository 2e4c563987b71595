import { Ajv2020 } from 'ajv/dist/2020.js'
import { at, isObject, type JsonObject, objectAt, textAt } from '../conformance/jsonTree.ts'

export interface Answered {
  readonly operationId: string
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

export interface OpenApiCheck {
  /** What is wrong with the document itself. */
  document(): string[]
  /** What is wrong with an answer, seen from the document. */
  answer(answered: Answered): string[]
}

export interface DocumentedOperation {
  readonly id: string
  readonly method: string
  /** With its parameters in braces. */
  readonly path: string
  readonly described: JsonObject
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const PATH = /^(?:\/(?:[\w.-]+|\{\w+\}))+$/
const STATUS = /^(?:[1-5]\d\d|[1-5]XX|default)$/

/** Every operation that a document describes. */
export function operationsOf(document: unknown): DocumentedOperation[] {
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    METHODS.flatMap(method => {
      const described = at(item, method)
      return isObject(described)
        ? [{ id: textAt(described, 'operationId') ?? '', method, path, described }]
        : []
    }),
  )
}

export function createOpenApiCheck(document: unknown): OpenApiCheck {
  const operations = operationsOf(document)
  const ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: false, allowUnionTypes: true })
  // Words of OpenAPI's own dialect, which say nothing of what is valid.
  ajv.addKeyword('example')
  ajv.addSchema({ $id: 'document', $defs: schemasOf(document) })
  const validate = (schema: unknown, value: unknown): string[] =>
    ajv.validate(asOfDefinitions(schema), value) ? [] : [ajv.errorsText()]

  return {
    document: () => [
      ...checkRoot(document),
      ...repeated(operations.map(({ id }) => id)).map(id => `two operations are called ${id}`),
      ...operations.flatMap(operation =>
        checkOperation(document, operation).map(wrong => `${operation.id}: ${wrong}`),
      ),
      ...references(document)
        .filter(reference => follow(document, reference) === undefined)
        .map(reference => `${reference} leads nowhere`),
      ...schemasIn(document).flatMap(schema => compileProblem(ajv, schema)),
    ],
    answer({ operationId, status, headers, body }) {
      const operation = operations.find(({ id }) => id === operationId)
      const found = at(operation?.described, 'responses', String(status))
      const described = resolve(document, found)
      if (!isObject(described)) return [`${operationId}: an answer with status ${status} is not documented`]
      return [
        ...checkHeaders(document, { described, headers, validate }),
        ...checkContent({ described, type: headers.get('content-type'), body, validate }),
      ].map(wrong => `${operationId} ${status}: ${wrong}`)
    },
  }
}

function checkRoot(document: unknown): string[] {
  const wrong: string[] = []
  if (!/^3\.1\.\d+$/.test(textAt(document, 'openapi') ?? '')) wrong.push('it is not OpenAPI 3.1')
  for (const name of ['title', 'version'])
    if (!textAt(document, 'info', name)) wrong.push(`info.${name} is missing`)
  const known = ['openapi', 'info', 'servers', 'tags', 'paths', 'components', 'security']
  wrong.push(
    ...Object.keys(objectAt(document))
      .filter(key => !known.includes(key))
      .map(key => `${key} means nothing`),
  )
  const paths = Object.keys(objectAt(document, 'paths'))
  wrong.push(...paths.filter(path => !PATH.test(path)).map(path => `${path} is no path`))
  const shapes = paths.map(path => path.replaceAll(/\{\w+\}/g, '{}'))
  return [...wrong, ...repeated(shapes).map(shape => `two paths look like ${shape}`)]
}

function checkOperation(document: unknown, { id, path, described }: DocumentedOperation): string[] {
  const wrong: string[] = []
  if (!/^[a-zA-Z][\w.]*$/.test(id)) wrong.push('its operationId is missing')
  if (!textAt(described, 'summary')) wrong.push('it has no summary')
  const tags = listAt(document, 'tags').map(tag => textAt(tag, 'name'))
  for (const tag of listAt(described, 'tags'))
    if (!tags.includes(String(tag))) wrong.push(`the tag ${tag} is unknown`)
  for (const requirement of listAt(described, 'security'))
    for (const scheme of Object.keys(objectAt(requirement)))
      if (!isObject(at(document, 'components', 'securitySchemes', scheme)))
        wrong.push(`${scheme} is no way to sign in`)
  const responses = Object.entries(objectAt(described, 'responses'))
  if (!responses.some(([status]) => status.startsWith('2'))) wrong.push('it never succeeds')
  for (const [status, response] of responses)
    if (!STATUS.test(status) || textAt(resolve(document, response), 'description') === undefined)
      wrong.push(`its answer ${status} is not described`)
  return [...wrong, ...checkParameters(path, listAt(described, 'parameters'))]
}

function checkParameters(path: string, parameters: readonly unknown[]): string[] {
  const wrong: string[] = []
  const inPath = parameters.filter(parameter => textAt(parameter, 'in') === 'path')
  const named = inPath.map(parameter => textAt(parameter, 'name') ?? '').sort()
  const expected = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()
  if (named.join() !== expected.join()) wrong.push(`its path names ${expected}, its parameters ${named}`)
  if (inPath.some(parameter => at(parameter, 'required') !== true))
    wrong.push('a parameter of its path is optional')
  for (const parameter of parameters)
    if (!isObject(at(parameter, 'schema')))
      wrong.push(`the parameter ${textAt(parameter, 'name')} has no schema`)
  return [
    ...wrong,
    ...repeated(parameters.map(each => `${textAt(each, 'in')} ${textAt(each, 'name')}`)).map(
      each => `two of ${each}`,
    ),
  ]
}

type Validate = (schema: unknown, value: unknown) => string[]

interface HeaderCheck {
  readonly described: JsonObject
  readonly headers: Headers
  readonly validate: Validate
}

function checkHeaders(document: unknown, { described, headers, validate }: HeaderCheck): string[] {
  return Object.entries(objectAt(described, 'headers')).flatMap(([name, found]) => {
    const header = resolve(document, found)
    const text = headers.get(name)
    if (text === null) return at(header, 'required') === true ? [`the header ${name} is missing`] : []
    const value = at(header, 'schema', 'type') === 'integer' ? Number(text) : text
    return validate(at(header, 'schema'), value).map(wrong => `${name}: ${wrong}`)
  })
}

interface ContentCheck {
  readonly described: JsonObject
  readonly type: string | null
  readonly body: string
  readonly validate: Validate
}

function checkContent({ described, type, body, validate }: ContentCheck): string[] {
  const contents = objectAt(described, 'content')
  const bare = type?.split(';')[0] ?? ''
  if (Object.keys(contents).length === 0) return body === '' ? [] : ['it has a body, which is not documented']
  const content = contents[bare] ?? contents[bare.replace(/\/.*/, '/*')]
  if (!isObject(content)) return [`the type ${bare || 'of nothing'} is not documented`]
  if (!bare.endsWith('json')) return []
  return validate(at(content, 'schema'), JSON.parse(body))
}

const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found = at(value, key)
  return Array.isArray(found) ? found : []
}

const repeated = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index)

function resolve(document: unknown, value: unknown): unknown {
  const reference = textAt(value, '$ref')
  return reference === undefined ? value : follow(document, reference)
}

const follow = (document: unknown, reference: string): unknown =>
  reference.startsWith('#/')
    ? at(
        document,
        ...reference
          .slice(2)
          .split('/')
          .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~')),
      )
    : undefined

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  )
}

const schemasOf = (document: unknown) => asOfDefinitions(objectAt(document, 'components', 'schemas'))

/** References into the document, as they are from within the definitions. */
function asOfDefinitions(schema: unknown): JsonObject {
  const text = JSON.stringify(schema ?? {}).replaceAll(
    '"$ref":"#/components/schemas/',
    '"$ref":"document#/$defs/',
  )
  const parsed: unknown = JSON.parse(text)
  return isObject(parsed) ? parsed : {}
}

/** Every schema of a parameter, a header or a body. */
function schemasIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(schemasIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'schema' ? [inner] : schemasIn(inner)))
}

function compileProblem(ajv: Ajv2020, schema: unknown): string[] {
  try {
    ajv.compile(asOfDefinitions(schema))
    return []
  } catch (error) {
    return [`${JSON.stringify(schema)} is no schema: ${String(error)}`]
  }
}
