import type { WireError } from '@kaltura-discord/shared/protocol/errors.ts'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import * as z from 'zod'
import { failureOf } from '../platform/failure.ts'
import { sendProblem } from '../platform/http/answer.ts'
import type { Logger } from '../platform/logger.ts'
import { pathShape } from '../platform/pathShape.ts'

/** Errors of Express and its body parser say by their status that the request is to blame. */
const BlamedSchema = z.object({
  status: z.int().min(400).max(499),
  /** The body parser's name for what is wrong. */
  type: z.string().optional().catch(undefined),
  message: z.string().catch(''),
})
type Blamed = z.infer<typeof BlamedSchema>

export const notFound: RequestHandler = (_request, response) =>
  sendProblem(response, { code: 'not_found', message: 'There is nothing at this address.' })

/** The one way out for errors: whatever was thrown, the answer says nothing of its insides. */
export function createErrorExit(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const blamed = BlamedSchema.safeParse(error)
    if (!blamed.success)
      logger.error('http.failed', error, { method: request.method, path: pathShape(request.path) })
    if (response.headersSent) return void response.destroy()
    sendProblem(
      response,
      blamed.success ? rejection(blamed.data, error instanceof URIError) : failureOf(error),
    )
  }
}

const PAYLOAD_TOO_LARGE = 413
const UNSUPPORTED_MEDIA_TYPE = 415

function rejection({ status, type, message }: Blamed, isAddress: boolean): WireError {
  if (status === PAYLOAD_TOO_LARGE)
    return { code: 'payload_too_large', message: 'This request is larger than what is taken.' }
  if (status === UNSUPPORTED_MEDIA_TYPE)
    return {
      code: 'unsupported_media_type',
      message: 'This takes a body of application/json in UTF-8, not compressed, and no other.',
    }
  return { code: 'invalid_request', message: isAddress ? BAD_ADDRESS : whatIsWrong(type, message) }
}

const BAD_ADDRESS = 'An escape sequence in this address is not well formed.'

function whatIsWrong(type: string | undefined, message: string): string {
  if (type === 'body.empty') return 'This request needs a body of JSON.'
  if (type === 'body.notUtf8') return 'The body of this request is not UTF-8.'
  if (type === 'request.size.invalid') return 'The body of this request is not as long as it says.'
  if (type !== 'entity.parse.failed') return 'This request is not well formed.'
  // Of the parser's message only the place: the rest quotes the body.
  const [, position] = /position (\d+)/.exec(message) ?? []
  if (position !== undefined) return `The body of this request is not JSON: see position ${position}.`
  return /end of JSON/.test(message)
    ? 'The body of this request is not JSON: it ends too early.'
    : 'The body of this request is not JSON.'
}
