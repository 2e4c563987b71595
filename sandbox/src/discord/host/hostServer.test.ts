import { EventEmitter, once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../../http/listen.ts'
import { createTestChat } from '../../testing/createTestChat.ts'
import { createAuthorizations } from '../authorizations.ts'
import { APPLICATION } from '../identities.ts'
import { createWorld, type ServerSupervisor, type World } from '../world.ts'
import { createHostHandler } from './hostServer.ts'

const open: Listening[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(listening => listening.close()))
})

async function setUp(server?: ServerSupervisor) {
  const world = createWorld({ now: Date.now, server })
  const authorizations = createAuthorizations(Date.now)
  const listening = await listen(0)
  open.push(listening)
  const controls = () => false
  const { chat } = createTestChat({ world })
  listening.server.on(
    'request',
    createHostHandler({ world, authorizations, proxyPort: 3334, controls, chat }),
  )
  const { origin } = listening
  async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(origin + path, { method: 'POST', body: text, headers })
    const answered = await answer.text()
    return { status: answer.status, body: answered === '' ? null : JSON.parse(answered) }
  }
  return { world, authorizations, origin, post }
}

/** Opens the event stream as a page does; `close` is the page going away. */
async function openPage(origin: string, users: readonly string[]) {
  const query = new URLSearchParams(users.map(user => ['user', user]))
  const sent = request(`${origin}/host/events?${query}`).end()
  const [answer]: IncomingMessage[] = await once(sent, 'response')
  if (answer === undefined) throw new Error('no answer')
  answer.on('error', () => {})
  const states = new EventEmitter()
  const read: { voice: string[] }[] = []
  answer.on('data', chunk => {
    for (const [, data] of String(chunk).matchAll(/^event: state\ndata: (.*)$/gm)) {
      read.push(JSON.parse(data ?? ''))
      states.emit('state')
    }
  })
  return {
    status: answer.statusCode,
    async next() {
      if (read.length === 0) await once(states, 'state')
      return read.shift()
    },
    close: () => sent.destroy(),
  }
}

function until(world: World, condition: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const check = () => {
      if (!condition()) return
      stop()
      resolve()
    }
    const stop = world.onChange(check)
    check()
  })
}

