import { ERRORS } from '@kaltura-discord/shared/protocol/errors.ts'
import type { Request, Response } from 'express'
import type * as z from 'zod'
import { fail, type Result, succeed } from '../result.ts'
import { answer, answerTagged } from './answer.ts'
import { readIdempotencyKey } from './idempotencyKey.ts'
import type {
  Access,
  Operation,
  OperationDefinition,
  OperationGround,
  OperationInput,
  OperationSchemas,
} from './operation.ts'
import { parseInput } from './parseInput.ts'
import { formatRateLimit } from './rateLimitHeaders.ts'

/** Parts without a schema stay empty. */
export type Nothing = Readonly<Record<never, never>>
const NOTHING: unknown = {}

const UNAUTHENTICATED = 401
/** How to say who asks; RFC 9110 §15.5.2 has every 401 say it. */
const CHALLENGES: Readonly<Record<Access<unknown>['scheme'], string>> = {
  none: 'Bearer realm="kaltura-discord"',
  bearer: 'Bearer realm="kaltura-discord"',
  service: 'Basic realm="kaltura-discord", charset="UTF-8", Bearer realm="kaltura-discord"',
  visit: 'Bearer realm="kaltura-discord-join"',
}

/** Makes an operation: whoever asks is admitted and counted before what they send is held against a schema. */
export function defineOperation<P = Nothing, Q = Nothing, B = Nothing, A = unknown, C = unknown, H = Nothing>(
  definition: OperationDefinition<P, Q, B, A, C, H>,
): Operation {
  const { access, params, query, body, headers, answer: answerSchema } = definition
  if (definition.creates && access.scheme === 'none')
    throw new Error(
      `${definition.id}: strangers can't be told apart, so none gets another one's answer again`,
    )

  async function act(request: Request, response: Response, ground: OperationGround): Promise<Result<A>> {
    const caller = await access.admit(request)
    if (!caller.ok) return caller
    const allowed = await take(definition, { request, response, caller: caller.value, ground })
    if (!allowed.ok) return allowed
    const input = readInput(definition, request, caller.value)
    if (!input.ok) return input
    if (!definition.creates) return definition.handle(input.value)
    return once(definition, { request, response, input: input.value, ground })
  }

  return {
    ...definition,
    schemas: {
      ...(params && { params }),
      ...(query && { query }),
      ...(body && { body }),
      ...(headers && { headers }),
      answer: answerSchema,
    },
    async run(request, response, ground) {
      const result = await act(request, response, ground)
      if (!result.ok && ERRORS[result.error.code].status === UNAUTHENTICATED)
        challenge(response, access.scheme)
      if (definition.send) definition.send(response, result)
      else if (definition.etag) answerTagged(request, response, result)
      else answer(response, result)
    },
  }
}

function challenge(response: Response, scheme: Access<unknown>['scheme']): void {
  response.set('WWW-Authenticate', CHALLENGES[scheme])
}

interface Taking<C> {
  readonly request: Request
  readonly response: Response
  readonly caller: C
  readonly ground: OperationGround
}

/** Counts the request, and says in the answer's headers what is left. */
async function take<P, Q, B, A, C, H>(
  { id, limit, access }: OperationDefinition<P, Q, B, A, C, H>,
  { request, response, caller, ground }: Taking<C>,
): Promise<Result<void>> {
  if (limit === null) return succeed(undefined)
  const keys = access.countsAgainst?.(caller, request) ?? [
    { by: 'caller' as const, key: access.keyOf(caller, request) },
  ]
  const { quotas, allowed } = await ground.limits.take({ id, limit }, keys)
  response.set(formatRateLimit(quotas))
  return allowed
}

interface Creating<P, Q, B, C, H> {
  readonly request: Request
  readonly response: Response
  readonly input: OperationInput<P, Q, B, C, H>
  readonly ground: OperationGround
}

/** A repetition under the same key is given what the first one was. */
async function once<P, Q, B, A, C, H>(
  { id, access, handle }: OperationDefinition<P, Q, B, A, C, H>,
  { request, response, input, ground }: Creating<P, Q, B, C, H>,
): Promise<Result<A>> {
  const key = readIdempotencyKey(request)
  if (!key.ok) return key
  if (key.value === null) return handle(input)
  const { params, query, body, caller } = input
  const attempt = { operation: id, caller: access.keyOf(caller, request), key: key.value }
  const done = await ground.idempotency.once(attempt, [params, query, body], () => handle(input))
  if (done.replayed) response.set('Idempotency-Replayed', 'true')
  return done.result
}

function readInput<P, Q, B, A, C, H>(
  schemas: OperationSchemas<P, Q, B, A, H>,
  request: Request,
  caller: C,
): Result<OperationInput<P, Q, B, C, H>> {
  const params = read(schemas.params, request.params)
  if (!params.ok) return params
  const query = read(schemas.query, request.query)
  if (!query.ok) return query
  const headers = read(schemas.headers, request.headers)
  if (!headers.ok) return headers
  if (schemas.body && request.body === undefined) return NO_BODY
  const body = read(schemas.body, request.body)
  if (!body.ok) return body
  return succeed({
    params: params.value,
    query: query.value,
    headers: headers.value,
    body: body.value,
    caller,
  })
}

const NO_BODY = fail('invalid_request', 'This request needs a body of JSON.')

const read = <T>(schema: z.ZodType<T> | undefined, input: unknown): Result<T> =>
  schema ? parseInput(schema, input) : succeed(NOTHING as T)
