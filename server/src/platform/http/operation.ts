import type { Scope } from '@kaltura-discord/shared/permissions/scopes.ts'
import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import type { Request, Response } from 'express'
import type * as z from 'zod'
import type { Result } from '../result.ts'
import type { Idempotency } from './idempotency.ts'
import type { LimitKey, RequestLimit, RequestLimits } from './requestLimits.ts'

/** Who may ask: how a request says who it comes from, and what the document says about it. */
export interface Access<C> {
  readonly scheme: 'none' | 'bearer' | 'service' | 'visit'
  readonly scope: Scope | null
  /** The caller, or why it is turned away. */
  admit(request: Request): Promise<Result<C>>
  /** Whom a request counts against, and whose repetitions are told from other people's requests. */
  keyOf(caller: C, request: Request): string
  /** All that a request counts against, the narrowest first; `keyOf` alone where this is left out. */
  countsAgainst?(caller: C, request: Request): readonly LimitKey[]
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type Tag = 'auth' | 'me' | 'videos' | 'config' | 'health' | 'meetings' | 'rooms' | 'pictures' | 'docs'

/** What an operation is, in words and schemas: enough to check a request, to answer it, and to document both. */
export interface OperationDescription {
  /** Unique, as in the document and the log: `videos.list`. */
  readonly id: string
  readonly method: Method
  /** Below `/api/v1`, parameters in braces: `/videos/{id}`. */
  readonly path: string
  readonly tag: Tag
  /** A few words, without a full stop. */
  readonly summary: string
  readonly description?: string
  /** Beyond those that follow from its shape (`commonErrors`). */
  readonly errors: readonly ErrorCode[]
  /** Null where answering costs nothing, or where what is behind it has a limit of its own. */
  readonly limit: RequestLimit | null
  /** It makes something new: `Idempotency-Key` gives a repetition the first one's answer. */
  readonly creates?: boolean
  /** Its answer is given an ETag, and `If-None-Match` is honoured. */
  readonly etag?: boolean
}

export interface OperationInput<P, Q, B, C, H> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly headers: H
  readonly caller: C
}

/** What of a request is looked at. A part without a schema is not read. */
export interface OperationSchemas<P, Q, B, A, H> {
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly body?: z.ZodType<B>
  /** Headers beyond those that every operation may have; names in lower case. */
  readonly headers?: z.ZodType<H>
  /** `image` answers with a picture, everything else with JSON of this schema. */
  readonly answer: z.ZodType<A> | 'image'
}

export interface OperationDefinition<P, Q, B, A, C, H>
  extends OperationDescription,
    OperationSchemas<P, Q, B, A, H> {
  readonly access: Access<C>
  handle(input: OperationInput<P, Q, B, C, H>): Promise<Result<A>>
  /** Sends the answer where JSON with status 200 is not it. */
  send?(response: Response, result: Result<A>): void
}

/** What all operations stand on when they run. */
export interface OperationGround {
  readonly limits: RequestLimits
  readonly idempotency: Idempotency
}

/** An operation with its types forgotten, as the router and the document see it. */
export interface Operation extends OperationDescription {
  readonly access: Pick<Access<unknown>, 'scheme' | 'scope'>
  readonly schemas: OperationSchemas<unknown, unknown, unknown, unknown, unknown>
  /** Admit, limit, parse, do, answer. */
  run(request: Request, response: Response, ground: OperationGround): Promise<void>
}