describe('the /host routes', () => {
  it('give roles, by name or id, and show somebody out of the server', async () => {
    const { world, post } = await setUp()
    const names = () => world.rolesOf('cleo')?.map(({ name }) => name) ?? null
    expect(names()).toEqual([])
    const roles = ['moderator', '1210000000000000004']
    expect(await post('/host/roles', { user: 'cleo', roles })).toMatchObject({ status: 204 })
    expect(names()).toEqual(['moderator', 'Stage crew'])
    expect(await post('/host/guild/leave', { user: 'cleo' })).toMatchObject({ status: 204 })
    expect(names()).toBeNull()
  })

  it('launch for who is in the voice channel', async () => {
    const { post } = await setUp()
    const wish = { user: 'ana', platform: 'mobile', customId: 'watch:0_testcard' }
    expect((await post('/host/launch', wish)).status).toBe(409)
    expect((await post('/host/voice/join', { user: 'ana' })).status).toBe(204)
    const { status, body } = await post('/host/launch', wish)
    const url = new URL(body.url)
    expect(status).toBe(200)
    expect(url.origin).toBe('http://ana.discordsays.localhost:3334')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      instance_id: body.instanceId,
      location_id: 'gc-1200000000000000001-1300000000000000001',
      launch_id: body.instanceId.split('-')[1],
      custom_id: 'watch:0_testcard',
      guild_id: '1200000000000000001',
      channel_id: '1300000000000000001',
      frame_id: body.frameId,
      platform: 'mobile',
    })
  })

  it.each([
    ['/host/voice/join', '{', 400, 'body'],
    ['/host/voice/join', {}, 400, 'user'],
    ['/host/voice/join', { user: 'Ana Maria' }, 400, 'user'],
    ['/host/voice/join', { user: 'nobody' }, 404, 'user'],
    ['/host/voice/join', { user: 'ana', extra: 1 }, 400, 'extra'],
    ['/host/launch', { user: 'ana', platform: 'fridge' }, 400, 'platform'],
    ['/host/launch', { user: 'ana', platform: 'mobile', customId: 'x'.repeat(65) }, 400, 'customId'],
    ['/host/network', { user: 'ana', oneWayMs: -1, jitterMs: 0 }, 400, 'oneWayMs'],
    ['/host/hold', { user: 'ana' }, 400, 'ms'],
    ['/host/authorize', { user: 'ana', clientId: 'x', scope: [] }, 400, 'scope'],
    ['/host/people', { name: 'ana' }, 409, 'name'],
    ['/host/roles', { user: 'ana', roles: ['Organiser', 'Nobody'] }, 404, 'roles'],
    ['/host/roles', { user: 'ana', roles: ['@everyone'] }, 404, 'roles'],
    ['/host/guild/leave', { user: 'nobody' }, 404, 'user'],
  ])('%s refuses %j', async (path, body, status, field) => {
    const { post } = await setUp()
    expect(await post(path, body)).toMatchObject({ status, body: { field } })
  })

  it('give codes for what Discord knows, in its error codes otherwise', async () => {
    const { post, authorizations } = await setUp()
    const wish = { user: 'ana', clientId: APPLICATION.id, scope: ['identify'] }
    const { body } = await post('/host/authorize', wish)
    expect(authorizations.exchange(body.code, null)?.userId).toBe('1400000000000000001')
    const refused = async (change: object) =>
      (await post('/host/authorize', { ...wish, ...change })).body.code
    expect(await refused({ clientId: '1' })).toBe(4007)
    expect(await refused({ scope: ['identify', 'everything'] })).toBe(5000)
    expect(await refused({ responseType: 'token' })).toBe(5000)
    expect(await refused({ codeChallenge: 'x', codeChallengeMethod: 'plain' })).toBe(5000)
    expect(await refused({ codeChallenge: 'short', codeChallengeMethod: 'S256' })).toBe(5000)
  })

  it('know a person’s token from others', async () => {
    const { post, authorizations } = await setUp()
    const grant = { userId: '1400000000000000001', clientId: APPLICATION.id, scopes: ['identify'] }
    const pair = authorizations.exchange(authorizations.issueCode(grant, null), null)
    const ask = (user: string) => post('/host/authenticate', { user, accessToken: pair?.accessToken })
    expect(await ask('ana')).toMatchObject({ status: 200, body: { scopes: ['identify'] } })
    expect(await ask('ben')).toMatchObject({ status: 400, body: { code: 4009 } })
  })

  it('kill the server where somebody supervises it', async () => {
    const kills: number[] = []
    const supervised = await setUp({
      kill: () => kills.push(1),
      state: () => 'running',
      onChange: () => () => {},
    })
    expect((await supervised.post('/host/server/kill', {})).status).toBe(202)
    expect(kills).toEqual([1])
    expect((await (await setUp()).post('/host/server/kill', {})).status).toBe(409)
  })

  it('answer the host page only', async () => {
    const { post, origin } = await setUp()
    const from = (value: string) => post('/host/voice/join', { user: 'ana' }, { origin: value })
    expect((await from(origin)).status).toBe(204)
    expect((await from('http://ana.discordsays.localhost:3334')).status).toBe(403)
    expect((await from('null')).status).toBe(403)
  })

  it('tell wrong methods and paths', async () => {
    const { origin } = await setUp()
    expect((await fetch(`${origin}/host/launch`)).status).toBe(405)
    expect((await fetch(`${origin}/host/nothing`)).status).toBe(404)
    expect((await fetch(`${origin}/..%2f..%2fworld.ts`)).status).toBe(404)
    expect((await fetch(`${origin}/%zz`)).status).toBe(404)
  })
})

describe('GET /host/events', () => {
  it('sends the state at once and on each change', async () => {
    const { origin, world } = await setUp()
    const page = await openPage(origin, ['ana'])
    expect((await page.next())?.voice).toEqual([])
    world.joinVoice('ana')
    expect((await page.next())?.voice).toEqual(['ana'])
  })

  it('takes people out of voice and Activity when their page goes', async () => {
    const { origin, world } = await setUp()
    const page = await openPage(origin, ['ana', 'ben'])
    for (const name of ['ana', 'ben', 'cleo']) world.joinVoice(name)
    for (const name of ['ana', 'ben']) world.launch(name, 0)
    page.close()
    await until(world, () => world.state().voice.length === 1)
    expect(world.state()).toMatchObject({ voice: ['cleo'], instance: null })
  })

  it('keeps a person whom another page still plays', async () => {
    const { origin, world } = await setUp()
    const pages = [await openPage(origin, ['ana']), await openPage(origin, ['ana', 'ben'])]
    for (const name of ['ana', 'ben']) world.joinVoice(name)
    pages[1]?.close()
    await until(world, () => !world.isInVoice('ben'))
    expect(world.isInVoice('ana')).toBe(true)
    pages[0]?.close()
    await until(world, () => !world.isInVoice('ana'))
  })

  it('knows nobody who isn’t there', async () => {
    const { origin } = await setUp()
    expect((await fetch(`${origin}/host/events?user=nobody`)).status).toBe(404)
  })
})
