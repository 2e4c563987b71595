import {
  MeetingEndedSchema,
  MeetingJoinSchema,
  OneMeetingSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { CHANNEL, GUILD, OTHER_GUILD } from '../../../../sandbox/src/discord/identities.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import {
  answerOf,
  createMeetingCalls,
  createTokenIssuer,
  type MeetingCalls,
  problemOf,
  userIdOf,
} from './testing/meetingCalls.ts'

let product: TestProduct
let calls: MeetingCalls
/** Of people in an Activity of the server. */
const inActivity = new Map<string, string>()
/** Of the same people by way of a service. */
const byService = new Map<string, string>()
let readOnly: string

/** Ana owns the server, Dan has the role `admin`, Ben `moderator`; Cleo and Iris are viewers. */
const PEOPLE = ['ana', 'dan', 'ben', 'cleo', 'iris']

beforeAll(async () => {
  product = await startTestProduct({}, { limitFactor: 100 })
  calls = createMeetingCalls(product)
  const tokenOf = await createTokenIssuer(product, ['meetings:read', 'meetings:write'])
  for (const name of PEOPLE) {
    inActivity.set(name, (await product.signIn(name)).accessToken)
    byService.set(name, await tokenOf(name))
  }
  readOnly = await (await createTokenIssuer(product, ['meetings:read']))('ana')
})
afterAll(() => product.close())
afterEach(async () => {
  for (const { id, mayEnd } of await calls.list(tokenOf('ana')))
    if (mayEnd) await calls.send(`/meetings/${id}`, tokenOf('ana'), { method: 'DELETE' })
})

const tokenOf = (name: string, tokens = inActivity) => tokens.get(name) ?? ''
const HERE = `?guildId=${GUILD.id}`

/** Dates have a day to be on. */
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const HOUR_MS = 3_600_000

describe('what others have written clients for', () => {
  const OldMeetingSchema = z.object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    type: z.string(),
    status: z.literal('active'),
    ownerId: z.string(),
    createdAt: z.iso.datetime(),
    joinUrl: z.url(),
  })

  it('is answered in their shapes', async () => {
    const body = { title: 'Meeting Title', description: 'Meeting Description', type: 'webinar' }
    const created = await answerOf(
      z.object({ meeting: OldMeetingSchema, joinUrl: z.url() }),
      calls.send('/meetings', tokenOf('cleo'), { method: 'POST', body }),
    )
    const { meeting } = created
    expect(meeting).toMatchObject({ ...body, ownerId: `discord_${userIdOf('cleo')}` })
    const path = `/meetings/${meeting.id}`
    const list = await answerOf(
      z.object({ meetings: z.array(OldMeetingSchema) }),
      calls.send('/meetings', tokenOf('cleo')),
    )
    expect(list.meetings).toEqual([meeting])
    expect(
      await answerOf(z.object({ meeting: OldMeetingSchema }), calls.send(path, tokenOf('cleo'))),
    ).toEqual({ meeting })
    const joined = await answerOf(
      z.object({ meeting: OldMeetingSchema, joinUrl: z.url() }),
      calls.send(`${path}/join`, tokenOf('cleo'), { method: 'POST' }),
    )
    expect(joined.meeting).toEqual(meeting)
    expect(
      await answerOf(
        z.object({ success: z.literal(true), message: z.string().min(1) }),
        calls.send(path, tokenOf('cleo'), { method: 'DELETE' }),
      ),
    ).toMatchObject({ success: true })
  })
})

