import { afterEach, describe, expect, it, vi } from 'vitest'
import { textAt } from '../../conformance/jsonTree.ts'
import { jsonReply } from '../../testing/createTestChat.ts'
import { createTestDiscord } from '../../testing/createTestDiscord.ts'
import { TOKEN_LIFE_MS } from '../chat/messageView.ts'
import { APPLICATION, CHANNEL } from '../identities.ts'
import type { ApplicationReply } from '../interactions/applicationLine.ts'

const EPHEMERAL = 64
const SECOND_VERSION = 32_768

interface Sent {
  readonly id: string
  readonly token: string
}

type Discord = ReturnType<typeof createTestDiscord>

/** Discord, and an application that does this with every interaction. */
function setUp(answer: (sent: Sent, discord: Discord) => Promise<ApplicationReply | null>) {
  const sent: Sent[] = []
  const discord: Discord = createTestDiscord({
    line: ({ body }) => {
      const one = { id: textAt(body, 'id') ?? '', token: textAt(body, 'token') ?? '' }
      sent.push(one)
      return answer(one, discord)
    },
  })
  discord.commands.overwrite([
    { name: 'search', description: 'Look' },
    { type: 4, name: 'launch', description: 'Open it', handler: 1 },
  ])
  async function converse(
    more: { waitMs?: number; channel?: string; command?: string; direct?: boolean } = {},
  ) {
    const performed = await discord.chat.perform({ user: 'ana', command: 'search', waitMs: 0, ...more })
    if (!performed.ok) throw new Error(performed.message)
    const [{ id, token } = { id: '', token: '' }] = sent.slice(-1)
    return { ...performed.conversation, hook: `/webhooks/${APPLICATION.id}/${token}`, id, token }
  }
  return { ...discord, sent, converse }
}

const inline = (body: object) => setUp(() => Promise.resolve(jsonReply(body)))
const callback = ({ id, token }: Sent) => `/interactions/${id}/${token}/callback`
const original = (hook: string) => `${hook}/messages/@original`
const accepted = jsonReply({}, 202)

afterEach(() => void vi.useRealTimers())

describe('the callback endpoint', () => {
  it('takes one answer', async () => {
    const codes: unknown[] = []
    const { converse } = setUp(async (sent, { asNobody }) => {
      for (let count = 0; count < 2; count++)
        codes.push(await asNobody('POST', callback(sent), { type: 4, data: { content: 'Hi' } }))
      return accepted
    })
    expect(await converse()).toMatchObject({
      answer: { status: 202, type: 4 },
      messages: [{ content: 'Hi' }],
    })
    expect(codes).toMatchObject([{ status: 204 }, { status: 400, body: { code: 40060 } }])
  })

  it('answers with what came of it, when asked', async () => {
    let response: unknown
    const { converse } = setUp(async (sent, { asNobody }) => {
      const body = { type: 4, data: { content: 'Hi', flags: EPHEMERAL } }
      response = (await asNobody('POST', `${callback(sent)}?with_response=true`, body)).body
      return accepted
    })
    const { messages } = await converse()
    expect(response).toMatchObject({
      interaction: { type: 2, response_message_id: messages[0]?.id, response_message_ephemeral: true },
      resource: { type: 4, message: { content: 'Hi' } },
    })
  })

  it('names each field that is wrong, and the conversation shows it', async () => {
    let response: unknown
    const { converse } = setUp(async (sent, { asNobody }) => {
      response = await asNobody('POST', callback(sent), { type: 4, data: { content: 'x'.repeat(2001) } })
      return accepted
    })
    expect((await converse()).problem).toContain('202 without a callback')
    expect(response).toMatchObject({
      status: 400,
      body: { code: 50035, errors: { data: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } },
    })
  })

  it.each([
    ['a wrong token', (sent: Sent) => ({ ...sent, token: 'guess' }), 401, 50027],
    ['an unknown interaction', (sent: Sent) => ({ ...sent, id: '1' }), 404, 10062],
  ])('refuses %s', async (_what, change, status, code) => {
    const { converse, asNobody, sent } = inline({ type: 4, data: { content: 'Hi' } })
    await converse()
    const [one = { id: '', token: '' }] = sent
    const answer = await asNobody('POST', callback(change(one)), { type: 5 })
    expect(answer).toMatchObject({ status, body: { code } })
  })

  it('refuses what comes after three seconds', async () => {
    const { converse, asNobody, sent } = setUp(() => Promise.resolve(null))
    await converse()
    const [one = { id: '', token: '' }] = sent
    const late = await asNobody('POST', callback(one), { type: 4, data: { content: 'Hi' } })
    expect(late).toMatchObject({ status: 404, body: { code: 10062 } })
    expect(
      await asNobody('PATCH', original(`/webhooks/${APPLICATION.id}/${one.token}`), { content: 'Hi' }),
    ).toMatchObject({
      status: 404,
      body: { code: 10015 },
    })
  })

  it('launches in the voice channel only for whoever is in it', async () => {
    const codes: number[] = []
    const { converse, world } = setUp(async (sent, { asNobody }) => {
      codes.push((await asNobody('POST', callback(sent), { type: 12 })).status)
      return codes.at(-1) === 204 ? accepted : jsonReply({ type: 4, data: { content: 'Join first' } })
    })
    const outside = await converse({ command: 'launch', channel: CHANNEL.id })
    expect(outside).toMatchObject({ launched: null, messages: [{ content: 'Join first' }] })
    world.joinVoice('ana')
    const inside = await converse({ command: 'launch', channel: CHANNEL.id })
    expect(inside.launched).toEqual({ instanceId: world.instance()?.id, channelId: CHANNEL.id })
    expect(codes).toEqual([403, 204])
  })

  it('opens another instance in each channel, and people are in one at a time', async () => {
    const { converse, world } = inline({ type: 12 })
    world.joinVoice('ana')
    world.joinVoice('ben')
    world.launch('ben', 0)
    const inVoice = await converse({ command: 'launch', channel: CHANNEL.id })
    const inText = await converse({ command: 'launch' })
    const direct = await converse({ command: 'launch', direct: true })
    const ids = [inVoice, inText, direct].map(({ launched }) => launched?.instanceId ?? '')
    expect(new Set(ids).size).toBe(3)
    expect(ids[1]).toMatch(/-gc-1200000000000000001-1310000000000000001$/)
    expect(ids[2]).toMatch(/-pc-132/)
    expect(world.state().instances).toMatchObject([{ participants: ['ben'] }, { participants: ['ana'] }])
  })
})

