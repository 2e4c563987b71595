import { randomBytes } from 'node:crypto'
import { type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http'
import { badGatewayPage } from './badGateway.ts'
import { contentSecurityPolicy } from './contentSecurityPolicy.ts'
import { decodeBody } from './decodeBody.ts'
import { requestHeaders, responseHeaders } from './forwardHeaders.ts'
import { APPLICATION_HOST, findPassage, type Passage, type ProxyOptions, targetOf } from './proxyContext.ts'
import { rewriteHtml } from './rewriteHtml.ts'
import { shimScript } from './shimScript.ts'

const MAX_REQUEST_BYTES = 10_000_000
const MAX_HTML_BYTES = 5_000_000

/** HTTP of an Activity: to the mapped target and back, late if the person's line is slow. */
export function createProxyHandler(options: ProxyOptions) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    const passage = findPassage(incoming, options)
    if (passage === null) {
      incoming.resume()
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
      response.end(`There is no Activity at ${incoming.headers.host ?? 'this address'}.\n`)
      return
    }
    pass(incoming, response, { passage, options })
  }
}

interface Exchange {
  readonly passage: Passage
  readonly options: ProxyOptions
}

function pass(incoming: IncomingMessage, response: ServerResponse, exchange: Exchange): void {
  const { passage } = exchange
  const outgoing = request({
    ...targetOf(passage),
    method: incoming.method,
    headers: requestHeaders(incoming.headers, passage.travel),
    agent: false,
  })
  outgoing.on('response', answer => passBack(answer, response, exchange))
  outgoing.on('error', () => passage.down.push(() => failGateway(response, passage)))
  response.once('close', () => {
    passage.up.close()
    passage.down.close()
    outgoing.destroy()
  })
  sendUp(incoming, { outgoing, response, passage })
}

interface Upload {
  readonly outgoing: ReturnType<typeof request>
  readonly response: ServerResponse
  readonly passage: Passage
}

function sendUp(incoming: IncomingMessage, { outgoing, response, passage }: Upload): void {
  let sentBytes = 0
  // Headers go when they are due, not when the first chunk of a body happens to follow.
  passage.up.push(() => outgoing.flushHeaders())
  incoming.on('data', (chunk: Buffer) => {
    sentBytes += chunk.length
    if (sentBytes > MAX_REQUEST_BYTES) {
      outgoing.destroy()
      if (!response.headersSent) response.writeHead(413).end()
      return
    }
    passage.up.push(() => outgoing.write(chunk))
  })
  incoming.on('end', () => passage.up.push(() => outgoing.end()))
}

function failGateway(response: ServerResponse, { target }: Passage): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(502, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  response.end(badGatewayPage(target.host))
}

function passBack(answer: IncomingMessage, response: ServerResponse, exchange: Exchange): void {
  const { passage, options } = exchange
  const headers = responseHeaders(answer.headers, APPLICATION_HOST)
  const isHtml = /^text\/html\b/i.test(answer.headers['content-type'] ?? '')
  if (isHtml && hasBody(answer)) {
    passHtml(answer, response, { ...exchange, headers })
    return
  }
  const { host } = passage
  headers['content-security-policy'] = contentSecurityPolicy({ host, discordOrigin: options.discordOrigin })
  passage.down.push(() => {
    response.writeHead(answer.statusCode ?? 502, headers)
    response.flushHeaders()
  })
  answer.on('data', (chunk: Buffer) => passage.down.push(() => writeOn(response, chunk, answer)))
  answer.on('end', () => passage.down.push(() => response.end()))
  answer.on('error', () => passage.down.push(() => response.destroy()))
}

function hasBody({ req, statusCode }: IncomingMessage & { req?: { method?: string } }): boolean {
  return req?.method !== 'HEAD' && statusCode !== 204 && statusCode !== 304
}

/** A slow reader slows the target down instead of filling this process. */
function writeOn(response: ServerResponse, chunk: Buffer, answer: IncomingMessage): void {
  if (response.write(chunk)) return
  answer.pause()
  response.once('drain', () => answer.resume())
}

function passHtml(
  answer: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange & { readonly headers: OutgoingHttpHeaders },
): void {
  const chunks: Buffer[] = []
  let size = 0
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= MAX_HTML_BYTES) chunks.push(chunk)
  })
  answer.on('end', () => {
    const html = size <= MAX_HTML_BYTES ? readHtml(Buffer.concat(chunks), answer) : null
    exchange.passage.down.push(() => {
      if (html === null) failGateway(response, exchange.passage)
      else sendHtml(html, response, { ...exchange, status: answer.statusCode ?? 502 })
    })
  })
  answer.on('error', () => exchange.passage.down.push(() => failGateway(response, exchange.passage)))
}

function readHtml(body: Buffer, answer: IncomingMessage): string | null {
  try {
    return decodeBody(body, answer.headers['content-encoding'] ?? '')?.toString('utf8') ?? null
  } catch {
    return null
  }
}

/** HTML is never cached behind Discord's proxy, whatever its author wishes; everything else is as told. */
const NOT_FOR_HTML = [
  'cache-control',
  'expires',
  'etag',
  'last-modified',
  'age',
  'pragma',
  'content-encoding',
]

interface HtmlExchange extends Exchange {
  readonly headers: OutgoingHttpHeaders
  readonly status: number
}

function sendHtml(html: string, response: ServerResponse, exchange: HtmlExchange): void {
  const { passage, options, headers, status } = exchange
  const { world, hostOrigin, discordOrigin } = options
  const nonce = randomBytes(16).toString('base64')
  const script = shimScript({ clockOffsetMs: world.clockOffsetMs(passage.person), hostOrigin })
  const body = Buffer.from(rewriteHtml(html, { nonce, script }))
  for (const name of NOT_FOR_HTML) delete headers[name]
  headers['content-security-policy'] = contentSecurityPolicy({ host: passage.host, discordOrigin, nonce })
  headers['content-length'] = body.length
  response.writeHead(status, headers)
  response.end(body)
}