describe('starting', () => {
  it('makes one that is live, in the channel of the Activity, with a link of one’s own', async () => {
    const { meeting, joinUrl } = await calls.start(tokenOf('cleo'), { waitForHost: false })
    expect(meeting).toMatchObject({
      status: 'active',
      ownerName: 'Cleo (projector)',
      waitForHost: false,
      isOpen: true,
      joined: 0,
      names: [],
      startsAt: null,
      endedAt: null,
      mayEnd: true,
    })
    expect(meeting.joinUrl).toBe(`${product.environment['PUBLIC_URL']}/join/${meeting.id}`)
    expect(joinUrl).toMatch(/\/join\/[\w-]{43}$/)
    const opened = await calls.send('/join/open', null, {
      method: 'POST',
      body: { token: joinUrl.slice(-43) },
    })
    expect(await opened.json()).toMatchObject({
      view: { discordUrl: `https://discord.com/channels/${GUILD.id}/${CHANNEL.id}`, isHost: true },
    })
  })

  it('plans one for later, with the page for everybody', async () => {
    const startsAt = inMs(HOUR_MS)
    const { meeting, joinUrl } = await calls.start(tokenOf('cleo'), { startsAt, type: 'classroom' })
    expect(meeting).toMatchObject({ status: 'scheduled', startsAt, startedAt: null, isOpen: false })
    expect(joinUrl).toBe(meeting.joinUrl)
    const problem = await problemOf(
      calls.send(`/meetings/${meeting.id}/join`, tokenOf('iris'), { method: 'POST' }),
    )
    expect(problem).toMatchObject({ code: 'meeting_not_open', status: 409 })
  })

  it('takes times of other zones', async () => {
    const startsAt = inMs(2 * HOUR_MS)
    const elsewhere = new Date(Date.parse(startsAt) + 2 * HOUR_MS).toISOString().replace('Z', '+02:00')
    const { meeting } = await calls.start(tokenOf('cleo'), { startsAt: elsewhere })
    expect(meeting.startsAt).toBe(startsAt)
  })

  it.each([
    ['without a title', { type: 'meeting' }, 'title'],
    ['with an empty title', { type: 'meeting', title: ' ' }, 'title'],
    ['with a title that shows nothing', { type: 'meeting', title: '\u3164' }, 'title'],
    ['with a title over the limit', { type: 'meeting', title: 'x'.repeat(101) }, 'title'],
    ['with half a character in its title', { type: 'meeting', title: 'a\ud800' }, 'title'],
    [
      'with a description over the limit',
      { type: 'meeting', title: 'x', description: 'x'.repeat(901) },
      'description',
    ],
    ['of no type', { title: 'x' }, 'type'],
    ['of another type', { title: 'x', type: 'party' }, 'type'],
    ['in the past', { title: 'x', type: 'meeting', startsAt: '2020-01-01T00:00:00Z' }, 'startsAt'],
    ['in two years', { title: 'x', type: 'meeting', startsAt: inMs(730 * 24 * HOUR_MS) }, 'startsAt'],
    ['without a zone', { title: 'x', type: 'meeting', startsAt: '2030-01-01T00:00:00' }, 'startsAt'],
    ['on no day', { title: 'x', type: 'meeting', startsAt: '2030-02-30T00:00:00Z' }, 'startsAt'],
    ['in no server', { title: 'x', type: 'meeting', guildId: 'x' }, 'guildId'],
  ])('makes none %s, and says what to change', async (_name, body, field) => {
    const problem = await problemOf(calls.send('/meetings', tokenOf('ana'), { method: 'POST', body }))
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', field })
    expect(await open()).toEqual([])
  })

  it('makes none in a server that is named twice and differently', async () => {
    const body = { title: 'x', type: 'meeting', guildId: OTHER_GUILD.id }
    const sent = calls.send(`/meetings${HERE}`, tokenOf('ana', byService), { method: 'POST', body })
    expect(await problemOf(sent)).toMatchObject({ code: 'invalid_request', field: 'guildId' })
  })

  it('makes one under one key, however often it is asked for', async () => {
    const body = { title: 'Once', type: 'meeting' }
    const headers = { 'idempotency-key': 'evening-1' }
    const ask = () => calls.send('/meetings', tokenOf('ana'), { method: 'POST', body, headers })
    const first = await ask()
    const again = await ask()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await again.text()).toBe(await first.text())
    expect((await open()).map(({ title }) => title)).toEqual(['Once'])
    const other = { method: 'POST', body: { ...body, title: 'Twice' }, headers }
    expect((await problemOf(calls.send('/meetings', tokenOf('ana'), other))).code).toBe(
      'idempotency_key_reused',
    )
  })

  const open = async () => (await calls.list(tokenOf('ana'))).filter(({ status }) => status !== 'ended')
})

