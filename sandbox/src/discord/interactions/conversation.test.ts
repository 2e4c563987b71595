import { createPublicKey, verify } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { textAt } from '../../conformance/jsonTree.ts'
import { listen } from '../../http/listen.ts'
import { readBody } from '../../http/readBody.ts'
import { type Sandbox, startSandbox } from '../../startSandbox.ts'
import { answersWith, createTestChat, jsonReply, type TestChatOptions } from '../../testing/createTestChat.ts'
import { messageView, TOKEN_LIFE_MS } from '../chat/messageView.ts'
import { CHANNEL, TEXT_CHANNEL } from '../identities.ts'
import type { ApplicationLine } from './applicationLine.ts'
import type { Wish } from './wishSchema.ts'

const EPHEMERAL = 64
const SECOND_VERSION = 32_768

const WATCH = {
  name: 'kaltura-watch',
  description: 'Watch a video together',
  contexts: [0],
  options: [
    { type: 3, name: 'video', description: 'Which', required: true, autocomplete: true, max_length: 100 },
  ],
}
const SEARCH = {
  name: 'kaltura-video-search',
  description: 'Look for a video',
  options: [
    { type: 4, name: 'count', description: 'How many', min_value: 1, max_value: 10, autocomplete: true },
  ],
}
const LAUNCH = { type: 4, name: 'launch', description: 'Open it', handler: 1 }

function setUp(line: ApplicationLine, more: TestChatOptions = {}) {
  const test = createTestChat({ line, ...more })
  expect(test.commands.overwrite([WATCH, SEARCH, LAUNCH]).ok).toBe(true)
  async function converse(wish: Wish) {
    const performed = await test.chat.perform(wish)
    if (!performed.ok) throw new Error(performed.message)
    return performed.conversation
  }
  return { ...test, converse }
}

const search = { user: 'ana', command: 'kaltura-video-search' } as const

afterEach(() => void vi.useRealTimers())

