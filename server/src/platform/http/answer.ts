import { ERRORS, type WireError } from '@kaltura-discord/shared/protocol/errors.ts'
import type { Problem } from '@kaltura-discord/shared/protocol/http.ts'
import type { Response } from 'express'
import { requestContext } from '../requestContext.ts'
import type { Result } from '../result.ts'

/** Sends a result: its value as JSON, or its error as a problem document. */
export function answer<T>(response: Response, result: Result<T>): void {
  if (!result.ok) return sendProblem(response, result.error)
  response.set('Cache-Control', 'no-store').json(result.value)
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