describe('ending', () => {
  it('is done once by two who do it at the same time, and both are told so', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    const end = (name: string) =>
      answerOf(MeetingEndedSchema, calls.send(`/meetings/${meeting.id}`, tokenOf(name), { method: 'DELETE' }))
    const ended = await Promise.all(['cleo', 'ben', 'ana', 'dan'].map(end))
    expect(ended.map(({ message }) => message)).toEqual(
      Array(4).fill('This meeting is closed to new joiners. Whoever is still inside leaves when they like.'),
    )
    expect(new Set(ended.map(each => each.meeting.endedAt)).size).toBe(1)
    expect(ended[0]?.meeting).toMatchObject({ status: 'ended', mayEnd: false, endedAt: expect.any(String) })
    const problem = await problemOf(
      calls.send(`/meetings/${meeting.id}/join`, tokenOf('ben'), { method: 'POST' }),
    )
    expect(problem).toMatchObject({ status: 409, code: 'meeting_ended' })
  })

  it('calls off what has not begun', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'), { startsAt: inMs(HOUR_MS) })
    const ended = await answerOf(
      MeetingEndedSchema,
      calls.send(`/meetings/${meeting.id}`, tokenOf('cleo'), { method: 'DELETE' }),
    )
    expect(ended.message).toBe('This meeting has been called off.')
    expect((await calls.list(tokenOf('cleo'))).map(({ id }) => id)).not.toContain(meeting.id)
  })

  it.each(['GET', 'DELETE', 'POST'])('says to %s that a meeting is not there', async method => {
    const path = `/meetings/0000000000${method === 'POST' ? '/join' : ''}`
    expect(await problemOf(calls.send(path, tokenOf('ana'), { method }))).toMatchObject({
      status: 404,
      code: 'meeting_not_found',
    })
    const junk = path.replace('0000000000', 'junk')
    expect(await problemOf(calls.send(junk, tokenOf('ana'), { method }))).toMatchObject({
      status: 400,
      code: 'invalid_request',
      field: 'id',
    })
  })
})

