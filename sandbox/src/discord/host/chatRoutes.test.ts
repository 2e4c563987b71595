import { EventEmitter, once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../../http/listen.ts'
import { createTestChat, jsonReply } from '../../testing/createTestChat.ts'
import { createAuthorizations } from '../authorizations.ts'
import { APPLICATION, BOT_PERMISSIONS, CHANNEL, RECORDINGS_CHANNEL, TEXT_CHANNEL } from '../identities.ts'
import type { Sending } from '../interactions/applicationLine.ts'
import { createHostHandler } from './hostServer.ts'

const open: Listening[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(listening => listening.close()))
})

const SECRET = {
  name: 'search',
  name_localizations: { de: 'suche' },
  description: 'Look',
  description_localizations: { de: 'Suchen' },
  contexts: [0],
  options: [
    {
      type: 3,
      name: 'text',
      name_localizations: { de: 'begriff' },
      description: 'What',
      required: true,
      max_length: 9,
    },
  ],
}

async function setUp() {
  const sent: Sending[] = []
  const test = createTestChat({
    line: sending => {
      sent.push(sending)
      return Promise.resolve(jsonReply({ type: 4, data: { content: 'Psst', flags: 64 } }))
    },
  })
  const { world, chat } = test
  test.commands.overwrite([SECRET, { type: 4, name: 'launch', description: 'Open it', handler: 2 }])
  const listening = await listen(0)
  open.push(listening)
  const authorizations = createAuthorizations(Date.now)
  const handler = createHostHandler({ world, authorizations, proxyPort: 3334, controls: () => false, chat })
  listening.server.on('request', handler)
  async function ask(method: 'GET' | 'POST', path: string, body?: object) {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const answer = await fetch(listening.origin + path, init)
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  return { ...test, sent, ask, origin: listening.origin }
}

/** Everything of these kinds that a page hears, one by one. */
async function openPage(origin: string, users: readonly string[]) {
  const sent = request(
    `${origin}/host/events?${new URLSearchParams(users.map(user => ['user', user]))}`,
  ).end()
  const [answer]: IncomingMessage[] = await once(sent, 'response')
  const heard: [event: string, data: unknown][] = []
  const bell = new EventEmitter()
  answer?.on('error', () => {})
  answer?.on('data', chunk => {
    for (const [, event = '', data = ''] of String(chunk).matchAll(/^event: (chat|launch)\ndata: (.*)$/gm))
      heard.push([event, JSON.parse(data)])
    bell.emit('heard')
  })
  return {
    heard,
    async until(count: number) {
      while (heard.length < count) await once(bell, 'heard')
    },
    close: () => sent.destroy(),
  }
}

describe('the /host routes about text', () => {
  it('name the channels', async () => {
    const { ask } = await setUp()
    expect((await ask('GET', '/host/channels')).body).toEqual([
      { ...TEXT_CHANNEL, kind: 'text' },
      { ...RECORDINGS_CHANNEL, kind: 'text' },
      { ...CHANNEL, kind: 'voice' },
    ])
  })

  it('take what people write, in the channel that they name', async () => {
    const { ask } = await setUp()
    const written = { user: 'ana', channel: 'movie-night', content: 'Hello' }
    expect((await ask('POST', '/host/messages', written)).status).toBe(204)
    const seen = await ask('GET', '/host/messages?user=ben&channel=movie-night')
    expect(seen.body).toMatchObject([
      { content: 'Hello', author: { name: 'Ana', isBot: false }, onlyFor: null },
    ])
    expect((await ask('GET', '/host/messages?user=ben')).body).toEqual([])
  })

  it.each([
    ['/host/messages?user=nobody', 'user'],
    ['/host/messages?user=ana&channel=nowhere', 'channel'],
    ['/host/commands?user=nobody', 'user'],
  ])('refuse %s by its field', async (path, field) => {
    const { ask } = await setUp()
    expect(await ask('GET', path)).toMatchObject({ status: 404, body: { field } })
  })

  it.each([
    ['/host/messages', { user: 'ana', content: ' ' }, 'content'],
    ['/host/messages', { user: 'ana', content: 'x'.repeat(2001) }, 'content'],
    ['/host/messages', { user: 'ana', content: 'x', channel: 'nowhere' }, 'channel'],
    ['/host/bot/permissions', { permissions: 'all' }, 'permissions'],
    ['/host/invite', { user: 'ana', code: 'none' }, 'code'],
    ['/host/messages/dismiss', { user: 'ana', message: '1' }, 'message'],
    ['/sandbox/interactions', { user: 'ana' }, 'body'],
    ['/host/interactions', { user: 'ana', command: 'search' }, 'options.text'],
  ])('refuse at %s %j', async (path, body, field) => {
    const { ask } = await setUp()
    const answer = await ask('POST', path, body)
    expect([400, 404]).toContain(answer.status)
    expect(answer.body).toMatchObject({ field })
  })

  it('show and dismiss what is for one person’s eyes', async () => {
    const { ask } = await setUp()
    const { body } = await ask('POST', '/host/interactions', {
      user: 'ana',
      command: 'search',
      options: { text: 'x' },
    })
    const [{ id: message }] = body.messages
    const by = async (user: string) => (await ask('GET', `/host/messages?user=${user}`)).body.length
    expect([await by('ana'), await by('ben')]).toEqual([1, 0])
    expect((await ask('POST', '/host/messages/dismiss', { user: 'ben', message })).status).toBe(404)
    expect((await ask('POST', '/host/messages/dismiss', { user: 'ana', message })).status).toBe(204)
    expect(await by('ana')).toBe(0)
  })

  it('offer commands in the language of whoever looks, where they may be used', async () => {
    const { ask } = await setUp()
    const offered = async (query: string) => (await ask('GET', `/host/commands?user=ana${query}`)).body
    expect(await offered('&locale=de')).toMatchObject([
      {
        name: 'search',
        label: 'suche',
        description: 'Suchen',
        type: 1,
        options: [
          { name: 'text', label: 'begriff', description: 'What', required: true, maxLength: 9, min: null },
        ],
      },
      { name: 'launch', type: 4 },
    ])
    expect((await offered('')).map(({ label }: { label: string }) => label)).toEqual(['search', 'launch'])
    const direct = await offered('&channel=direct')
    expect(direct.map(({ name }: { name: string }) => name)).toEqual(['launch'])
  })

  it('take permissions from the bot', async () => {
    const { ask, world } = await setUp()
    expect(world.botPermissions()).toBe(BOT_PERMISSIONS)
    await ask('POST', '/host/bot/permissions', { permissions: '1024' })
    expect((await ask('GET', '/host/state')).body).toMatchObject({ botPermissions: '1024' })
  })

  it('bring who follows an invitation into the voice channel, as long as it holds', async () => {
    const { ask, chat, world } = await setUp()
    const wanted = {
      channelId: CHANNEL.id,
      maxAgeS: 0,
      maxUses: 1,
      temporary: false,
      applicationId: APPLICATION.id,
    }
    const { code } = chat.invites.create(wanted, true)
    expect(await ask('POST', '/host/invite', { user: 'ben', code })).toMatchObject({
      status: 200,
      body: { channelId: CHANNEL.id, activity: true },
    })
    expect(world.isInVoice('ben')).toBe(true)
    expect((await ask('POST', '/host/invite', { user: 'cleo', code })).status).toBe(404)
  })

  it('tell a page of what its people see', async () => {
    const { ask, origin } = await setUp()
    const page = await openPage(origin, ['ben'])
    await ask('POST', '/host/interactions', { user: 'ana', command: 'search', options: { text: 'x' } })
    await ask('POST', '/host/messages', { user: 'ana', content: 'Hello' })
    await ask('POST', '/host/voice/join', { user: 'ben' })
    const launched = await ask('POST', '/host/interactions', {
      user: 'ben',
      command: 'launch',
      channel: 'movie-night',
    })
    const { instanceId } = launched.body.launched
    await page.until(2)
    expect(page.heard).toEqual([
      ['chat', { channelId: TEXT_CHANNEL.id }],
      ['launch', { user: 'ben', instanceId, channelId: CHANNEL.id }],
    ])
    page.close()
  })

  it('open the Activity of the channel that an interaction has launched it in', async () => {
    const { ask, world } = await setUp()
    const { body } = await ask('POST', '/host/interactions', { user: 'ana', command: 'launch' })
    expect(body.launched).toMatchObject({ channelId: TEXT_CHANNEL.id })
    const opened = await ask('POST', '/host/launch', { user: 'ana', platform: 'desktop' })
    const { searchParams } = new URL(opened.body.url)
    expect(opened.body.instanceId).toBe(body.launched.instanceId)
    expect(searchParams.get('channel_id')).toBe(TEXT_CHANNEL.id)
    expect(searchParams.get('location_id')).toContain(TEXT_CHANNEL.id)
    expect(world.state()).toMatchObject({ instance: null, instances: [{ participants: ['ana'] }] })
  })

  it('send webhook events where the application wants them', async () => {
    const { ask, settings, sent } = await setUp()
    const event = { type: 'APPLICATION_DEAUTHORIZED', data: { user: { id: '1' } } }
    const steps = [
      {},
      { event_webhooks_url: 'http://127.0.0.1:1/events' },
      { event_webhooks_status: 2 },
      { event_webhooks_types: ['APPLICATION_AUTHORIZED'] },
    ] as const
    for (const step of steps) {
      settings.change(step)
      expect((await ask('POST', '/host/events/send', event)).status, JSON.stringify(step)).toBe(409)
    }
    settings.change({ event_webhooks_types: [event.type] })
    expect(await ask('POST', '/host/events/send', event)).toMatchObject({
      status: 200,
      body: { status: 200 },
    })
    expect(sent).toMatchObject([
      {
        url: 'http://127.0.0.1:1/events',
        body: { version: 1, type: 1, application_id: APPLICATION.id, event },
      },
    ])
  })

  it('probe both addresses, the second time with a wrong signature', async () => {
    const { ask, sent } = await setUp()
    expect((await ask('POST', '/sandbox/probe', {})).body).toMatchObject({
      interactions: { ping: 200, isPingAnswered: false, badSignature: 200, isBadSignatureRefused: false },
      events: null,
    })
    expect(sent.map(({ signature }) => signature)).toEqual([undefined, 'bad'])
  })
})
