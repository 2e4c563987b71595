import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { EventsFrame } from '@kaltura-discord/shared/protocol/frames.ts'
import { SignedInSchema } from '@kaltura-discord/shared/protocol/http.ts'
import type { VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { createDiscordCheck } from '../../../../../e2e/src/conformance/discordCheck.ts'
import { createApp } from '../../../app.ts'
import { loadConfig } from '../../../config.ts'
import { createLogger } from '../../../platform/logger.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../../testing/sharedData.ts'
import {
  hello,
  openSocket,
  postJson,
  startTestProduct,
  type TestProduct,
  type TestSocket,
} from '../../../testing/startTestProduct.ts'

const ConversationSchema = z.object({
  answer: z.object({ status: z.number(), afterMs: z.number(), type: z.number().nullable() }).nullable(),
  problem: z.string().nullable(),
  messages: z.array(
    z.object({
      id: z.string(),
      content: z.string(),
      components: z.array(z.unknown()),
      onlyFor: z.string().nullable(),
    }),
  ),
  launched: z.object({ instanceId: z.string(), channelId: z.string() }).nullable(),
})
type Conversation = z.infer<typeof ConversationSchema>

const VOICE = '1300000000000000001'
const MESSAGE = 4
const LAUNCH = 12
const PEOPLE = ['ana', 'ben', 'cleo']

let product: TestProduct
let sockets: TestSocket[] = []

beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())
beforeEach(() => product.sandbox.faults.clear())
afterEach(async () => {
  product.sandbox.faults.clear()
  for (const socket of sockets.splice(0)) {
    socket.emit('leave')
    await vi.waitUntil(() => !socket.connected)
  }
  for (const user of PEOPLE) await host('/host/voice/leave', { user })
  // A wish that nobody has come for is of no concern to the next test.
  await everybodysWishes().run()
})

const host = (path: string, body: object) => postJson(`${product.sandbox.urls.host}${path}`, body)
const joinVoice = (user: string) => host('/host/voice/join', { user })

function everybodysWishes(sql = 'DELETE FROM launch_wishes') {
  const database = new DatabaseSync(product.environment['DATABASE_PATH'] ?? '')
  return {
    async run() {
      try {
        return database.prepare(sql).all()
      } finally {
        database.close()
      }
    },
  }
}
const wishes = () => everybodysWishes('SELECT entry_id, instance_id FROM launch_wishes').run()

async function act(wish: object): Promise<Conversation> {
  const answer = await host('/sandbox/interactions', { user: 'ana', ...wish })
  return ConversationSchema.parse(await answer.json())
}
const watch = (video: string, more: object = {}) =>
  act({ command: 'kaltura-watch', options: { video }, ...more })
const watchInVoice = (video: string, more: object = {}) => watch(video, { channel: VOICE, ...more })
const launch = (more: object = {}) => act({ command: 'launch', ...more })

/** Comes into the Activity as its page does, and says what is on there at the welcome. */
async function arrive(name: string): Promise<VideoSummary | null> {
  const { accessToken } = await product.signIn(name)
  return sayHello(product.connect(accessToken))
}

async function sayHello(socket: TestSocket): Promise<VideoSummary | null> {
  sockets.push(socket)
  const ack = await hello(socket)
  if (!ack.ok || ack.welcome.state.kind !== 'snapshot') throw new Error('There was no welcome.')
  return ack.welcome.state.room.video
}

/** What the member of that line is told of videos from now on. */
function videosTold(socket: TestSocket | undefined): string[] {
  const told: string[] = []
  socket?.on('events', ({ events }: EventsFrame) => {
    for (const { event } of events) if (event.type === 'video.changed') told.push(event.video.entryId)
  })
  return told
}

/** What that member is told of videos that come into the queue, and of where. */
function queueTold(socket: TestSocket | undefined): string[] {
  const told: string[] = []
  socket?.on('events', ({ events }: EventsFrame) => {
    for (const { event } of events)
      if (event.type === 'queue.added')
        told.push(...event.items.map(({ video }) => `${video.entryId} ${event.where}`))
  })
  return told
}

const ButtonSchema = z.object({
  label: z.string(),
  url: z.string().optional(),
  custom_id: z.string().optional(),
})
const PartSchema = z.looseObject({ components: z.array(z.unknown()).default([]) })

