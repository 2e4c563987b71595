import { createPublicKey, verify } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../../http/listen.ts'
import { type Sandbox, startSandbox } from '../../startSandbox.ts'

const open: (Listening | Sandbox)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(each => each.close()))
})

async function setUp() {
  const sandbox = await startSandbox({
    ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0, server: 9 },
  })
  open.push(sandbox)
  async function call(method: string, path: string, body?: unknown, token = 'sandbox-bot-token') {
    const answer = await fetch(`${sandbox.urls.discord}/api/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${token}`,
        'user-agent': 'DiscordBot (https://example.org, 1)',
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  return { sandbox, call, key: sandbox.serverEnvironment['DISCORD_PUBLIC_KEY'] ?? '' }
}

type Answer = (signed: boolean, response: ServerResponse, ping: { type: number }) => void

/** An application that Discord sends to. */
async function application(key: string, answer: Answer): Promise<string> {
  const listening = await listen(0)
  open.push(listening)
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'hex')])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  listening.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void buffer(request).then(body => {
      const signed = Buffer.concat([Buffer.from(String(request.headers['x-signature-timestamp'])), body])
      const signature = Buffer.from(String(request.headers['x-signature-ed25519']), 'hex')
      answer(verify(null, signed, publicKey, signature), response, JSON.parse(body.toString()))
    })
  })
  return `${listening.origin}/x`
}

const right: Answer = (signed, response, { type }) => {
  if (!signed) response.writeHead(401).end()
  else if (type === 1) response.end('{"type":1}')
  else response.writeHead(204).end()
}

describe('the application at Discord', () => {
  it('is the bot’s to see, and nobody else’s', async () => {
    const { call } = await setUp()
    expect(await call('GET', '/applications/@me')).toMatchObject({
      status: 200,
      body: { interactions_endpoint_url: null },
    })
    expect((await call('GET', '/applications/@me', undefined, 'wrong')).status).toBe(401)
    expect(await call('GET', '/applications/1100000000000000001')).toMatchObject({ status: 200 })
    expect(await call('GET', '/applications/7')).toMatchObject({ status: 404, body: { code: 10002 } })
  })

  it('takes addresses that answer a PING and refuse a bad signature', async () => {
    const { call, key, sandbox } = await setUp()
    const url = await application(key, right)
    const wanted = {
      interactions_endpoint_url: url,
      event_webhooks_url: url,
      event_webhooks_status: 2,
      event_webhooks_types: ['APPLICATION_AUTHORIZED'],
    }
    expect(await call('PATCH', '/applications/@me', wanted)).toMatchObject({ status: 200, body: wanted })
    expect(sandbox.application.settings.current()).toMatchObject(wanted)
  })

  it.each<[string, Answer]>([
    ['takes everything', (_signed, response) => void response.end('{"type":1}')],
    ['refuses everything', (_signed, response) => void response.writeHead(401).end()],
    [
      'answers something else',
      (signed, response) => void response.writeHead(signed ? 200 : 401).end('{"type":4}'),
    ],
    ['hangs up', (_signed, response) => void response.destroy()],
  ])('refuses one that %s', async (_what, answer) => {
    const { call, key, sandbox } = await setUp()
    const url = await application(key, answer)
    for (const field of ['interactions_endpoint_url', 'event_webhooks_url']) {
      const refused = await call('PATCH', '/applications/@me', { [field]: url })
      expect(refused).toMatchObject({
        status: 400,
        body: { code: 50035, errors: { [field]: { _errors: [{}] } } },
      })
    }
    expect(sandbox.application.settings.current().interactions_endpoint_url).toBeNull()
  })

  it.each([
    [{ interactions_endpoint_url: 'http://example.org/x' }],
    [{ event_webhooks_types: ['NOTHING'] }],
    [{ event_webhooks_status: 3 }],
  ])('refuses %j', async wanted => {
    const { call } = await setUp()
    expect(await call('PATCH', '/applications/@me', wanted)).toMatchObject({
      status: 400,
      body: { code: 50035 },
    })
  })

  it('changes limited intents alone of the flags', async () => {
    const { call } = await setUp()
    const answer = await call('PATCH', '/applications/@me', { flags: 1 << 19 })
    expect(answer.body.flags).toBe((1 << 17) | (1 << 19))
  })

  it('has its commands read, with and without translations, overwritten, added and deleted', async () => {
    const { call } = await setUp()
    const path = '/applications/1100000000000000001/commands'
    const launch = { type: 4, name: 'launch', handler: 1 }
    const watch = { name: 'watch', name_localizations: { de: 'schauen' }, description: 'Watch' }
    expect(await call('PUT', path, [launch, watch])).toMatchObject({ status: 200 })
    const [, plain] = (await call('GET', path)).body
    expect(plain).not.toHaveProperty('name_localizations')
    const [, whole] = (await call('GET', `${path}?with_localizations=true`)).body
    expect(whole).toMatchObject(watch)
    expect((await call('POST', path, { ...watch, description: 'Other' })).status).toBe(200)
    expect((await call('POST', path, { ...watch, name: 'new', name_localizations: null })).status).toBe(201)
    expect((await call('DELETE', `${path}/${whole.id}`)).status).toBe(204)
    expect(await call('DELETE', `${path}/${whole.id}`)).toMatchObject({ status: 404, body: { code: 10063 } })
    expect((await call('PUT', '/applications/7/commands', [launch])).status).toBe(404)
    expect(await call('PUT', path, [watch])).toMatchObject({ status: 400, body: { code: 50240 } })
  })
})