describe('a conversation', () => {
  it('shows the answer to whoever asked, with who asked what', async () => {
    const { converse, chat } = setUp(answersWith({ type: 4, data: { content: 'Here', flags: EPHEMERAL } }))
    const { answer, messages, problem } = await converse(search)
    expect({ problem, status: answer?.status, type: answer?.type }).toEqual({
      problem: null,
      status: 200,
      type: 4,
    })
    expect(messages).toMatchObject([
      {
        content: 'Here',
        onlyFor: 'ana',
        state: 'sent',
        answers: { user: 'ana', command: 'kaltura-video-search' },
      },
    ])
    expect(chat.messages.seenBy('ana', TEXT_CHANNEL.id)).toHaveLength(1)
    expect(chat.messages.seenBy('ben', TEXT_CHANNEL.id)).toHaveLength(0)
  })

  it('tells the application who, where and in which language', async () => {
    let sent: unknown
    const { converse, world } = setUp(({ body }) => {
      sent = body
      return Promise.resolve(jsonReply({ type: 4, data: { content: '.' } }))
    })
    await converse({
      user: 'cleo',
      command: 'kaltura-watch',
      options: { video: 'x' },
      channel: 'movie-night',
      locale: 'de',
    })
    expect(sent).toMatchObject({
      type: 2,
      version: 1,
      application_id: '1100000000000000001',
      guild_id: '1200000000000000001',
      channel_id: CHANNEL.id,
      member: { user: { id: world.userByName('cleo')?.id }, roles: [] },
      locale: 'de',
      context: 0,
      app_permissions: String(world.botPermissions()),
      data: { name: 'kaltura-watch', type: 1, options: [{ name: 'video', type: 3, value: 'x' }] },
    })
    expect(sent).not.toHaveProperty('user')
  })

  it('has a person and no member in direct messages', async () => {
    let sent: unknown
    const { converse } = setUp(({ body }) => {
      sent = body
      return Promise.resolve(jsonReply({ type: 4, data: { content: '.' } }))
    })
    await converse({ ...search, direct: true })
    expect(sent).toMatchObject({ user: { username: 'ana' }, context: 1 })
    for (const absent of ['member', 'guild_id', 'guild']) expect(sent).not.toHaveProperty(absent)
  })

  it('ends in a sentence when nothing comes within three seconds', async () => {
    vi.useFakeTimers()
    const { converse } = setUp(() => new Promise(() => {}), { now: Date.now })
    const conversation = converse(search)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await conversation).toMatchObject({
      answer: null,
      problem: expect.stringMatching(/^The application did not respond/),
      messages: [{ state: 'failed', onlyFor: 'ana' }],
    })
  })

  it.each([
    ['an error', jsonReply({}, 500)],
    ['202 before any callback', jsonReply({}, 202)],
    ['a page', { status: 200, contentType: 'text/html', body: Buffer.from('<p>') }],
    ['no type', jsonReply({})],
    ['a message to no update', jsonReply({ type: 7, data: { content: '.' } })],
    ['choices for a command', jsonReply({ type: 8, data: { choices: [] } })],
    ['nothing to read', jsonReply({ type: 4, data: {} })],
    ['too much', jsonReply({ type: 4, data: { content: 'x'.repeat(2001) } })],
    ['a flag on a deferral', jsonReply({ type: 5, data: { flags: SECOND_VERSION } })],
  ])('refuses %s', async (_what, reply) => {
    const { problem, messages } = await setUp(() => Promise.resolve(reply)).converse(search)
    expect(problem).toMatch(/^The application did not respond/)
    expect(messages).toMatchObject([{ state: 'failed' }])
  })

  it('that was only promised is lost with its token', async () => {
    const clock = { nowMs: Date.UTC(2026, 10, 21) }
    const { converse, world, chat } = setUp(answersWith({ type: 5 }), { now: () => clock.nowMs })
    const { messages } = await converse({ ...search, waitMs: 0 })
    expect(messages).toMatchObject([{ state: 'thinking', onlyFor: null }])
    const [message] = chat.messages.seenBy('ben', TEXT_CHANNEL.id)
    if (message === undefined) throw new Error('ben sees nothing')
    const stateAfter = (ms: number) => messageView(message, world, clock.nowMs + ms).state
    expect([stateAfter(TOKEN_LIFE_MS), stateAfter(TOKEN_LIFE_MS + 1)]).toEqual(['thinking', 'failed'])
  })

  it('proposes what the application proposes', async () => {
    const choices = [{ name: 'Alps', value: '0_alps' }]
    let sent: unknown
    const { converse } = setUp(({ body }) => {
      sent = body
      return Promise.resolve(jsonReply({ type: 8, data: { choices } }))
    })
    const focused = { name: 'video', value: 'al' }
    const conversation = await converse({ user: 'ana', autocomplete: 'kaltura-watch', focused })
    expect(conversation).toMatchObject({ choices, problem: null, messages: [] })
    expect(sent).toMatchObject({
      type: 4,
      data: { options: [{ name: 'video', value: 'al', focused: true }] },
    })
  })

  it.each([
    ['kaltura-watch', 'video', 1],
    ['kaltura-video-search', 'count', '1'],
    ['kaltura-video-search', 'count', 1.5],
  ])(
    'refuses values of another type than that of the option: /%s %s %j',
    async (autocomplete, name, value) => {
      const { converse } = setUp(answersWith({ type: 8, data: { choices: [{ name: 'One', value }] } }))
      const { choices, problem } = await converse({
        user: 'ana',
        autocomplete,
        focused: { name, value: '1' },
      })
      expect(choices).toBeNull()
      expect(problem).toMatch(/^Loading options failed .*data\.choices\.0\.value/)
    },
  )

  it('proposes whole numbers for an option that takes them', async () => {
    const choices = [{ name: 'One', value: 1 }]
    const { converse } = setUp(answersWith({ type: 8, data: { choices } }))
    const focused = { name: 'count', value: '1' }
    expect(await converse({ user: 'ana', autocomplete: 'kaltura-video-search', focused })).toMatchObject({
      choices,
      problem: null,
    })
  })

  it.each([
    [{ ...search, command: 'nothing' }, 'command'],
    [{ ...search, user: 'nobody' }, 'user'],
    [{ ...search, channel: 'nowhere' }, 'channel'],
    [{ ...search, options: { count: 11 } }, 'options.count'],
    [{ ...search, options: { count: '3' } }, 'options.count'],
    [{ ...search, options: { other: 1 } }, 'options.other'],
    [{ user: 'ana', command: 'kaltura-watch' }, 'options.video'],
    [{ user: 'ana', command: 'kaltura-watch', options: { video: 'x'.repeat(101) } }, 'options.video'],
    [{ user: 'ana', command: 'kaltura-watch', options: { video: 'x' }, direct: true }, 'command'],
    [
      { user: 'ana', autocomplete: 'kaltura-watch', focused: { name: 'video', value: 'x' }, direct: true },
      'command',
    ],
  ])('is not begun by a client for %j', async (wish, field) => {
    const { chat } = setUp(answersWith({ type: 4, data: { content: '.' } }))
    expect(await chat.perform(wish)).toMatchObject({ ok: false, field })
  })

  it('is not begun by who has left the server, but in direct messages', async () => {
    const { chat, world, converse } = setUp(answersWith({ type: 4, data: { content: '.' } }))
    world.leaveGuild('ana')
    expect(await chat.perform(search)).toMatchObject({ ok: false, status: 403, field: 'user' })
    expect((await converse({ ...search, direct: true })).problem).toBeNull()
  })

  it('is begun by force', async () => {
    const { converse } = setUp(answersWith({ type: 4, data: { content: '.' } }))
    const options = { other: 'x'.repeat(5000) }
    expect((await converse({ ...search, options, force: true })).problem).toBeNull()
  })

  it('goes on with a press on a button and a modal', async () => {
    const button = { type: 2, style: 1, label: 'Rename', custom_id: 'rename' }
    const field = { type: 4, style: 1, custom_id: 'title', min_length: 2, value: 'Old' }
    const modal = {
      title: 'Rename',
      custom_id: 'm',
      components: [{ type: 18, label: 'Title', component: field }],
    }
    const asked: unknown[] = []
    const { converse, chat } = setUp(({ body }) => {
      asked.push(body)
      const replies = [
        { type: 4, data: { content: 'Menu', components: [{ type: 1, components: [button] }] } },
        { type: 9, data: modal },
        { type: 7, data: { content: 'Done', components: [] } },
      ]
      return Promise.resolve(jsonReply(replies[asked.length - 1] ?? {}))
    })
    const [menu] = (await converse(search)).messages
    const message = menu?.id ?? ''
    expect((await converse({ user: 'ana', button: 'rename', message })).modal).toMatchObject({
      customId: 'm',
    })
    expect(asked[1]).toMatchObject({
      type: 3,
      message: { id: message },
      data: { custom_id: 'rename', component_type: 2 },
    })
    const short = { user: 'ana', modal: 'm', fields: { title: 'x' } }
    expect(await chat.perform(short)).toMatchObject({ ok: false, field: 'fields.title' })
    const done = await converse({ user: 'ana', modal: 'm', fields: { title: 'New' } })
    expect(asked[2]).toMatchObject({
      type: 5,
      data: { custom_id: 'm', components: [{ type: 18, component: { custom_id: 'title', value: 'New' } }] },
    })
    expect(done.messages).toMatchObject([{ id: message, content: 'Done', components: [] }])
    expect(await chat.perform(short)).toMatchObject({ ok: false, field: 'modal' })
  })
})

