import { ERRORS, type ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import {
  PlaybackGrantSchema,
  ProblemSchema,
  TokensSchema,
  VideoPageSchema,
  VideoSchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import * as z from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi'
import { commonErrors } from '../../platform/http/commonErrors.ts'
import { MAX_IDEMPOTENCY_KEY } from '../../platform/http/idempotencyKey.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { PACKAGE_VERSION } from '../../platform/packageVersion.ts'

export type OpenApiDocument = ReturnType<typeof createDocument>

/** OpenAPI 3.1, from the very schemas that requests are checked with. */
export function createOpenApiDocument(operations: readonly Operation[]): OpenApiDocument {
  nameSchemas()
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Kaltura for Discord',
      version: PACKAGE_VERSION,
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    tags: TAGS.filter(({ name }) => operations.some(({ tag }) => tag === name)),
    paths: pathsOf(operations),
    components: {
      schemas: { Problem: ProblemSchema },
      headers: HEADERS,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token: of the Activity, or from `POST auth/token`.',
        },
        service: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'kds_<id>_<secret>',
          description: 'The credential of a service, from `pnpm admin service create`.',
        },
        serviceBasic: {
          type: 'http',
          scheme: 'basic',
          description: 'The same with the id as the user and the secret as the password.',
        },
        visit: {
          type: 'http',
          scheme: 'bearer',
          description: 'What `POST join/open` has answered: of one person, for one meeting, in one browser.',
        },
      },
    },
  })
}

/** Schemas that have no name of their own and come up in several places. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  Problem: ProblemSchema,
  Video: VideoSchema,
  VideoPage: VideoPageSchema,
  PlaybackGrant: PlaybackGrantSchema,
  Tokens: TokensSchema,
}

function nameSchemas(): void {
  for (const [id, schema] of Object.entries(NAMED)) {
    const meta = schema.meta()
    if (meta?.id === undefined) schema.register(z.globalRegistry, { ...meta, id })
  }
}

const INTRODUCTION = `What services, pages and players ask this server for.

Errors are problem documents (RFC 9457) with a stable \`code\`. \`/api\` is another name of the current version, \`/api/v1\`.
Where a request counts against limits, \`RateLimit-Policy\` and \`RateLimit\` say what is left of them.`

const TAGS = [
  { name: 'auth', description: 'Signing in, and tokens for services' },
  { name: 'videos', description: 'The library, and the right to play from it' },
  { name: 'me', description: 'What members have chosen for themselves' },
  { name: 'pictures', description: 'Pictures of other hosts under our own origin' },
  { name: 'config', description: 'What the admins of a Discord server set' },
  { name: 'meetings', description: 'Meetings of a Discord server, and going into them' },
  { name: 'rooms', description: 'Links into rooms for people without Discord, and coming in by them' },
  { name: 'health', description: 'How this server is' },
  { name: 'docs', description: 'This document' },
]

const string = { type: 'string' } as const

const HEADERS = {
  'X-Request-Id': { description: 'Names this request in our log.', required: true, schema: string },
  ETag: {
    description: 'Names this version of the answer; hand it back as `If-None-Match`.',
    required: true,
    schema: string,
  },
  'Retry-After': {
    description: 'Seconds after which trying again makes sense.',
    schema: { type: 'integer' },
  },
  RateLimit: {
    description: 'What is left of each limit and when it is whole again: `"user";r=119;t=60`.',
    required: true,
    schema: string,
  },
  'RateLimit-Policy': {
    description: 'The limits this request counts against: `"user";q=120;w=60`.',
    required: true,
    schema: string,
  },
  'Idempotency-Replayed': {
    description: 'Where this is the answer of an earlier request.',
    schema: { const: 'true' },
  },
  'WWW-Authenticate': { description: 'How to say who asks.', required: true, schema: string },
} as const

type HeaderName = keyof typeof HEADERS

const headers = (...names: (HeaderName | false)[]) =>
  Object.fromEntries(
    ['X-Request-Id' as const, ...names].flatMap(name =>
      name === false ? [] : [[name, { $ref: `#/components/headers/${name}` }]],
    ),
  )

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const byPath = Map.groupBy(operations, ({ path }) => path)
  return Object.fromEntries(
    [...byPath].map(([path, there]) => [
      path,
      Object.fromEntries(there.map(operation => [operation.method, describe(operation)])),
    ]),
  )
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, access, schemas } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    requestParams: parametersOf(operation),
    ...(schemas.body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemas.body } } },
    }),
    responses: responsesOf(operation),
    security: securityOf(access),
  }
}

function securityOf({ scheme, scope }: Operation['access']): Record<string, string[]>[] {
  const scopes = scope === null ? [] : [scope]
  switch (scheme) {
    case 'none':
      return []
    case 'bearer':
    case 'visit':
      return [{ [scheme]: scopes }]
    case 'service':
      return [{ service: scopes }, { serviceBasic: scopes }]
  }
}

const IdempotencyKeySchema = z.string().min(1).max(MAX_IDEMPOTENCY_KEY).optional().meta({
  description: 'Chosen by you. A repetition with the same key is given the first answer again, for a day.',
  example: '7c9a3f1e-58f2-4c0f-9a0e-0d3c2b1a4f5e',
})
const IfNoneMatchSchema = z
  .string()
  .optional()
  .meta({ description: 'The ETag of the answer you have; the answer is 304 while it still holds.' })

/** Where the operation reads no parameters of its path, they are texts. */
function parametersOf({ path, schemas, creates, etag }: Operation) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const plain = z.object(Object.fromEntries(names.map(name => [name, z.string()])))
  const extra = {
    ...(creates && { 'Idempotency-Key': IdempotencyKeySchema }),
    ...(etag && { 'If-None-Match': IfNoneMatchSchema }),
  }
  const own = schemas.headers instanceof z.ZodObject ? schemas.headers.shape : {}
  const header = z.object({ ...extra, ...own })
  return {
    ...(names.length > 0 && { path: schemas.params instanceof z.ZodObject ? schemas.params : plain }),
    ...(schemas.query instanceof z.ZodObject && { query: schemas.query }),
    ...(Object.keys(header.shape).length > 0 && { header }),
  }
}

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const { schemas, etag, creates, limit, errors } = operation
  const limits = limit === null ? [] : (['RateLimit', 'RateLimit-Policy'] as const)
  const byStatus = Map.groupBy(new Set([...commonErrors(operation), ...errors]), code => ERRORS[code].status)
  const problems = [...byStatus].map(([status, codes]) => [`${status}`, problem(status, codes)])
  return {
    '200': {
      description: schemas.answer === 'image' ? 'The picture' : 'Done',
      headers: headers(...limits, etag === true && 'ETag', creates === true && 'Idempotency-Replayed'),
      content:
        schemas.answer === 'image'
          ? { 'image/*': { schema: { type: 'string', contentMediaType: 'image/*' } } }
          : { 'application/json': { schema: schemas.answer } },
    },
    ...(etag && { '304': { description: 'What you have still holds', headers: headers('ETag', ...limits) } }),
    ...Object.fromEntries(problems),
  }
}

function problem(status: number, codes: readonly ErrorCode[]) {
  const again = codes.some(code => ERRORS[code].retryable)
  return {
    description: codes.map(code => `\`${code}\``).join(', '),
    headers: headers(status === 401 && 'WWW-Authenticate', again && 'Retry-After'),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            {
              type: 'object' as const,
              properties: { status: { const: status }, code: { type: 'string' as const, enum: [...codes] } },
            },
          ],
        },
      },
    },
  }
}