describe('an interaction’s webhook', () => {
  it('reads, edits and deletes the first answer', async () => {
    const { converse, asNobody } = inline({ type: 4, data: { content: 'Hi', flags: EPHEMERAL } })
    const { hook } = await converse()
    for (const path of [original(hook), original(hook).replace('@', '%40')])
      expect(await asNobody('GET', path)).toMatchObject({ status: 200, body: { content: 'Hi' } })
    expect(await asNobody('PATCH', original(hook), { content: 'Ho' })).toMatchObject({
      status: 200,
      body: { content: 'Ho', flags: EPHEMERAL, edited_timestamp: expect.any(String) },
    })
    expect((await asNobody('DELETE', original(hook))).status).toBe(204)
    expect(await asNobody('GET', original(hook))).toMatchObject({ status: 404, body: { code: 10008 } })
  })

  it('sets the second version on the edit of a deferred answer', async () => {
    const { converse, asNobody, chat } = inline({ type: 5, data: { flags: EPHEMERAL } })
    const { hook, messages } = await converse()
    expect(messages).toMatchObject([{ state: 'thinking', onlyFor: 'ana' }])
    const components = [{ type: 10, content: 'Here' }]
    const wrong = await asNobody('PATCH', original(hook), { components })
    expect(wrong).toMatchObject({ status: 400, body: { code: 50035 } })
    const right = await asNobody('PATCH', original(hook), { components, flags: SECOND_VERSION })
    expect(right).toMatchObject({ status: 200, body: { flags: SECOND_VERSION | EPHEMERAL } })
    expect(chat.messages.get(messages[0]?.id ?? '')).toMatchObject({ state: 'sent', onlyFor: 'ana' })
  })

  it('fills a deferred answer with the first message after it', async () => {
    const { converse, asNobody } = inline({ type: 5 })
    const { hook, messages } = await converse()
    expect(await asNobody('POST', hook, { content: 'First' })).toMatchObject({
      status: 200,
      body: { id: messages[0]?.id },
    })
    const second = await asNobody('POST', hook, { content: 'Second', flags: EPHEMERAL })
    expect(second).toMatchObject({ status: 200, body: { flags: EPHEMERAL } })
    expect(JSON.stringify(second.body)).not.toContain(String(messages[0]?.id))
  })

  it('knows nothing before there is an answer, and waits only a moment for one', async () => {
    vi.useFakeTimers()
    const { converse, asNobody, sent } = setUp(() => new Promise(() => {}))
    const conversation = converse()
    const asked = asNobody('GET', original(`/webhooks/${APPLICATION.id}/${sent[0]?.token}`))
    await vi.advanceTimersByTimeAsync(100)
    expect(await asked).toMatchObject({ status: 404, body: { code: 10015 } })
    await vi.advanceTimersByTimeAsync(3_000)
    await conversation
  })

  it('ends with the token after a quarter of an hour, and nobody is answered any more', async () => {
    const { converse, asNobody, clock } = inline({ type: 5 })
    const { hook } = await converse()
    clock.nowMs += TOKEN_LIFE_MS
    expect((await asNobody('GET', original(hook))).status).toBe(200)
    clock.nowMs += 1
    expect(await asNobody('PATCH', original(hook), { content: 'Late' })).toMatchObject({
      status: 401,
      body: { code: 50027 },
    })
  })

  it.each([
    ['another application', (hook: string) => hook.replace(APPLICATION.id, '1'), 404, 10015],
    ['a guess', (hook: string) => `${hook}x`, 401, 50027],
  ])('refuses %s', async (_what, change, status, code) => {
    const { converse, asNobody } = inline({ type: 4, data: { content: 'Hi' } })
    const { hook } = await converse()
    expect(await asNobody('GET', original(change(hook)))).toMatchObject({ status, body: { code } })
  })

  it.each([
    ['nothing', {}, 50006],
    ['too much', { content: 'x'.repeat(2001) }, 50035],
    ['no JSON', '{', 50109],
  ])('refuses an edit to %s, and the conversation shows it', async (_what, body, code) => {
    const { converse, asNobody, chat, sent } = inline({ type: 5 })
    const { hook } = await converse()
    expect(await asNobody('PATCH', original(hook), body)).toMatchObject({ status: 400, body: { code } })
    expect(chat.routeParts.pending.byId(sent[0]?.id ?? '')?.problem).toContain(
      String(code === 50035 ? 'content' : code),
    )
  })

  it('counts each interaction for itself and the bot not at all', async () => {
    const { converse, asNobody, asBot } = inline({ type: 4, data: { content: 'Hi' } })
    for (let count = 0; count < 60; count++) {
      const { hook } = await converse()
      expect((await asNobody('PATCH', original(hook), { content: `${count}` })).status).toBe(200)
    }
    expect((await asBot('GET', '/users/@me')).status).toBe(200)
    const { hook } = await converse()
    const statuses = await Promise.all(Array.from({ length: 6 }, () => asNobody('GET', original(hook))))
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
  })
})
