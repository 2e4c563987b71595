import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createFaultList } from './faults/faultList.ts'
import type { Fault } from './faults/faultSchema.ts'
import { type Listening, listen } from './http/listen.ts'
import { PERSON_HEADER, serveStandIn } from './serveStandIn.ts'
import type { StandIn, StandInRequest } from './standIn.ts'
import { createTrafficLog } from './traffic/trafficLog.ts'

const open: Listening[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(listening => listening.close()))
})

async function serve(options: { standIn?: StandIn; service?: Fault['service']; fault?: Fault } = {}) {
  const seen: StandInRequest[] = []
  const listening = await listen(0)
  open.push(listening)
  const [faults, traffic] = [createFaultList(), createTrafficLog()]
  const echo: StandIn = received => {
    seen.push(received)
    return { status: 200, body: { received: received.body.toString('utf8'), ks: 'canary7f3a' } }
  }
  const service = options.service ?? 'kaltura'
  const standIn = options.standIn ?? echo
  const killed: number[] = []
  const killServer = () => void killed.push(seen.length)
  listening.server.on(
    'request',
    serveStandIn(standIn, { service, origin: listening.origin, faults, traffic, killServer }),
  )
  if (options.fault !== undefined) faults.add(options.fault)
  return { origin: listening.origin, seen, traffic, killed }
}

describe('serveStandIn', () => {
  it('hands the whole body over and sends objects as JSON', async () => {
    const { origin, seen } = await serve()
    const answer = await fetch(`${origin}/a?b=1`, { method: 'POST', body: 'hello' })
    expect(await answer.json()).toMatchObject({ received: 'hello' })
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(seen[0]?.url.href).toBe(`${origin}/a?b=1`)
  })

  it('ends bodies at a megabyte', async () => {
    const { origin, seen } = await serve()
    const send = (bytes: number) => fetch(origin, { method: 'POST', body: Buffer.alloc(bytes) })
    expect((await send(1_000_000)).status).toBe(200)
    expect((await send(1_000_001)).status).toBe(413)
    expect(seen).toHaveLength(1)
  })

  it('records what the server sends, without secrets', async () => {
    const { origin, traffic } = await serve()
    const headers = { authorization: 'Bearer canary7f3a', 'content-type': 'application/json' }
    await fetch(`${origin}/x?ks=canary7f3a`, {
      method: 'POST',
      headers,
      body: '{"secret":"canary7f3a","entryId":"0_a"}',
    })
    const [entry] = traffic.entries()
    expect(entry).toMatchObject({
      service: 'kaltura',
      method: 'POST',
      status: 200,
      requestBody: { entryId: '0_a' },
    })
    expect(JSON.stringify(entry)).toContain('[redacted]')
  })

  it('leaves no canary in a record', async () => {
    const standIn: StandIn = () => ({
      status: 200,
      headers: { 'set-cookie': 's=canary7f3a', 'x-kaltura-ks': 'canary7f3a' },
      body: { ks: 'canary7f3a', nested: [{ access_token: 'canary7f3a', url: 'https://k/ks/canary7f3a/x' }] },
    })
    const { origin, traffic } = await serve({ standIn })
    const body = new URLSearchParams({
      code: 'canary7f3a',
      client_secret: 'canary7f3a',
      code_verifier: 'canary7f3a',
    })
    await fetch(`${origin}/ks/canary7f3a/a?access_token=canary7f3a`, { method: 'POST', body })
    expect(traffic.entries()).toHaveLength(1)
    expect(JSON.stringify(traffic.entries())).not.toContain('canary7f3a')
  })

  it('records neither what came through the proxy nor what a browser asked by itself', async () => {
    const { origin, seen, traffic } = await serve()
    await fetch(origin, { headers: { [PERSON_HEADER]: 'ana' } })
    await get(origin, { 'sec-fetch-site': 'cross-site' })
    expect(traffic.entries()).toEqual([])
    expect(seen[0]?.headers).not.toHaveProperty(PERSON_HEADER)
    expect(seen).toHaveLength(2)
  })

  it('answers a failing stand-in with 500 and lives on', async () => {
    const standIn: StandIn = ({ url }) => {
      if (url.pathname === '/bug') throw new Error('a bug, made for this test')
      return { status: 204 }
    }
    const { origin } = await serve({ standIn })
    expect((await fetch(`${origin}/bug`)).status).toBe(500)
    expect((await fetch(origin)).status).toBe(204)
  })
})

describe('faults', () => {
  it('fail as told', async () => {
    const { origin, seen, traffic } = await serve({
      fault: { service: 'kaltura', kind: 'fail', status: 503 },
    })
    expect((await fetch(origin)).status).toBe(503)
    expect(seen).toEqual([])
    expect(traffic.entries()[0]?.status).toBe(503)
  })

  it('rate-limit as Discord does', async () => {
    const { origin } = await serve({
      service: 'discord',
      fault: { service: 'discord', kind: 'fail', status: 429 },
    })
    const answer = await fetch(origin)
    expect(answer.headers.get('x-ratelimit-scope')).toBe('user')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ message: 'You are being rate limited.', global: false })
  })

  it('garble by turns: another page, and half an answer', async () => {
    const { origin } = await serve({ fault: { service: 'kaltura', kind: 'garble' } })
    const page = await fetch(origin)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const half = await fetch(origin)
    expect([half.status, half.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    await expect(half.json()).rejects.toThrow(SyntaxError)
  })

  it('leave no answer at all, and say so in the record', async () => {
    const { origin, traffic } = await serve({ fault: { service: 'kaltura', kind: 'absent' } })
    await expect(fetch(origin)).rejects.toThrow('fetch failed')
    expect(traffic.entries()[0]?.status).toBeNull()
  })

  it('leave no answer to what has been done', async () => {
    const { origin, seen } = await serve({ fault: { service: 'kaltura', kind: 'absent', phase: 'acted' } })
    await expect(fetch(origin)).rejects.toThrow('fetch failed')
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['received', 0],
    ['acted', 1],
  ] as const)('kill the server when a request is %s, and nobody is answered', async (phase, done) => {
    const { origin, seen, killed } = await serve({ fault: { service: 'kaltura', kind: 'kill', phase } })
    await expect(fetch(origin)).rejects.toThrow('fetch failed')
    expect({ killed, seen: seen.length }).toEqual({ killed: [done], seen: done })
  })

  it('kill the server when it has been answered', async () => {
    const fault = { service: 'kaltura', kind: 'kill', phase: 'answered' } as const
    const { origin, killed } = await serve({ fault })
    expect((await fetch(origin)).status).toBe(200)
    expect(killed).toEqual([1])
  })

  it('are slow and then right', async () => {
    const { origin } = await serve({ fault: { service: 'kaltura', kind: 'slow', delayMs: 1 } })
    expect((await fetch(origin)).status).toBe(200)
  })

  it('trouble one person only', async () => {
    const { origin } = await serve({ fault: { service: 'kaltura', kind: 'fail', user: 'ben' } })
    const status = async (person: string) =>
      (await fetch(origin, { headers: { [PERSON_HEADER]: person } })).status
    expect([await status('ben'), await status('ana')]).toEqual([500, 200])
  })
})

/** `fetch` sends no `Sec-Fetch-Site` and lets nobody set it. */
function get(url: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, answer => answer.resume().on('end', resolve))
    sent.on('error', reject).end()
  })
}
