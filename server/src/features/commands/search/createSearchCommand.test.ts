import type { Video, VideoPage } from '@kaltura-discord/shared/protocol/http.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDiscordCheck } from '../../../../../e2e/src/conformance/discordCheck.ts'
import type { Language } from '../../../discord/text/language.ts'
import { kalturaAway } from '../../../kaltura/kalturaFailure.ts'
import { fail, type Result, succeed } from '../../../platform/result.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../../testing/sharedData.ts'
import type { Message } from '../command.ts'
import type { CommandInteraction, ComponentInteraction, Interaction } from '../interaction.ts'
import { toEdit } from '../message.ts'
import type { VideoLibrary } from '../videoLibrary.ts'
import { createSearchCommand } from './createSearchCommand.ts'

const NOW_MS = Date.parse('2026-11-21T12:00:00Z')
const PUBLIC_URL = 'https://kaltura.example.com'
const PLAYER = { apiEndpoint: 'https://www.kaltura.com/api_v3', partnerId: 1234567, uiConfId: 46022343 }
const ASKER = {
  member: {
    guildId: '1200000000000000001',
    userId: '1400000000000000001',
    isOwner: false,
    isAdministrator: false,
    roles: [],
  },
  role: 'viewer',
} as const

const videoWith = (more: Partial<Video> = {}): Video => ({
  id: '0_alps',
  name: 'The Alps',
  description: '',
  tags: [],
  kind: 'vod',
  durationS: 750,
  dvrWindowS: null,
  thumbnailUrl: '/api/v1/videos/0_alps/thumbnail',
  createdAt: '2026-01-05T12:00:00.000Z',
  plays: 0,
  ...more,
})
const manyOf = (count: number, more: Partial<Video> = {}) =>
  Array.from({ length: count }, (_, n) => videoWith({ name: `Film ${n + 1}`, ...more, id: `0_film${n + 1}` }))

let shelf: Video[]
let isTotalKnown: boolean
let asOf: string | undefined
let isAway: boolean
let asked: string[]

