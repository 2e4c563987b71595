import { ERRORS, type WireError } from '@kaltura-discord/shared/protocol/errors.ts'
import type { Problem } from '@kaltura-discord/shared/protocol/http.ts'
import type { Request, Response } from 'express'
import { requestContext } from '../requestContext.ts'
import type { Result } from '../result.ts'
import { entityTag, namesTag } from './entityTag.ts'

/** Sends a result: its value as JSON, or its error as a problem document. */
export function answer<T>(response: Response, result: Result<T>): void {
  if (!result.ok) return sendProblem(response, result.error)
  response.set('Cache-Control', 'no-store').json(result.value)
}

/** The same with an ETag: whoever has the answer already is told so. Each use of a kept answer asks us first. */
export function answerTagged<T>(request: Request, response: Response, result: Result<T>): void {
  if (!result.ok) return sendProblem(response, result.error)
  const { body, tag } = written(result.value)
  response.set('Cache-Control', 'private, no-cache').set('ETag', tag)
  if (namesTag(request.headers['if-none-match'] ?? '', tag)) return void response.status(304).end()
  response.type('application/json').send(body)
}

interface Written {
  readonly body: string
  readonly tag: string
}

const writtenBefore = new WeakMap<object, Written>()

/** What a cache hands out again and again is written out once: values that are answered never change. */
function written(value: unknown): Written {
  const known = typeof value === 'object' && value !== null ? writtenBefore.get(value) : undefined
  if (known) return known
  const body = JSON.stringify(value)
  const fresh = { body, tag: entityTag(body) }
  if (typeof value === 'object' && value !== null) writtenBefore.set(value, fresh)
  return fresh
}

/** RFC 9457. */
export function sendProblem(response: Response, { code, message, field, retryAfterS }: WireError): void {
  const { status } = ERRORS[code]
  const problem: Problem = {
    type: `urn:kaltura-discord:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    detail: message,
    code,
    requestId: requestContext.getStore()?.requestId ?? '',
    ...(field !== undefined && { field }),
  }
  if (retryAfterS !== undefined) response.set('Retry-After', String(Math.ceil(retryAfterS)))
  response.status(status).set('Cache-Control', 'no-store').type('application/problem+json').json(problem)
}
