import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { openEventStream } from '../../http/eventStream.ts'
import type { StandIn, StandInRequest, StandInResponse } from '../../standIn.ts'
import type { Departure, Presence, Visitor } from './presence.ts'
import { type KafOptions, type Launch, launchKs, readLaunch } from './readLaunch.ts'
import { doorPage, roomPage, roomScript } from './roomPage.ts'

/** A browser that lost its line for no longer than this has not left, ms. */
export const LINE_GRACE_MS = 2_000

const VISIT_PATH = /^\/room\/visits\/([0-9a-f-]{36})\/(events|leave|end)$/

interface Visit extends Launch {
  /** Who they are inside; null before and after. */
  visitorId: string | null
  over: Departure | null
  /** The latest line to its page; what comes over an older one is no longer about it. */
  line: ServerResponse | null
  goodbye: NodeJS.Timeout | null
}

export interface Kaf {
  readonly standIn: StandIn
  /** The one thing that is no single answer: what a page is told of its room. False where it asks for something else. */
  stream(request: IncomingMessage, response: ServerResponse): boolean
  close(): void
}

/** Rooms as browsers enter them: the host that Kaltura's application framework (KAF) gives each account. */
export const createKaf = (options: KafOptions & { readonly presence: Presence }): Kaf => {
  const { presence } = options
  const visits = new Map<string, Visit>()

  const launch = async (url: URL): Promise<StandInResponse> => {
    const answer = readLaunch(url, options)
    if (!answer.ok) return doorPage(answer.why)
    const id = randomUUID()
    visits.set(id, {
      hall: answer.hall,
      guest: answer.guest,
      visitorId: null,
      over: null,
      line: null,
      goodbye: null,
    })
    return roomPage(answer, { id, path: url.pathname })
  }

  const act = (request: StandInRequest): StandInResponse => {
    const [, id = '', action] = VISIT_PATH.exec(request.url.pathname) ?? []
    const visit = visits.get(id)
    if (!visit) return notFound
    if (request.method !== 'POST') return { status: 405, body: { message: 'Not with this method.' } }
    if (action === 'end' && !visit.guest.isModerator)
      return { status: 403, body: { message: 'Only moderators end a session.' } }
    if (action === 'end') presence.endSession(visit.hall.key)
    else depart(visit)
    return { status: 204 }
  }

  const depart = (visit: Visit): void => {
    visit.over ??= 'left'
    if (visit.visitorId !== null) presence.leave(visit.visitorId)
  }

  const enter = (visit: Visit, response: ServerResponse): void => {
    const stream = openEventStream(response)
    visit.line = response
    if (visit.goodbye !== null) clearTimeout(visit.goodbye)
    const listener = {
      onPeople: (people: readonly Visitor[], self: Visitor) =>
        stream.send('people', { state: self.state, people: people.map(shown), you: self.id }),
      onOver: (departure: Departure) => {
        if (visit.line !== response) return
        visit.over ??= departure
        visit.visitorId = null
        stream.send('over', { departure: visit.over })
        response.end()
      },
    }
    visit.visitorId = presence.enter(visit.hall, visit.guest, listener)
    const { visitorId } = visit
    stream.onClose(() => {
      if (visit.line !== response || visit.visitorId === null) return
      visit.goodbye = setTimeout(() => presence.leave(visitorId), LINE_GRACE_MS)
    })
  }

  const stream: Kaf['stream'] = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://kaf.invalid')
    const [, id = '', action] = VISIT_PATH.exec(pathname) ?? []
    const visit = visits.get(id)
    if (!visit || action !== 'events' || request.method !== 'GET') return false
    // No content tells a browser not to come again.
    if (visit.over !== null) response.writeHead(204).end()
    else enter(visit, response)
    return true
  }

  return {
    standIn: async request => {
      const { url, method } = request
      if (launchKs(url) !== undefined)
        return method === 'GET' || method === 'HEAD' ? launch(url) : wrongMethod
      if (url.pathname === '/version') return { status: 200, headers: plain, body: 'v3.8.0-sandbox\n' }
      if (url.pathname === '/room/room.js') return roomScript()
      return VISIT_PATH.test(url.pathname) ? act(request) : notFound
    },
    stream,
    close: () => {
      for (const { goodbye } of visits.values()) if (goodbye !== null) clearTimeout(goodbye)
    },
  }
}

const plain = { 'content-type': 'text/plain; charset=utf-8' }
const notFound: StandInResponse = { status: 404, headers: plain, body: 'Not found\n' }
const wrongMethod: StandInResponse = { status: 405, headers: plain, body: 'Not with this method\n' }

const shown = ({ id, name, role, isModerator, state }: Visitor) => ({ id, name, role, isModerator, state })