function page(
  what: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Result<VideoPage> {
  asked.push(`${what} ${limit} ${cursor ?? ''}`.trim())
  if (isAway) return kalturaAway()
  const from = Number(cursor ?? 0)
  return succeed({
    videos: shelf.slice(from, from + limit),
    total: isTotalKnown ? shelf.length : null,
    nextCursor: from + limit < shelf.length ? String(from + limit) : null,
    ...(asOf === undefined ? {} : { asOf }),
  })
}
const videos: VideoLibrary = {
  list: async query => page('latest', query),
  search: async (text, query) => page(text, query),
  get: async () => fail('video_not_found', ''),
}
const options = { videos, clock: { nowMs: () => NOW_MS }, publicUrl: PUBLIC_URL, player: PLAYER }
let command = createSearchCommand(options)

beforeEach(() => {
  shelf = [videoWith()]
  isTotalKnown = true
  asOf = undefined
  isAway = false
  asked = []
  command = createSearchCommand(options)
})

const interaction = (language: Language): Interaction => ({
  id: '1',
  token: 'token',
  userId: ASKER.member.userId,
  guildId: ASKER.member.guildId,
  channelId: '1300000000000000001',
  language,
  installedInServer: true,
  locale: 'en-US',
  displayName: 'Ana',
  botMayWrite: true,
})

async function run(query: string, limit?: number, language: Language = 'en'): Promise<Result<Message>> {
  const given = new Map<string, string | number>([['query', query]])
  if (limit !== undefined) given.set('limit', limit)
  const sent: CommandInteraction = {
    ...interaction(language),
    kind: 'command',
    command: command.metadata.name,
    options: given,
  }
  const handler = command.run(sent)
  if (handler.when !== 'later') throw new Error('It asks Kaltura, so that it is answered later.')
  return handler.handle(sent, ASKER)
}

async function press(customId: string): Promise<Result<Message>> {
  const handler = command.buttons?.['page']
  const sent: ComponentInteraction = { ...interaction('en'), kind: 'component', customId, values: [] }
  if (handler?.when !== 'later') throw new Error('There is no such button.')
  expect(handler.replaces).toBe(true)
  return handler.handle(sent, ASKER)
}

const ComponentSchema = z.looseObject({
  type: z.number(),
  content: z.string().optional(),
  custom_id: z.string().optional(),
  label: z.string().optional(),
  url: z.string().optional(),
  media: z.object({ url: z.string() }).optional(),
  description: z.string().optional(),
})
type Component = z.infer<typeof ComponentSchema>
const InnerSchema = z
  .object({ components: z.unknown(), accessory: z.unknown(), items: z.unknown() })
  .partial()

/** What Discord's client would show, part by part; items of a gallery are none of their own. */
function partsOf(value: unknown): Component[] {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  const part = ComponentSchema.safeParse(value)
  if (!part.success) return []
  const inner = InnerSchema.parse(value)
  return [part.data, ...partsOf(inner.components), ...partsOf(inner.accessory)]
}

function bodyOf(result: Result<Message>) {
  if (!result.ok) throw new Error(result.error.message)
  return toEdit(result.value)
}
const parts = (result: Result<Message>) => partsOf(bodyOf(result).components)
const textOf = (result: Result<Message>) =>
  [bodyOf(result).content, ...parts(result).map(({ content }) => content)]
    .filter(text => text !== undefined && text !== null)
    .join('\n')
const labelled = (result: Result<Message>, label: string) =>
  parts(result).filter(part => part.label === label)
const idOf = (result: Result<Message>, label: string) => labelled(result, label)[0]?.custom_id ?? ''

const SECTION = 9
const GALLERY = 12

describe('what is found', () => {
  it('is shown with name, length, date and picture, to be watched together or in a browser', async () => {
    const result = await run(' alps ')
    expect(asked).toEqual(['alps 5'])
    expect(bodyOf(result).components).toEqual([
      {
        type: 17,
        components: [
          { type: 10, content: '### 1 video for “alps”' },
          {
            type: SECTION,
            components: [{ type: 10, content: '**The Alps**\n12:30 · Jan 5, 2026' }],
            accessory: {
              type: 11,
              media: { url: `${PUBLIC_URL}/api/v1/videos/0_alps/thumbnail?width=320` },
              description: 'The Alps',
            },
          },
          {
            type: 1,
            components: [
              { type: 2, style: 1, label: 'Watch together', custom_id: 'kaltura-watch:play:0_alps' },
              {
                type: 2,
                style: 5,
                label: 'Open in browser',
                url: 'https://www.kaltura.com/p/1234567/embedPlaykitJs/uiconf_id/46022343?iframeembed=true&entry_id=0_alps',
              },
            ],
          },
        ],
      },
    ])
  })

  it('is told in German to those who read it', async () => {
    shelf = [videoWith({ durationS: null, kind: 'live' })]
    const result = await run('alps', 5, 'de')
    expect(textOf(result)).toBe('### 1 Video zu „alps“\n**The Alps**\nLive · 05.01.2026')
    expect(parts(result).flatMap(({ label }) => label ?? [])).toEqual([
      'Zusammen schauen',
      'Im Browser öffnen',
    ])
  })

  it('has no button for a browser where the account has no player, and no picture where nobody reaches us', async () => {
    command = createSearchCommand({ ...options, player: null, publicUrl: null })
    for (const limit of [5, 10]) {
      const result = await run('alps', limit)
      expect(textOf(result)).toContain('**The Alps**')
      expect(textOf(result)).not.toContain('browser')
      expect(parts(result).flatMap(({ media, label }) => (media ? 'picture' : (label ?? [])))).toEqual([
        'Watch together',
      ])
    }
  })

  it('is left undated where Kaltura has no date', async () => {
    shelf = [videoWith({ createdAt: new Date(0).toISOString() })]
    expect(textOf(await run('alps'))).toMatch(/12:30$/)
  })

  it.each([
    [true, '### 12 videos for “film”\n-# Page 1 of 3'],
    [false, '### Videos for “film”\n-# Page 1'],
  ])('says how many there are where that is known: %s', async (isKnown, heading) => {
    shelf = manyOf(12)
    isTotalKnown = isKnown
    expect(textOf(await run('film'))).toContain(heading)
  })

  it('says how old it is where Kaltura does not answer', async () => {
    asOf = new Date(NOW_MS - 5 * 60_000).toISOString()
    expect(textOf(await run('alps'))).toContain('This is what it said 5 minutes ago.')
    expect(textOf(await run('alps', 5, 'de'))).toContain('Das hier ist der Stand von vor 5 Minuten.')
    asOf = new Date(NOW_MS - 20_000).toISOString()
    expect(textOf(await run('alps'))).not.toContain('ago')
  })

  it('is nothing, which is said with what to do about it', async () => {
    shelf = []
    const result = await run('@everyone **x**')
    expect(result).toEqual({
      ok: true,
      value: {
        text: String.raw`Nothing in the library matches “\@everyone \*\*x\*\*”. Try fewer or other words, or choose from the newest videos with /kaltura-watch.`,
      },
    })
    expect(textOf(await run('  '))).toBe(
      'The library has no videos yet. They appear here once somebody adds them in Kaltura.',
    )
  })

  it('is for no words the newest videos', async () => {
    expect(textOf(await run('   '))).toContain('### The newest videos')
    expect(asked).toEqual(['latest 5'])
  })

  it('is a failure where Kaltura is away and nothing is known', async () => {
    isAway = true
    expect(await run('alps')).toMatchObject({ ok: false, error: { code: 'kaltura_unavailable' } })
  })
})

describe('pages', () => {
  it('are turned on and back by buttons that carry all of the search', async () => {
    shelf = manyOf(12)
    const first = await run('a: b')
    expect(labelled(first, 'Previous')).toEqual([])
    expect(idOf(first, 'Next')).toBe('kaltura-video-search:page:5:2:a: b')
    const second = await press(idOf(first, 'Next'))
    expect(textOf(second)).toMatch(/Page 2 of 3.*Film 6.*Film 10/s)
    const third = await press(idOf(second, 'Next'))
    expect(textOf(third)).toMatch(/Page 3 of 3.*Film 12/s)
    expect(labelled(third, 'Next')).toEqual([])
    expect(textOf(await press(idOf(second, 'Previous')))).toBe(textOf(first))
  })

  it('show the last one where there are fewer by now', async () => {
    shelf = manyOf(12)
    const { ok } = await run('film')
    expect(ok).toBe(true)
    shelf = manyOf(7)
    expect(textOf(await press('kaltura-video-search:page:5:3:film'))).toMatch(/Page 2 of 2.*Film 7/s)
  })

  it('may hold nothing that can be played, and still lead on and back', async () => {
    shelf = manyOf(20)
    const half: VideoLibrary = {
      ...videos,
      search: async (text, query) => {
        const found = page(text, query)
        return found.ok && query.cursor ? succeed({ ...found.value, videos: [] }) : found
      },
    }
    command = createSearchCommand({ ...options, videos: half })
    const second = await press(idOf(await run('film'), 'Next'))
    expect(textOf(second)).toContain('There is nothing to show on this page.')
    expect([idOf(second, 'Previous'), idOf(second, 'Next')]).toEqual([
      'kaltura-video-search:page:5:1:film',
      'kaltura-video-search:page:5:3:film',
    ])
  })

  it('end after the tenth, and where the words leave no room in a button', async () => {
    shelf = manyOf(100)
    const last = await press('kaltura-video-search:page:5:10:film')
    expect(textOf(last)).toMatch(/Page 10 of 10.*Film 50/s)
    expect(labelled(last, 'Next')).toEqual([])
    expect(idOf(await run('x'.repeat(70)), 'Next')).toHaveLength(100)
    expect(labelled(await run('x'.repeat(71)), 'Next')).toEqual([])
  })

  it.each([
    'kaltura-video-search:page',
    'kaltura-video-search:page:5:0:film',
    'kaltura-video-search:page:5:11:film',
    'kaltura-video-search:page:999:1:film',
    'kaltura-video-search:page:1e9:NaN:film',
    `kaltura-video-search:page:5:1:${'x'.repeat(201)}`,
  ])('are none of what we never wrote: %s', async customId => {
    expect(textOf(await press(customId))).toContain('Run /kaltura-video-search again.')
    expect(asked).toEqual([])
  })
})

/** Names that people, and people who mean harm, give to videos. */
const NAMES = [
  'x'.repeat(5_000),
  '*'.repeat(5_000),
  '👩‍👩‍👧‍👦'.repeat(500),
  `a${'\u0301'.repeat(5_000)}`,
  '\u202Eسماء زرقاء\u2066'.repeat(100),
  '@everyone <@1> <@&2> <#3> </launch:4> <t:0:R> <:a:5>',
  '`code` ```block``` **bold** __x__ ~~y~~ ||spoiler|| [a](https://evil.example) https://evil.example',
  '# heading\n> quote\n- list\n1. one',
  '\u200B\n',
  '',
  '\ud800',
]

describe('a name', () => {
  it('is shown and does nothing else', async () => {
    shelf = NAMES.map((name, n) => videoWith({ id: `0_n${n}`, name }))
    const text = `${textOf(await run('a', 10))}\n${textOf(await press('kaltura-video-search:page:10:2:a'))}`
    expect(text).toContain(`**${'x'.repeat(69)}…**`)
    expect(text).toContain(`**${'👩‍👩‍👧‍👦'.repeat(6)}…**`)
    expect(text).toContain(String.raw`**\@everyone \<\@1\> \<\@&2\> \<\#3\>`)
    expect(text).toContain(String.raw`**\`code\``)
    expect(text).not.toMatch(/(?<!\\)@|(?<!\\)<|https:\/\/evil|\u202E/)
    expect(text).toContain('**0\\_n8**')
    expect(text.isWellFormed()).toBe(true)
  })

  it('of nothing but what turns the direction is the id', async () => {
    shelf = [videoWith({ name: '\u202E\u2067' })]
    expect(textOf(await run('a'))).toContain(String.raw`**0\_alps**`)
  })
})

describe.skipIf(skipWithoutSharedData)('every answer', () => {
  const check = createDiscordCheck(sharedDataPath('discord-openapi-v10.json'))
  const problemsOf = (result: Result<Message>) =>
    check({
      service: 'discord',
      status: 200,
      method: 'PATCH',
      url: '/api/v10/webhooks/1100000000000000001/token/messages/@original',
      requestHeaders: { 'user-agent': 'DiscordBot (https://example.com, 1)' },
      requestBody: JSON.parse(JSON.stringify(bodyOf(result))),
    })

  const CASES = [1, 5, 6, 10].flatMap(limit => NAMES.map((name, n) => ({ limit, name, n })))
  it.each(CASES)('is one that Discord takes: $limit of name $n', async ({ limit, name }) => {
    shelf = manyOf(40, { name })
    for (const more of [{}, { player: null }, { publicUrl: null }]) {
      command = createSearchCommand({ ...options, ...more })
      asOf = new Date(0).toISOString()
      const query = name.slice(0, 70).trim() || 'a'
      await run(query, limit)
      const result = await press(`kaltura-video-search:page:${limit}:2:${query}`)
      expect(problemsOf(result)).toEqual([])
      const all = parts(result)
      expect(all.length).toBeLessThanOrEqual(40)
      expect(all.reduce((sum, { content = '' }) => sum + content.length, 0)).toBeLessThanOrEqual(4_000)
      const ids = all.flatMap(({ custom_id }) => custom_id ?? [])
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.filter(id => id.startsWith('kaltura-watch:play:'))).toHaveLength(limit)
      expect(ids.every(id => id.length <= 100)).toBe(true)
      expect(
        all.every(({ description = 'x' }) => description.length > 0 && description.length <= 1_024),
      ).toBe(true)
    }
  })

  it('is one for nothing found', async () => {
    shelf = []
    expect(problemsOf(await run('x'))).toEqual([])
  })

  it('has at most 40 parts: 35 for five hits in full, 36 for ten with their pictures together', async () => {
    shelf = manyOf(40)
    const counts: number[] = []
    for (const limit of [5, 10])
      counts.push(parts(await press(`kaltura-video-search:page:${limit}:2:a`)).length)
    expect(counts).toEqual([35, 36])
    const ten = parts(await run('a', 10))
    expect(ten.filter(({ type }) => type === GALLERY)).toHaveLength(1)
    expect(ten.filter(({ type }) => type === SECTION)).toHaveLength(10)
  })
})
