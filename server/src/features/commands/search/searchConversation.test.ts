import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { createDiscordCheck } from '../../../../../e2e/src/conformance/discordCheck.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../../testing/sharedData.ts'
import { postJson, startTestProduct, type TestProduct } from '../../../testing/startTestProduct.ts'

const ComponentSchema = z.looseObject({ type: z.number() })
const MessageSchema = z.object({
  id: z.string(),
  content: z.string(),
  components: z.array(z.unknown()),
  onlyFor: z.string().nullable(),
  state: z.string(),
})
const ConversationSchema = z.object({
  answer: z.object({ afterMs: z.number(), type: z.number().nullable() }).nullable(),
  problem: z.string().nullable(),
  messages: z.array(MessageSchema),
  choices: z.array(z.object({ name: z.string(), value: z.string() })).nullable(),
})
type Message = z.infer<typeof MessageSchema>

const DEFERRED = 5
const DEFERRED_CHANGE = 6
const THREE_SECONDS_MS = 3_000

let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())
afterEach(() => product.sandbox.faults.clear())

async function act(wish: object) {
  const { host } = product.sandbox.urls
  const answer = await postJson(`${host}/sandbox/interactions`, { user: 'ana', ...wish })
  return ConversationSchema.parse(await answer.json())
}
const search = (options: object, more: object = {}) =>
  act({ command: 'kaltura-video-search', options, ...more })

function messageOf({ problem, messages }: z.infer<typeof ConversationSchema>): Message {
  const [message] = messages
  if (!message) throw new Error(`There is no message: ${problem}`)
  expect({ problem, count: messages.length, onlyFor: message.onlyFor, state: message.state }).toEqual({
    problem: null,
    count: 1,
    onlyFor: 'ana',
    state: 'sent',
  })
  return message
}

/** Every part of a message, however deep. */
function partsOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  const part = ComponentSchema.safeParse(value)
  if (!part.success) return []
  return [part.data, ...partsOf(part.data['components']), ...partsOf(part.data['accessory'])]
}
const textOf = (message: Message) =>
  [message.content, ...partsOf(message.components).flatMap(({ content }) => content ?? [])].join('\n')
const buttonsOf = (message: Message, label: string) =>
  partsOf(message.components).filter(part => part['label'] === label)
const idOf = (message: Message, label: string) => String(buttonsOf(message, label)[0]?.['custom_id'])

describe('a search', () => {
  it('is answered at once, and then with what was found: to be watched, or opened in a browser', async () => {
    const conversation = await search({ query: 'test card' })
    expect(conversation.answer).toMatchObject({ type: DEFERRED })
    const message = messageOf(conversation)
    expect(textOf(message)).toMatch(/for “test card”.*\*\*Test card\*\*\n2:00 · /s)
    expect(idOf(message, 'Watch together')).toBe('kaltura-watch:play:0_testcard')
    const page = await fetch(String(buttonsOf(message, 'Open in browser')[0]?.['url']))
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Test card')
  })

  it('has pictures that anybody can load from this server', async () => {
    const message = messageOf(await search({ query: 'test card' }))
    const picture = partsOf(message.components).find(({ media }) => media)
    const { url } = z.object({ url: z.string() }).parse(picture?.['media'])
    expect(url.startsWith(product.environment['PUBLIC_URL'] ?? 'nowhere')).toBe(true)
    const { pathname, search: query } = new URL(url)
    const answer = await fetch(`${product.url}${pathname}${query}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  })

  it('turns pages in the same message', async () => {
    const first = messageOf(await search({ query: 'a', limit: 2 }))
    expect(buttonsOf(first, 'Previous')).toEqual([])
    const turned = await act({ button: idOf(first, 'Next'), message: first.id })
    expect(turned.answer).toMatchObject({ type: DEFERRED_CHANGE })
    const second = messageOf(turned)
    expect(second.id).toBe(first.id)
    expect(textOf(second)).toContain('Page 2 of')
    expect(idOf(second, 'Watch together')).not.toBe(idOf(first, 'Watch together'))
    const back = messageOf(await act({ button: idOf(second, 'Previous'), message: second.id }))
    expect(textOf(back)).toBe(textOf(first))
  })

  it('leads to watching, which takes it from there', async () => {
    const message = messageOf(await search({ query: 'test card' }))
    const pressed = await act({ button: idOf(message, 'Watch together'), message: message.id })
    expect(messageOf(pressed)).toMatchObject({
      content: expect.stringContaining('Join a voice channel first'),
    })
  })

  it('finds nothing, and says what else to try', async () => {
    expect(textOf(messageOf(await search({ query: 'zzzzqq' })))).toContain(
      'Nothing in the library matches “zzzzqq”.',
    )
    const german = await search({ query: 'zzzzqq' }, { locale: 'de' })
    expect(textOf(messageOf(german))).toContain('Nichts in der Bibliothek passt zu „zzzzqq“.')
  })

  it('shows ten with all that Discord lets a message have', async () => {
    const message = messageOf(await search({ query: 'a', limit: 10 }))
    expect(buttonsOf(message, 'Watch together')).toHaveLength(10)
    expect(textOf(message).match(/\[Open in browser\]/g)).toHaveLength(10)
  })

  it('shows what people write into names, and does nothing of it', async () => {
    product.sandbox.library.add({
      id: '0_hostile',
      name: `hostile @everyone <@1400000000000000001> \`x\` [y](https://evil.example) \u202E${'سماء 👩‍👩‍👧‍👦 '.repeat(400)}`,
      description: '',
      tags: 'hostile',
      createdDaysAgo: 1,
      durationS: 60,
    })
    const text = textOf(messageOf(await search({ query: 'hostile' })))
    expect(text).toContain(String.raw`hostile \@everyone \<\@1400000000000000001\>`)
    expect(text).not.toMatch(/\u202E|(?<!\\)@/)
  })
})

