import { type IncomingMessage, request, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { DelayLine } from './delayLine.ts'
import { requestHeaders } from './forwardHeaders.ts'
import { findPassage, type Passage, type ProxyOptions, targetOf } from './proxyContext.ts'

/** WebSockets of an Activity. Frames stay as they are: what is delayed is the bytes, in both directions. */
export function createUpgradeHandler(options: ProxyOptions) {
  return (incoming: IncomingMessage, person: Duplex, head: Buffer): void => {
    const passage = findPassage(incoming, options)
    person.on('error', () => person.destroy())
    if (passage === null) {
      person.end(statusLine(404))
      return
    }
    connect(incoming, { person, head, passage })
  }
}

interface Upgrade {
  readonly person: Duplex
  readonly head: Buffer
  readonly passage: Passage
}

function connect(incoming: IncomingMessage, { person, head, passage }: Upgrade): void {
  const outgoing = request({
    ...targetOf(passage),
    headers: {
      ...requestHeaders(incoming.headers, passage.travel),
      connection: 'Upgrade',
      upgrade: incoming.headers.upgrade ?? 'websocket',
    },
    agent: false,
  })
  const refuse = (status: number) => passage.down.push(() => person.end(statusLine(status)))
  outgoing.on('upgrade', (answer, target, targetHead) => {
    passage.down.push(() => person.write(upgradeHead(answer)))
    if (targetHead.length > 0) passage.down.push(() => person.write(targetHead))
    if (head.length > 0) passage.up.push(() => target.write(head))
    tie(person, target, passage)
  })
  outgoing.on('response', answer => {
    answer.resume()
    refuse(answer.statusCode ?? 502)
  })
  outgoing.on('error', () => refuse(502))
  person.once('close', () => outgoing.destroy())
  passage.up.push(() => outgoing.end())
}

function tie(person: Duplex, target: Duplex, { up, down }: Passage): void {
  target.on('error', () => target.destroy())
  relay(person, target, up)
  relay(target, person, down)
}

function relay(from: Duplex, to: Duplex, line: DelayLine): void {
  from.on('data', (chunk: Buffer) =>
    line.push(() => {
      if (to.destroyed || to.write(chunk)) return
      from.pause()
      to.once('drain', () => from.resume())
    }),
  )
  from.on('end', () => line.push(() => to.end()))
  // In order behind what was sent before: a lost connection is noticed as late as its last words are heard.
  from.on('close', () => line.push(() => to.destroy()))
}

function upgradeHead(answer: IncomingMessage): string {
  return statusLine(101, pairs(answer.rawHeaders))
}

function* pairs(raw: readonly string[]): Generator<[string, string]> {
  for (let index = 0; index + 1 < raw.length; index += 2) yield [raw[index] ?? '', raw[index + 1] ?? '']
}

function statusLine(status: number, headers: Iterable<[string, string]> = [['connection', 'close']]): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines}\r\n`
}