describe('who may do what', () => {
  type Outcome = 200 | 403

  /** What each role may do with somebody else's meeting. */
  const TABLE: readonly (readonly [string, Record<'list' | 'get' | 'start' | 'join' | 'end', Outcome>])[] = [
    ['dan', { list: 200, get: 200, start: 200, join: 200, end: 200 }],
    ['ben', { list: 200, get: 200, start: 200, join: 200, end: 200 }],
    ['cleo', { list: 200, get: 200, start: 200, join: 200, end: 403 }],
  ]

  const requests = (id: string) =>
    [
      ['list', '/meetings', 'GET', undefined],
      ['get', `/meetings/${id}`, 'GET', undefined],
      ['start', '/meetings', 'POST', { title: 'x', type: 'meeting' }],
      ['join', `/meetings/${id}/join`, 'POST', undefined],
      ['end', `/meetings/${id}`, 'DELETE', undefined],
    ] as const

  async function statusesOf(token: string, query: string, id: string) {
    const statuses: Record<string, number> = {}
    for (const [name, path, method, body] of requests(id)) {
      const sent = await calls.send(`${path}${query}`, token, { method, ...(body && { body }) })
      await sent.arrayBuffer()
      statuses[name] = sent.status
    }
    return statuses
  }

  it.each(TABLE)(
    'is the same for %s in the Activity and by a service (ASVS 8.2.1, 8.2.2)',
    async (name, expected) => {
      for (const [tokens, query] of [
        [inActivity, ''],
        [inActivity, HERE],
        [byService, HERE],
      ] as const) {
        const { meeting } = await calls.start(tokenOf('iris'))
        expect(await statusesOf(tokenOf(name, tokens), query, meeting.id)).toEqual(expected)
      }
    },
  )

  it.each(PEOPLE)('is nothing for %s in another server', async name => {
    const { meeting } = await calls.start(tokenOf('iris'))
    const nothing = { list: 403, get: 403, start: 403, join: 403, end: 403 }
    const elsewhere = `?guildId=${OTHER_GUILD.id}`
    expect(await statusesOf(tokenOf(name), elsewhere, meeting.id)).toEqual(nothing)
    expect(await statusesOf(tokenOf(name, byService), elsewhere, meeting.id)).toEqual(nothing)
    expect((await calls.list(tokenOf('iris'))).map(({ id, status }) => [id, status])).toContainEqual([
      meeting.id,
      'active',
    ])
  })

  it('takes the server from who is no Activity, and misses it by name', async () => {
    for (const [, path, method, body] of requests('0000000000')) {
      const sent = calls.send(path, tokenOf('ana', byService), { method, ...(body && { body }) })
      expect([method, path, await problemOf(sent)]).toEqual([
        method,
        path,
        expect.objectContaining({ code: 'invalid_request', field: 'guildId' }),
      ])
    }
  })

  it('needs the scope', async () => {
    const { meeting } = await calls.start(tokenOf('iris'))
    const statuses = await statusesOf(readOnly, HERE, meeting.id)
    expect(statuses).toEqual({ list: 200, get: 200, start: 403, join: 403, end: 403 })
  })

  it('lets everybody end their own, and says beforehand who may', async () => {
    const { meeting } = await calls.start(tokenOf('cleo'))
    const seenBy = async (name: string) =>
      (await answerOf(OneMeetingSchema, calls.send(`/meetings/${meeting.id}`, tokenOf(name)))).meeting.mayEnd
    expect(await Promise.all(['cleo', 'iris', 'ben', 'dan'].map(seenBy))).toEqual([true, false, true, true])
    const ended = calls.send(`/meetings/${meeting.id}`, tokenOf('cleo'), { method: 'DELETE' })
    expect((await answerOf(MeetingEndedSchema, ended)).meeting.status).toBe('ended')
  })

  it('follows what the server allows, at once', async () => {
    const permissions = { 'kaltura-join': ['moderator'], 'kaltura-start': ['@everyone'] }
    const config = (body: unknown) =>
      calls.send(`/config/${GUILD.id}`, tokenOf('ana'), { method: 'PATCH', body })
    await (await config({ commands: { permissions } })).arrayBuffer()
    try {
      const { meeting, joinUrl } = await calls.start(tokenOf('cleo'))
      // Who may not join is given no link by starting either.
      expect(joinUrl).toBe(meeting.joinUrl)
      const join = (name: string) =>
        calls.send(`/meetings/${meeting.id}/join`, tokenOf(name), { method: 'POST' })
      expect((await problemOf(join('cleo'))).code).toBe('forbidden')
      expect((await answerOf(MeetingJoinSchema, join('ben'))).meeting.id).toBe(meeting.id)
    } finally {
      await (await config({ commands: { permissions: null } })).arrayBuffer()
    }
  })
})

describe('a list that is looked at again and again', () => {
  it('is sent again only when something has changed', async () => {
    const first = await calls.send('/meetings', tokenOf('ana'))
    await first.arrayBuffer()
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    const look = async () => (await calls.send('/meetings', tokenOf('ana'), { headers })).status
    expect(await look()).toBe(304)
    const { meeting } = await calls.start(tokenOf('cleo'))
    expect(await look()).toBe(200)
    expect((await calls.list(tokenOf('ana')))[0]?.id).toBe(meeting.id)
  })

  it('is of that server alone, and has what is live before what is planned', async () => {
    const planned = await calls.start(tokenOf('cleo'), { startsAt: inMs(HOUR_MS), title: 'Later' })
    const live = await calls.start(tokenOf('cleo'), { title: 'Now' })
    const ids = (await calls.list(tokenOf('iris'))).map(({ id }) => id)
    expect(ids.slice(0, 2)).toEqual([live.meeting.id, planned.meeting.id])
  })
})