function buttonsOf({ messages }: Conversation): z.infer<typeof ButtonSchema>[] {
  const parts = (value: unknown): unknown[] => {
    const part = PartSchema.safeParse(value)
    return part.success ? [part.data, ...part.data.components.flatMap(parts)] : []
  }
  return messages
    .flatMap(({ components }) => components.flatMap(parts))
    .flatMap(part => ButtonSchema.safeParse(part).data ?? [])
}

const ContentSchema = z.object({ content: z.string() })

/** The one message that came of it, which nobody else sees. */
function said({ problem, answer, messages }: Conversation): string {
  const [message] = messages
  if (!message) throw new Error(`There is no message: ${problem}`)
  expect([problem, answer?.type, messages.length, message.onlyFor]).toEqual([null, MESSAGE, 1, 'ana'])
  const texts = message.components.flatMap(part => ContentSchema.safeParse(part).data?.content ?? [])
  return [message.content, ...texts].filter(Boolean).join('\n')
}

/** Follows the invitation into the voice channel's Activity, as the page of the text channel does. */
async function follow(conversation: Conversation, user = 'ana'): Promise<void> {
  const button = buttonsOf(conversation).find(each => each.label === 'Open the Activity')
  const code = /^https:\/\/discord\.gg\/([\w-]+)$/.exec(button?.url ?? '')?.[1]
  const followed = await host('/host/invite', { user, code })
  expect(await followed.json()).toEqual({ channelId: VOICE, activity: true })
}

