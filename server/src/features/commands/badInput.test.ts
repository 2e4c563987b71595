import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { LANGUAGES, type Language } from '../../discord/text/language.ts'
import { postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import { ALL_METADATA } from './allMetadata.ts'
import type { CommandMetadata, OptionMetadata } from './metadata.ts'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de' }
const MESSAGE = 4
const DEFERRED = 5
const TITLE_LENGTH = 5_000

const ConversationSchema = z.object({
  problem: z.null(),
  answer: z.object({ status: z.literal(200), type: z.literal([MESSAGE, DEFERRED]) }),
  messages: z.tuple([z.object({ content: z.string(), onlyFor: z.string(), components: z.tuple([]) })]),
})

let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())

type Options = Readonly<Record<string, string | number | boolean>>

interface Wish {
  readonly command: string
  readonly options: Options
  readonly user?: string
  readonly direct?: boolean
}

/** The one sentence that it is answered with, whatever Discord's client would have sent of it. */
async function said(wish: Wish, language: Language): Promise<string> {
  const { user = 'ana' } = wish
  const forced = { ...wish, user, locale: LOCALES[language], force: true }
  const response = await postJson(`${product.sandbox.urls.host}/sandbox/interactions`, forced)
  const conversation: unknown = await response.json()
  const { content, onlyFor } = ConversationSchema.parse(conversation).messages[0]
  expect(onlyFor).toBe(user)
  // What is wrong, then what to do, and nothing else.
  expect(content).toMatch(/^\S.*[.:,] .+\.$/su)
  return content
}

const VALUES: Readonly<Record<string, string | number | boolean>> = {
  video: '0_testcard',
  query: 'test',
  section: 'features',
  key: 'user_sync',
  type: 'meeting',
  title: 'Standup',
  'meeting-id': '0123456789',
}
const fitting = ({ options }: CommandMetadata): Options =>
  Object.fromEntries(options.flatMap(({ name }) => (name in VALUES ? [[name, VALUES[name] ?? '']] : [])))

const named = (option: OptionMetadata, language: Language) =>
  language === 'de' ? option.germanName : option.name

const texts = ALL_METADATA.flatMap(metadata =>
  metadata.options.flatMap(option => (option.kind === 'text' ? [{ metadata, option }] : [])),
)
const forAdmins = ALL_METADATA.filter(({ name }) => name.startsWith('kaltura-config-'))

describe.each(LANGUAGES)('in %s', language => {
  const say = <T>(all: Readonly<Record<Language, T>>): T => all[language]

  it.each(ALL_METADATA)('$name with an option that there is not names it', async metadata => {
    const options = { ...fitting(metadata), 'title*': 'x' }
    expect(await said({ command: metadata.name, options }, language)).toContain(String.raw`title\*`)
  })

  it.each(ALL_METADATA)('$name in a direct message leads to a server', async metadata => {
    const wish = { command: metadata.name, options: fitting(metadata), direct: true }
    expect(await said(wish, language)).toContain(say({ en: 'only in servers', de: 'nur auf Servern' }))
  })

  it.each(ALL_METADATA)('$name of somebody who has left the server leads back to it', async metadata => {
    await postJson(`${product.sandbox.urls.host}/host/guild/leave`, { user: 'dan' })
    const wish = { command: metadata.name, options: fitting(metadata), user: 'dan' }
    expect(await said(wish, language)).toContain(say({ en: 'Join the server', de: 'Tritt ihm bei' }))
  })

  it.each(forAdmins)('$name of a member without the role leads to who may', async metadata => {
    const wish = { command: metadata.name, options: fitting(metadata), user: 'ben' }
    expect(await said(wish, language)).toContain(say({ en: 'Your roles', de: 'Deine Rollen' }))
  })

  it.each(texts)('$metadata.name with a $option.name of 5 000 characters says how many fit', async each => {
    const { metadata, option } = each
    for (const letter of ['x', '🎬', 'ش']) {
      const options = { ...fitting(metadata), [option.name]: letter.repeat(TITLE_LENGTH) }
      const sentence = await said({ command: metadata.name, options }, language)
      for (const part of [named(option, language), String(option.maxLength), String(TITLE_LENGTH)])
        expect(sentence).toContain(part)
    }
  })

  it.each(['🎬🍿👨‍👩‍👧', '\u202egnp.exe \u0634', '\ud83d', '<@&1> @everyone ```'])(
    'what has no match is quoted as plain text: %j',
    async text => {
      const watch = { command: 'kaltura-watch', options: { video: text } }
      const search = { command: 'kaltura-video-search', options: { query: text } }
      for (const wish of [watch, search]) {
        const sentence = await said(wish, language)
        expect(sentence).not.toMatch(/\p{Bidi_C}(?<![\u2068\u2069])|(?<!\\)[@<`]/u)
        expect(sentence.isWellFormed()).toBe(true)
      }
    },
  )

  it.each(['', '   ', '\u200b'])('a video that is %j is asked for', async video => {
    const wish = { command: 'kaltura-watch', options: { video } }
    expect(await said(wish, language)).toContain(say({ en: 'is missing', de: 'fehlt' }))
  })

  it('a video that has been deleted leads to others', async () => {
    const wish = { command: 'kaltura-watch', options: { video: '0_deleted' } }
    expect(await said(wish, language)).toContain(say({ en: 'Choose another', de: 'Wähle ein anderes' }))
  })
})