describe('while Kaltura', () => {
  it('is slow, Discord is answered in time and the result follows', async () => {
    product.sandbox.faults.add({ service: 'kaltura', kind: 'slow', delayMs: 1_200 })
    const conversation = await search({ query: 'lecture' })
    expect(conversation.answer?.afterMs).toBeLessThan(THREE_SECONDS_MS)
    expect(textOf(messageOf(conversation))).toContain('How a watch party keeps time')
  })

  it('is away, that is said, and what is known is found all the same', async () => {
    await search({ query: 'harbour' })
    product.sandbox.faults.add({ service: 'kaltura', kind: 'fail' })
    expect(textOf(messageOf(await search({ query: 'mountains' })))).toContain('Kaltura does not answer')
    expect(textOf(messageOf(await search({ query: 'harbour' })))).toContain('Harbour')
  })
})

describe('somebody who types a video', () => {
  const typing = (value: string) => act({ autocomplete: 'kaltura-watch', focused: { name: 'video', value } })

  /** Proposals have a quarter of a second, which a busy machine may miss: whoever goes on typing asks again. */
  const proposalsFor = (value: string) =>
    vi.waitUntil(
      async () => {
        const { problem, choices } = await typing(value)
        expect(problem).toBe(null)
        return choices?.length ? choices : null
      },
      { timeout: 8_000, interval: 100 },
    )

  it('gets proposals, also while Kaltura is slow', async () => {
    const testCard = { name: 'Test card · 2:00', value: '0_testcard' }
    expect((await proposalsFor(''))[0]).toEqual(testCard)
    product.sandbox.faults.add({ service: 'kaltura', kind: 'slow', delayMs: 10_000 })
    expect(await proposalsFor('test c')).toEqual([testCard])
  })

  it('may paste an id', async () => {
    expect((await proposalsFor('0_lecture'))[0]?.value).toBe('0_lecture')
  })
})

describe.skipIf(skipWithoutSharedData)('what went to Discord', () => {
  it('is all as its API document says', () => {
    const check = createDiscordCheck(sharedDataPath('discord-openapi-v10.json'))
    const sent = product.sandbox.traffic
      .entries()
      .flatMap(entry => (entry.service === 'discord' ? [{ ...entry, service: entry.service }] : []))
    expect(sent.some(({ url }) => decodeURIComponent(url).includes('/messages/@original'))).toBe(true)
    expect(sent.flatMap(check)).toEqual([])
  })
})
