import type { WireError } from '@kaltura-discord/shared/protocol/errors.ts'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import * as z from 'zod'
import { sendProblem } from '../platform/http/answer.ts'
import type { Logger } from '../platform/logger.ts'

/** Errors of Express and its body parser say by their status that the request is to blame. */
const BadRequestSchema = z.object({ status: z.int().min(400).max(499) })
const PAYLOAD_TOO_LARGE = 413

export const notFound: RequestHandler = (_request, response) =>
  sendProblem(response, { code: 'not_found', message: 'There is nothing at this address.' })

/** The one way out for errors: whatever was thrown, the answer says nothing of its insides. */
export function createErrorExit(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const blamed = BadRequestSchema.safeParse(error)
    if (!blamed.success) logger.error('http.failed', error, { method: request.method, path: request.path })
    if (response.headersSent) return void response.destroy()
    sendProblem(response, blamed.success ? rejection(blamed.data.status) : FAILED)
  }
}

const FAILED: WireError = {
  code: 'internal',
  message: 'Something went wrong on our side. Try again; if it stays, quote the request id.',
}

const rejection = (status: number): WireError =>
  status === PAYLOAD_TOO_LARGE
    ? { code: 'payload_too_large', message: 'This request is larger than what is taken.' }
    : { code: 'invalid_request', message: 'This request is not well formed.' }
