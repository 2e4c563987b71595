import type { IncomingMessage, ServerResponse } from 'node:http'
import { type EventStream, openEventStream } from '../../http/eventStream.ts'
import { MAX_BODY_BYTES, readBody } from '../../http/readBody.ts'
import { sendJson, sendNothing } from '../../http/sendJson.ts'
import type { Chat } from '../interactions/createChat.ts'
import { answerChatGet } from './chatRoutes.ts'
import { createHostRoutes, type HostRouteOptions } from './hostRoutes.ts'
import { readPageFile } from './pageFiles.ts'
import { createPresence } from './presence.ts'
import { noSuchPerson, type Reply } from './reply.ts'

export interface HostOptions extends HostRouteOptions {
  /** Answers `/sandbox/…`; false when the path isn't one of its own. */
  readonly controls: (exchange: Exchange) => boolean
}

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly body: Buffer
}

/** What answers on the host page's port: the page, its `/host` routes, and the sandbox's controls. */
export function createHostHandler(options: HostOptions) {
  const route = createRouter(options)
  return (request: IncomingMessage, response: ServerResponse): void => {
    receive(request, response, route).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return
      process.stderr.write(`sandbox: host failed: ${String(error)}\n`)
      if (response.headersSent) response.end()
      else sendJson(response, 500, { message: 'The sandbox failed; see its output.' })
    })
  }
}

/** Answers by itself (streams) and returns null, or returns what is to be sent. */
type Router = (exchange: Exchange) => Reply | null | Promise<Reply | null>

async function receive(request: IncomingMessage, response: ServerResponse, route: Router): Promise<void> {
  const url = URL.parse(request.url ?? '/', 'http://localhost')
  const body = await readBody(request)
  const reply = await (async () => {
    if (url === null) return { status: 400, body: { message: 'This is not a path.' } }
    if (!isFromHere(request)) return { status: 403, body: { message: 'Only the host page may ask this.' } }
    if (body === null) return { status: 413, body: { message: `Bodies end at ${MAX_BODY_BYTES} bytes.` } }
    return route({ request, response, url, body })
  })()
  if (reply === null) return
  if (reply.status === 202 || reply.status === 204) sendNothing(response, reply.status)
  else sendJson(response, reply.status, reply.body)
}

/** An Activity must not reach the sandbox's own controls, no more than it reaches Discord's client. */
function isFromHere({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
}

function createRouter(options: HostOptions): Router {
  const posts = createHostRoutes(options)
  const events = createEvents(options)
  return async exchange => {
    const { pathname } = exchange.url
    const method = exchange.request.method === 'HEAD' ? 'GET' : exchange.request.method
    if (options.controls(exchange)) return null
    const post = posts.get(pathname)
    if (post !== undefined && method === 'POST') return post(exchange.body)
    if (method !== 'GET') return wrongMethod
    const chat = answerChatGet(exchange.url, { ...options, now: Date.now })
    if (chat !== null) return chat
    if (post !== undefined) return wrongMethod
    if (pathname === '/host/state') return { status: 200, body: options.world.state() }
    if (pathname === '/host/events') return events(exchange)
    return sendPage(pathname, exchange.response)
  }
}

const wrongMethod: Reply = { status: 405, body: { message: 'Not with this method.' } }

function createEvents({ world, chat }: HostOptions): Router {
  const presence = createPresence(world)
  return ({ url, response }) => {
    const names = url.searchParams.getAll('user')
    const unknown = names.find(name => world.userByName(name) === null)
    if (unknown !== undefined) return noSuchPerson(unknown)
    const stream = openEventStream(response)
    const depart = presence.arrive(names)
    const stops = [
      world.onChange(() => stream.send('state', world.state())),
      ...followChat(chat, names, stream),
    ]
    stream.onClose(() => {
      for (const stop of stops) stop()
      depart()
    })
    stream.send('state', world.state())
    return null
  }
}

/** What happens to the people of one page: messages that one of them sees, and Activities that they get into. */
function followChat({ messages, onLaunch }: Chat, names: readonly string[], stream: EventStream) {
  return [
    messages.onChange(({ channelId, onlyFor }) => {
      if (onlyFor === null || names.includes(onlyFor)) stream.send('chat', { channelId })
    }),
    onLaunch(launched => {
      if (names.includes(launched.user)) stream.send('launch', launched)
    }),
  ]
}

async function sendPage(path: string, response: ServerResponse): Promise<Reply | null> {
  const file = await readPageFile(path)
  if (file === null) return { status: 404, body: { message: `There is nothing at ${path}.` } }
  response.writeHead(200, {
    'content-type': file.contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(file.body)
  return null
}
