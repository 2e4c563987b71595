import { isUtf8 } from 'node:buffer'
import express, { type Request, type RequestHandler } from 'express'
import { sendProblem } from './answer.ts'

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)/i

/** Reads bodies of JSON in UTF-8 and no others; what is wrong with one goes to the error exit. None stays undefined. */
export function createBodyReader(maxBytes: number): RequestHandler {
  const readJson = express.json({
    limit: maxBytes,
    type: () => true,
    // What the top of it has to be is the schema's to say.
    strict: false,
    inflate: false,
    verify: (_request, _response, bytes) => {
      // The parser would take it for an empty object.
      if (bytes.length === 0) throw wrong('body.empty')
      if (!isUtf8(bytes)) throw wrong('body.notUtf8')
    },
  })
  return (request, response, next) => {
    if (!hasBody(request)) return next()
    if (isJson(request)) return readJson(request, response, next)
    sendProblem(response, {
      code: 'unsupported_media_type',
      message: 'This takes a body of application/json in UTF-8 and no other.',
      field: 'Content-Type',
    })
  }
}

/** As the body parser blames a request. */
const wrong = (type: string) => Object.assign(new Error(type), { status: 400, type })

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function isJson(request: Request): boolean {
  const charset = CHARSET.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  return Boolean(request.is(['application/json', 'application/*+json'])) && charset.toLowerCase() === 'utf-8'
}