describe('/kaltura-watch', () => {
  it('used in the chat of the voice channel, opens the Activity there, on that video', async () => {
    await joinVoice('ana')
    const conversation = await watchInVoice('0_testcard')
    expect(conversation).toMatchObject({ problem: null, answer: { type: LAUNCH, status: 202 }, messages: [] })
    expect(conversation.launched?.channelId).toBe(VOICE)
    expect(await wishes()).toEqual([
      { entry_id: '0_testcard', instance_id: conversation.launched?.instanceId },
    ])
    expect(await arrive('ana')).toMatchObject({ entryId: '0_testcard' })
    expect(await wishes()).toEqual([])
  })

  it('used in a text channel, invites into the Activity of the voice channel, on that video', async () => {
    await joinVoice('ana')
    const conversation = await watch('0_testcard')
    expect(said(conversation)).toBe(
      `**Test card** goes on when you open the Activity in <#${VOICE}>, where you are. Press the button within 3 minutes.`,
    )
    await follow(conversation)
    expect(await arrive('ana')).toMatchObject({ entryId: '0_testcard' })
  })

  it('takes what was typed for the video that it names', async () => {
    await joinVoice('ana')
    expect((await watchInVoice('test CARD')).answer?.type).toBe(LAUNCH)
    expect(await arrive('ana')).toMatchObject({ entryId: '0_testcard' })
  })

  it('offers those that may be meant, each by a button that does the same', async () => {
    const conversation = await watch('a')
    expect(said(conversation)).toContain('Several videos match “a”. Choose one:')
    expect(said(conversation)).toContain('There are more.')
    const buttons = buttonsOf(conversation)
    expect(buttons).toHaveLength(5)
    const [button] = buttons
    const [message] = conversation.messages
    const press = () => act({ button: button?.custom_id, message: message?.id })
    expect(said(await press())).toBe(
      'Join a voice channel first: press its name in the list of channels. Then press “Watch together” again.',
    )
    await joinVoice('ana')
    await follow(await press())
    expect(await arrive('ana')).toMatchObject({ name: button?.label })
  })

  it.each([
    ['there is no such video', 'zzzqq', 'Nothing in the library matches “zzzqq”.'],
    ['the video is gone', '0_gone', 'not in the library any more. Choose another one.'],
    ['the video is not ready', '0_converting', 'Kaltura is still preparing that video.'],
    ['what was typed would mention everybody', '@everyone', String.raw`matches “\@everyone”`],
  ])('says what to do where %s', async (_what, video, sentence) => {
    await joinVoice('ana')
    expect(said(await watchInVoice(video))).toContain(sentence)
    expect(await arrive('ana')).toBeNull()
  })

  it('says to join a voice channel first, in the language of the member, and remembers nothing', async () => {
    expect(said(await watch('0_testcard'))).toBe(
      'Join a voice channel first: press its name in the list of channels. Then run the command again.',
    )
    expect(said(await watchInVoice('0_testcard', { locale: 'de', force: true }))).toMatch(
      /^Tritt zuerst einem Sprachkanal bei/,
    )
    expect(await arrive('ana')).toBeNull()
  })

  it('puts the video on at once for somebody who is in the Activity', async () => {
    await arrive('ana')
    const told = videosTold(sockets[0])
    expect(said(await watch('0_testcard'))).toBe('**Test card** is on in your Activity now.')
    await vi.waitUntil(() => told.length > 0)
    expect(told).toEqual(['0_testcard'])
    expect(await wishes()).toEqual([])
  })

  it.each(['next', 'last'])('puts the video into the queue of the Activity, as the %s one', async when => {
    await arrive('ana')
    await watch('0_testcard')
    const queued = queueTold(sockets[0])
    const conversation = await act({ command: 'kaltura-watch', options: { video: '0_lecture', when } })
    expect(said(conversation)).toMatch(/^\*\*.+\*\* has been added to the queue of your Activity\.$/)
    await vi.waitUntil(() => queued.length > 0)
    expect(queued).toEqual([`0_lecture ${when}`])
    expect(await wishes()).toEqual([])
  })

  it('puts the video that is chosen of several into the queue as well', async () => {
    await joinVoice('ana')
    await watchInVoice('0_testcard')
    await arrive('ana')
    const queued = queueTold(sockets[0])
    const asked = await act({ command: 'kaltura-watch', options: { video: 'a', when: 'last' } })
    const [button] = buttonsOf(asked)
    const pressed = await act({ button: button?.custom_id, message: asked.messages[0]?.id })
    expect(said(pressed)).toContain('has been added to the queue')
    await vi.waitUntil(() => queued.length > 0)
    expect(queued).toEqual([expect.stringMatching(/ last$/)])
  })

  it.each(['now', 'last'])('obeys whoever controls the Activity, and says so: %s', async when => {
    await arrive('ben')
    await arrive('ana')
    const command = { type: 'control.setMode', mode: 'host' } as const
    const ack = await sockets[0]?.timeout(5_000).emitWithAck('command', { id: randomUUID(), command })
    expect(ack).toMatchObject({ ok: true })
    const options = { video: '0_testcard', when }
    expect(said(await act({ command: 'kaltura-watch', options }))).toBe(
      'Somebody else controls that Activity. Ask them for the remote, or suggest the video there.',
    )
    expect(said(await act({ command: 'kaltura-watch', options, locale: 'de' }))).toContain('Fernbedienung')
    expect(await wishes()).toEqual([])
  })

  it('goes into the queue when its member comes in, and on at once where nothing is', async () => {
    await joinVoice('ana')
    const options = { video: '0_testcard', when: 'last' }
    const conversation = await act({ command: 'kaltura-watch', options })
    expect(said(conversation)).toContain('goes into the queue when you open the Activity')
    await follow(conversation)
    expect(await arrive('ana')).toMatchObject({ entryId: '0_testcard' })
  })

  it('does not open anything where the wish can not be stored', async () => {
    await joinVoice('ana')
    const another = new DatabaseSync(product.environment['DATABASE_PATH'] ?? '')
    another.exec('BEGIN IMMEDIATE')
    const conversation = await watchInVoice('0_testcard')
    another.exec('ROLLBACK')
    another.close()
    expect(said(conversation)).toMatch(/^This (does not work at the moment|took too long)/)
    expect(conversation.launched).toBeNull()
    expect(await wishes()).toEqual([])
  })
})

describe('the Entry Point', () => {
  it('opens the Activity as it is', async () => {
    await joinVoice('ana')
    expect(await launch({ channel: VOICE })).toMatchObject({
      answer: { type: LAUNCH, status: 202 },
      launched: { channelId: VOICE },
    })
    expect(await arrive('ana')).toBeNull()
  })

  it('invites into the voice channel from a text channel', async () => {
    await joinVoice('ana')
    const conversation = await launch()
    expect(said(conversation)).toContain(`The Activity opens in <#${VOICE}>`)
    await follow(conversation)
    expect(said(await launch({ locale: 'de' }))).toContain('Die Aktivität öffnet sich in')
  })

  it('says to join a voice channel first, or that one is in already', async () => {
    expect(said(await launch())).toContain('Join a voice channel first')
    await arrive('ana')
    expect(said(await launch())).toContain('You are in the Activity already.')
  })
})