const open: { close(): unknown }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(each => each.close()))
})

interface Arrived {
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** An application that answers by HTTP, and a sandbox that knows it. */
async function startApplication(answer: (arrived: Arrived) => Promise<[number, object?]>) {
  const sandbox = await startSandbox({
    ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0, server: 9 },
  })
  const arrived: Arrived[] = []
  const endpoint = await listen(0)
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await readBody(request))?.toString('utf8') ?? ''
    const one = { headers: request.headers, text }
    arrived.push(one)
    const [status, body] = await answer(one)
    response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  }
  endpoint.server.on('request', (request, response) => void serve(request, response))
  open.push(sandbox, endpoint)
  sandbox.application.settings.change({ interactions_endpoint_url: `${endpoint.origin}/here` })
  sandbox.application.commands.overwrite([SEARCH, LAUNCH])
  async function act(wish: object) {
    const answered = await fetch(`${sandbox.urls.host}/sandbox/interactions`, {
      method: 'POST',
      body: JSON.stringify(wish),
    })
    return { status: answered.status, body: await answered.json() }
  }
  return { sandbox, arrived, act }
}

function isSignedBy(hexKey: string, headers: Arrived['headers'], text: string): boolean {
  const x = Buffer.from(hexKey, 'hex').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const signed = Buffer.from(`${String(headers['x-signature-timestamp'])}${text}`)
  return verify(null, signed, key, Buffer.from(String(headers['x-signature-ed25519']), 'hex'))
}

/** What the application calls, by the token that it was sent. */
async function call(sandbox: Sandbox, method: string, path: string, body?: object) {
  const answered = await fetch(`${sandbox.urls.discord}/api/v10${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'user-agent': 'DiscordBot (https://example.org, 1.0.0)' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answered.text()
  return { status: answered.status, body: text === '' ? null : JSON.parse(text) }
}

const originalPath = ({ text }: Arrived) =>
  `/webhooks/1100000000000000001/${textAt(JSON.parse(text), 'token')}/messages/@original`
const callbackPath = ({ text }: Arrived) =>
  `/interactions/${textAt(JSON.parse(text), 'id')}/${textAt(JSON.parse(text), 'token')}/callback`

describe('an application at its endpoint', () => {
  it('can verify what arrives with the key that the portal shows', async () => {
    const { sandbox, arrived, act } = await startApplication(async () => [
      200,
      { type: 4, data: { content: 'Hi' } },
    ])
    expect(await act(search)).toMatchObject({ status: 200, body: { problem: null } })
    const [{ headers, text } = { headers: {}, text: '' }] = arrived
    const key = sandbox.serverEnvironment['DISCORD_PUBLIC_KEY'] ?? ''
    expect(isSignedBy(key, headers, text)).toBe(true)
    expect(isSignedBy(key, headers, `${text} `)).toBe(false)
  })

  it('defers, and fills it in later', async () => {
    const { arrived, sandbox, act } = await startApplication(async () => [
      200,
      { type: 5, data: { flags: EPHEMERAL } },
    ])
    const conversation = act(search)
    await vi.waitUntil(() => arrived.length === 1)
    const [first = { headers: {}, text: '{}' }] = arrived
    const patched = await call(sandbox, 'PATCH', originalPath(first), { content: 'Found' })
    expect(patched).toMatchObject({ status: 200, body: { content: 'Found', flags: EPHEMERAL } })
    expect((await conversation).body).toMatchObject({
      answer: { type: 5 },
      messages: [{ content: 'Found', onlyFor: 'ana', state: 'sent', editedAtMs: null }],
    })
  })

  it('launches by the callback endpoint and learns which instance', async () => {
    const { sandbox, act } = await startApplication(async arrived => {
      const answered = await call(sandbox, 'POST', `${callbackPath(arrived)}?with_response=true`, {
        type: 12,
      })
      seen.push(answered)
      seen.push(await call(sandbox, 'POST', callbackPath(arrived), { type: 12 }))
      return [202]
    })
    const seen: unknown[] = []
    const post = (path: string, body: object) =>
      fetch(`${sandbox.urls.host}${path}`, { method: 'POST', body: JSON.stringify(body) })
    await post('/host/voice/join', { user: 'ana' })
    const { body } = await act({ user: 'ana', command: 'launch', channel: 'Movie night' })
    expect(body).toMatchObject({ answer: { status: 202, type: 12 }, launched: { channelId: CHANNEL.id } })
    expect(seen).toMatchObject([
      {
        status: 200,
        body: {
          interaction: { type: 2 },
          resource: { type: 12, activity_instance: { id: body.launched.instanceId } },
        },
      },
      { status: 400, body: { code: 40060 } },
    ])
  })

  it('has faults of its own, and a record of what it was sent', async () => {
    const { sandbox, arrived, act } = await startApplication(async () => [
      200,
      { type: 4, data: { content: 'Hi' } },
    ])
    sandbox.faults.add({ service: 'interactions', kind: 'absent', times: 1 })
    sandbox.faults.add({ service: 'discord', kind: 'fail' })
    expect((await act(search)).body).toMatchObject({ answer: null, problem: expect.any(String) })
    expect((await act(search)).body).toMatchObject({ problem: null })
    expect(arrived).toHaveLength(1)
    const entries = sandbox.traffic.entries().filter(({ service }) => service === 'interactions')
    expect(entries.map(({ status }) => status)).toEqual([null, 200])
  })

  it('is tried with a PING and a wrong signature', async () => {
    const key = { hex: '' }
    const { sandbox, arrived } = await startApplication(async ({ headers, text }) => {
      const good = isSignedBy(key.hex, headers, text)
      return good ? [200, { type: 1 }] : [401]
    })
    key.hex = sandbox.serverEnvironment['DISCORD_PUBLIC_KEY'] ?? ''
    expect(await sandbox.probe()).toMatchObject({
      interactions: { ping: 200, isPingAnswered: true, badSignature: 401, isBadSignatureRefused: true },
      events: null,
    })
    expect(arrived).toHaveLength(2)
  })

  it('keeps interaction tokens out of the record', async () => {
    const { sandbox, arrived, act } = await startApplication(async one => {
      await call(sandbox, 'POST', callbackPath(one), { type: 4, data: { content: 'Hi' } })
      return [202]
    })
    await act(search)
    const record = JSON.stringify(sandbox.traffic.entries())
    const token = textAt(JSON.parse(arrived[0]?.text ?? '{}'), 'token') ?? 'none'
    expect(record).toContain('/here')
    expect(record).toContain('/callback')
    expect(record).not.toContain(token)
  })
})