describe('a wish', () => {
  it('is its own member’s', async () => {
    await joinVoice('ana')
    await watchInVoice('0_testcard')
    expect(await arrive('ben')).toBeNull()
    expect(await arrive('ana')).toMatchObject({ entryId: '0_testcard' })
  })

  it('of a later member takes the place of what is on, by the rules of the room', async () => {
    await joinVoice('ana')
    await joinVoice('ben')
    await watchInVoice('0_testcard')
    await watchInVoice('0_lecture', { user: 'ben' })
    expect(await arrive('ana')).toMatchObject({ entryId: '0_testcard' })
    const told = videosTold(sockets[0])
    expect(await arrive('ben')).toMatchObject({ entryId: '0_lecture' })
    await vi.waitUntil(() => told.length > 0)
    expect(told).toEqual(['0_lecture'])
  })

  it('that is the latest of several is the one that comes true', async () => {
    await joinVoice('ana')
    await watch('0_testcard')
    await watchInVoice('0_lecture')
    expect(await arrive('ana')).toMatchObject({ entryId: '0_lecture' })
    expect(await wishes()).toEqual([])
  })

  it('outlives the process that heard it', async () => {
    await joinVoice('ana')
    await watchInVoice('0_testcard')
    const loaded = loadConfig(product.environment)
    if (!loaded.ok) throw new Error(loaded.problems.join())
    const next = createApp(loaded.config, { logger: createLogger({ level: 'silent', secrets: [] }) })
    const { url } = await next.start()
    const signedIn = await postJson(`${url}/api/v1/auth/discord`, await product.launch('ana'))
    const { accessToken } = SignedInSchema.parse(await signedIn.json())
    const socket = openSocket(url, loaded.config.activity.origin, accessToken)
    expect(await sayHello(socket)).toMatchObject({ entryId: '0_testcard' })
    socket.disconnect()
    sockets = []
    await next.stop()
  })
})

/** What the bot has said to Ana of a wish that came to nothing. */
const toldOfFailure = async () => {
  const messages = await fetch(`${product.sandbox.urls.host}/host/messages?user=ana&channel=${VOICE}`)
  const all = ConversationSchema.shape.messages.parse(await messages.json())
  return all.find(({ content }) => content.startsWith('Your video could not be put on.'))
}

describe('while Kaltura is slow', () => {
  it('the Activity opens all the same, and the video comes as soon as it can', async () => {
    await joinVoice('ana')
    product.sandbox.library.add(NEW_VIDEO)
    product.sandbox.faults.add({ service: 'kaltura', kind: 'slow', delayMs: 10_000, times: 1 })
    expect(await watchInVoice(NEW_VIDEO.id)).toMatchObject({ problem: null, answer: { type: LAUNCH } })
    const onAtOnce = await arrive('ana')
    const told = videosTold(sockets[0])
    if (!onAtOnce) await vi.waitUntil(() => told.length > 0, 5_000)
    expect(onAtOnce?.entryId ?? told[0]).toBe(NEW_VIDEO.id)
  })

  it('somebody who comes for a video that is gone is told so, and the room stays as it is', async () => {
    await joinVoice('ana')
    product.sandbox.faults.add({ service: 'kaltura', kind: 'slow', delayMs: 10_000, times: 1 })
    expect((await watchInVoice('0_vanished')).answer?.type).toBe(LAUNCH)
    expect(await arrive('ana')).toBeNull()
    const message = await vi.waitUntil(toldOfFailure, { timeout: 5_000, interval: 50 })
    expect(message).toMatchObject({
      onlyFor: 'ana',
      content: expect.stringContaining('That video is not in the library any more. Choose another one.'),
    })
    expect(await wishes()).toEqual([])
  })
})

const NEW_VIDEO = {
  id: '0_brandnew',
  name: 'Brand new',
  description: '',
  tags: '',
  createdDaysAgo: 0,
  durationS: 60,
}

describe.skipIf(skipWithoutSharedData)('what went to Discord', () => {
  it('is all as its API document says', () => {
    const check = createDiscordCheck(sharedDataPath('discord-openapi-v10.json'))
    const sent = product.sandbox.traffic
      .entries()
      .flatMap(entry => (entry.service === 'discord' ? [{ ...entry, service: entry.service }] : []))
    for (const path of ['/callback', '/invites', '/voice-states/'])
      expect(sent.some(({ url }) => url.includes(path))).toBe(true)
    expect(sent.flatMap(check)).toEqual([])
  })
})
